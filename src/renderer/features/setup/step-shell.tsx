import { ActionIcon, Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconArrowForward,
  IconBellRinging,
  IconBrandGmail,
  IconBrandMessenger,
  IconChevronDown,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconDatabase,
  IconEar,
  IconLoader2,
  IconRoute,
  IconShoppingBag,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupStep } from '../../../shared/setup/progress.ts';
import type { StepState } from '../../../shared/setup/step-state.ts';
import type { Tone } from '../../ui/mark.tsx';
import { Mark } from '../../ui/mark.tsx';
import cards from './setup.module.css';
import styles from './step-card.module.css';

const icons: { readonly [S in SetupStep]: Icon } = {
  shopify: IconShoppingBag,
  gmail: IconBrandGmail,
  bigquery: IconDatabase,
  manychat: IconBrandMessenger,
  tunnel: IconRoute,
  notices: IconBellRinging,
};

const marks: { readonly [S in StepState]: { readonly icon: Icon; readonly tone: Tone } } = {
  todo: { icon: IconCircleDashed, tone: 'plain' },
  skipped: { icon: IconArrowForward, tone: 'plain' },
  kept: { icon: IconClock, tone: 'plain' },
  checking: { icon: IconLoader2, tone: 'plain' },
  done: { icon: IconCircleCheck, tone: 'good' },
  elsewhere: { icon: IconEar, tone: 'plain' },
  failing: { icon: IconAlertTriangle, tone: 'bad' },
};

/** The card of a step, to be gone to. */
export const stepId = (step: SetupStep): string => `setup-${step}`;

export type StepProps = {
  readonly step: SetupStep;
  readonly state: StepState;
  readonly open: boolean;
  /** Whether the page was asked for this very step. */
  readonly isAskedFor: boolean;
  readonly onToggle: (open: boolean) => void;
  /** Another step that waits; null when none does. */
  readonly next: SetupStep | null;
  readonly onNext: (step: SetupStep) => void;
  readonly onSkip: (step: SetupStep) => void;
};

type Props = StepProps & {
  /** The state in a word, where it is another one than the step's own. */
  readonly word?: string;
  /** The account it speaks for; null: what the step brings. */
  readonly account: string | null;
  readonly last: string | null;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
  /** What is wrong, or what the last check came to. */
  readonly outcome: ReactNode;
  /** Beside what was pressed: `panel` under what is typed, as long as that is open. */
  readonly outcomeAt?: 'head' | 'panel';
  /** How the account stands, always to be seen. */
  readonly below?: ReactNode;
  /** How it is done, while it is open. */
  readonly children: ReactNode;
};

/** One step of setting up: what it brings and how it stands; opened, how it is done. Folded away, it keeps what was typed. */
export function StepShell(props: Props) {
  const { step, state, open, isAskedFor, onToggle, account, last, isChecking, onCheck } = props;
  const { outcome, outcomeAt = 'head' } = props;
  const { t } = useTranslation('setup');
  const [wasOpen, setWasOpen] = useState(open);
  const card = useRef<HTMLElement>(null);
  const panel = useId();
  const Picture = icons[step];
  const name = t(`name_${step}`);
  if (open && !wasOpen) setWasOpen(true);

  useEffect(() => {
    if (isAskedFor && open) card.current?.scrollIntoView({ block: 'start' });
  }, [isAskedFor, open]);

  const folding = {
    'aria-expanded': open,
    ...(wasOpen && { 'aria-controls': panel }),
    onClick: () => onToggle(!open),
  };
  const shown = isChecking ? 'checking' : state;
  const isBelow = open && outcomeAt === 'panel';
  const isBegun = state !== 'todo' && state !== 'skipped';
  return (
    <section ref={card} id={stepId(step)} className={cards.card} aria-label={name}>
      <header className={cards.head}>
        <Picture size={20} stroke={1.6} aria-hidden className={cards.icon ?? ''} />
        <div className={cards.names}>
          <h2 className={cards.name}>
            {name}
            <Mark {...marks[shown]} word={(!isChecking && props.word) || t(`step_state_${shown}`)} />
          </h2>
          <p className={cards.account}>{account ?? t(`what_${step}`)}</p>
        </div>
        {last !== null && <span className={styles.last}>{last}</span>}
        <div className={styles.actions}>
          {isBegun && !open && (
            // stays where the focus is while it checks; its mark tells that it does
            <Button variant="default" aria-disabled={isChecking} onClick={onCheck}>
              {t('check')}
            </Button>
          )}
          {isBegun ? (
            <ActionIcon
              aria-label={t(open ? 'close' : 'change', { name })}
              className={styles.chevron ?? ''}
              {...folding}
            >
              <IconChevronDown size={16} />
            </ActionIcon>
          ) : (
            <Button variant="default" aria-label={open ? t('close', { name }) : undefined} {...folding}>
              {open
                ? t('closeShort')
                : t(state === 'skipped' ? 'doItNow' : step === 'notices' ? 'tryIt' : 'connect')}
            </Button>
          )}
        </div>
      </header>
      <div role="status" className={styles.status}>
        {isBelow ? null : outcome}
      </div>
      {props.below}
      {wasOpen && (
        <div id={panel} className={styles.panel} hidden={!open}>
          {props.children}
          <div role="status" className={styles.status}>
            {isBelow ? outcome : null}
          </div>
          <Ways {...props} />
        </div>
      )}
    </section>
  );
}

/** How to go on from an open step: leave it out for now, or do the next. */
function Ways({ step, state, next, onNext, onSkip }: StepProps) {
  const { t } = useTranslation('setup');
  if (state === 'todo') {
    return (
      <div className={styles.ways}>
        <Button variant="subtle" color="gray" onClick={() => onSkip(step)}>
          {t('skip')}
        </Button>
      </div>
    );
  }
  if (next === null) return null;
  return (
    <div className={styles.ways}>
      <Button variant="default" onClick={() => onNext(next)}>
        {t('goOn', { name: t(`name_${next}`) })}
      </Button>
    </div>
  );
}
