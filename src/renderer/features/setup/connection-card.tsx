import { ActionIcon, Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconBrandGmail,
  IconBrandMessenger,
  IconChevronDown,
  IconCircleCheck,
  IconCircleDashed,
  IconDatabase,
  IconKeyOff,
  IconLoader2,
  IconRoute,
  IconShoppingBag,
} from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionName, ConnectionView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useApp } from '../../state/context.tsx';
import type { Tone } from '../../ui/mark.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.tsx';
import { AccountForm } from './account-form.tsx';
import { Cost } from './cost.tsx';
import { Facts } from './facts.tsx';
import { HowTo } from './how-to.tsx';
import { PasteBlock } from './paste-block.tsx';
import { Progress } from './progress.tsx';
import styles from './setup.module.css';
import { useCheck } from './use-check.ts';

const icons: { readonly [N in ConnectionName]: Icon } = {
  shopify: IconShoppingBag,
  gmail: IconBrandGmail,
  bigquery: IconDatabase,
  manychat: IconBrandMessenger,
  tunnel: IconRoute,
};

const marks: { readonly [S in ConnectionView['state']]: { readonly icon: Icon; readonly tone: Tone } } = {
  off: { icon: IconCircleDashed, tone: 'plain' },
  checking: { icon: IconLoader2, tone: 'plain' },
  working: { icon: IconCircleCheck, tone: 'good' },
  failing: { icon: IconAlertTriangle, tone: 'bad' },
  'signed-out': { icon: IconKeyOff, tone: 'bad' },
};

type Props = {
  readonly connection: ConnectionView;
  readonly startOpen: boolean;
};

/** One account: how it stands, what is wrong and the fix; opened, how to connect it and what to type. */
export function ConnectionCard({ connection, startOpen }: Props) {
  const { t } = useTranslation(['setup', 'common']);
  const said = useSaid();
  const { mode } = useApp();
  const { name, state, account, problem, fix, facts } = connection;
  const [open, setOpen] = useState(startOpen);
  const [wasOpen, setWasOpen] = useState(startOpen);
  const [wasAsked, setWasAsked] = useState(startOpen);
  const [typedKey, setTypedKey] = useState('');
  const card = useRef<HTMLElement>(null);
  const panel = useId();
  const { check, checking, failure } = useCheck(name);
  const Picture = icons[name];
  // connected here too, but asked by another computer: that is not the same as not connected
  const isElsewhere = connection.elsewhere === true && connection.fields.some(({ isSet }) => isSet);
  const isOff = state === 'off' && !isElsewhere;
  const shown = checking ? 'checking' : state;
  const folding = {
    'aria-expanded': open,
    ...(wasOpen && { 'aria-controls': panel }),
    onClick: () => {
      setOpen(!open);
      setWasOpen(true);
    },
  };

  // asked for again while the page stands: it opens, and a card that is no longer asked for keeps what was typed
  if (wasAsked !== startOpen) {
    setWasAsked(startOpen);
    if (startOpen) {
      setOpen(true);
      setWasOpen(true);
    }
  }
  useEffect(() => {
    if (startOpen) card.current?.scrollIntoView({ block: 'start' });
  }, [startOpen]);

  return (
    <section ref={card} className={styles.card} aria-label={t(`name_${name}`)}>
      <header className={styles.head}>
        <Picture size={20} stroke={1.6} aria-hidden className={styles.icon ?? ''} />
        <div className={styles.names}>
          <h2 className={styles.name}>
            {t(`name_${name}`)}
            <Mark {...marks[shown]} word={isElsewhere ? t('state_elsewhere') : t(`state_${shown}`)} />
          </h2>
          <p className={styles.account}>
            {state === 'off' ? t(`what_${name}`) : (account ?? t(`what_${name}`))}
          </p>
        </div>
        <LastSuccess at={connection.lastSuccessAt} />
        <div className={styles.actions}>
          {state !== 'off' && (
            // stays where the focus is while it checks; its mark tells that it does
            <Button variant="default" aria-disabled={checking} onClick={check}>
              {t('check')}
            </Button>
          )}
          {isOff ? (
            <Button
              variant="default"
              aria-label={open ? t('close', { name: t(`name_${name}`) }) : undefined}
              {...folding}
            >
              {t(open ? 'common:close' : 'setup:connect')}
            </Button>
          ) : (
            <ActionIcon
              aria-label={t(open ? 'close' : 'change', { name: t(`name_${name}`) })}
              className={styles.chevron ?? ''}
              {...folding}
            >
              <IconChevronDown size={16} />
            </ActionIcon>
          )}
        </div>
      </header>
      {failure !== null && (
        <Notice tone="bad" role="alert">
          {t('checkFailed', { message: said(failure.message) })}
        </Notice>
      )}
      {(problem !== null || (fix !== null && state !== 'off')) && (
        <Notice tone={state === 'working' ? 'warn' : 'bad'}>
          {problem !== null && <p>{said(problem)}</p>}
          {fix !== null && <p className={styles.fix}>{said(fix)}</p>}
        </Notice>
      )}
      {connection.progress && <Progress kind="catchUp" {...connection.progress} />}
      {connection.restore && <Progress kind="restore" {...connection.restore} />}
      {state !== 'off' && <Facts facts={facts.filter(({ value }) => value !== account)} />}
      {state !== 'off' && name === 'bigquery' && <Cost asOf={connection.lastSuccessAt} />}
      {wasOpen && (
        // folded away, it keeps what was typed
        <div id={panel} className={styles.panel} hidden={!open}>
          {mode === 'sample' && <p className={styles.leaves}>{t('leavesSample')}</p>}
          <HowTo name={name} />
          {name === 'manychat' && <PasteBlock typedKey={typedKey} />}
          <AccountForm connection={connection} onSaved={check} onTypedKey={setTypedKey} />
        </div>
      )}
    </section>
  );
}

function LastSuccess({ at }: { readonly at: number | null }) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const now = useNow();
  if (at === null) return null;
  return <span className={styles.last}>{t('lastSuccess', { time: format.exactTime(at, now) })}</span>;
}
