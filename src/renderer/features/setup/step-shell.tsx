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
import type { Tone } from '../../components/ui/mark.tsx';
import { Mark } from '../../components/ui/mark.tsx';
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

/** The DOM id of a step's card. */
export const stepId = (step: SetupStep): string => `setup-${step}`;

export type StepProps = {
  readonly step: SetupStep;
  readonly state: StepState;
  readonly open: boolean;
  /** Whether the URL names this step. */
  readonly isAskedFor: boolean;
  readonly onToggle: (open: boolean) => void;
  /** Another unfinished step; null if there is none. */
  readonly next: SetupStep | null;
  readonly onNext: (step: SetupStep) => void;
  readonly onSkip: (step: SetupStep) => void;
};

type Props = StepProps & {
  /** The status as a word, if it differs from the step's. */
  readonly word?: string;
  /** The name of the account; null: the benefit of the step. */
  readonly account: string | null;
  readonly last: string | null;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
  /** The problem, or the result of the last check. */
  readonly outcome: ReactNode;
  /** The position beside the pressed button: `panel` is below the fields, while they are open. */
  readonly outcomeAt?: 'head' | 'panel';
  /** The status of the account, always visible. */
  readonly below?: ReactNode;
  /** The instructions, while the step is open. */
  readonly children: ReactNode;
};

/** One setup step: its benefit and status; expanded, its instructions. Collapsed, it keeps the input. */
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
            // stays enabled during a check to keep the focus; its mark shows the progress
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

/** The button of an open step: skip an unfinished one, or go to the next. */
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
