import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconLoader2,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckView, DiagnosticsGroup } from '../../../shared/diagnostics.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import type { Tone } from '../../components/ui/mark.tsx';
import { Mark } from '../../components/ui/mark.tsx';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSignIn } from '../../lib/client/use-sign-in.ts';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import styles from './diagnostics.module.css';

export const marks: { readonly [S in CheckView['state']]: { readonly icon: Icon; readonly tone: Tone } } = {
  ok: { icon: IconCircleCheck, tone: 'good' },
  warn: { icon: IconAlertTriangle, tone: 'warn' },
  fail: { icon: IconCircleX, tone: 'bad' },
  skipped: { icon: IconCircleMinus, tone: 'plain' },
  running: { icon: IconLoader2, tone: 'plain' },
};

type Props = {
  readonly group: DiagnosticsGroup;
  readonly checks: readonly CheckView[];
  /** After a press that may have mended something. */
  readonly onAct: () => void;
};

export function CheckGroup({ group, checks, onAct }: Props) {
  const { t } = useTranslation('diagnostics');
  return (
    <section className={styles.group} aria-label={t(`group_${group}`)}>
      <h2 className={styles.groupName}>{t(`group_${group}`)}</h2>
      <ul className={styles.lines}>
        {checks.map((check) => (
          <Line key={check.id} check={check} onAct={onAct} />
        ))}
      </ul>
    </section>
  );
}

export function Line({ check, onAct }: { readonly check: CheckView; readonly onAct: () => void }) {
  const { t } = useTranslation('diagnostics');
  const said = useSaid();
  const { state, title, tried, cameBack, fix, copies, ms } = check;
  return (
    <li className={styles.line} data-state={state}>
      <div className={styles.state}>
        <Mark {...marks[state]} word={t(`state_${state}`)} tag={false} />
      </div>
      <div className={styles.words}>
        <h3 className={styles.title}>{said(title)}</h3>
        <p className={styles.tried}>{said(tried)}</p>
        {cameBack !== '' && <p className={styles.back}>{said(cameBack)}</p>}
        {fix !== null && <p className={styles.fix}>{said(fix)}</p>}
        {copies !== null && (
          <p className={styles.copies}>
            <code>{copies}</code>
            <CopyButton value={copies} what={t('address')} />
          </p>
        )}
      </div>
      <Mend check={check} onAct={onAct} />
      <span className={styles.took}>{ms === null ? '' : t('took', { ms })}</span>
    </li>
  );
}

/** The button that does what the line asks for. */
function Mend({ check: { group, act }, onAct }: { readonly check: CheckView; readonly onAct: () => void }) {
  const { t } = useTranslation(['diagnostics', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const [asking, setAsking] = useState(false);
  const tell = (error: CallError): void =>
    toasts.failed({ id: `doctor-${group}`, what: t('mendFailed'), error });
  const { waits, signIn } = useSignIn({
    onDone: onAct,
    onFailed: (error) => {
      tell(error);
      onAct();
    },
  });
  if (act === null || group === 'computer' || group === 'drill') return null;

  const ask = (): void => {
    if (asking) return;
    setAsking(true);
    client
      .call('connections.check', { name: group })
      .catch((thrown: unknown) => tell(toCallError(thrown)))
      .finally(() => {
        setAsking(false);
        onAct();
      });
  };
  switch (act) {
    case 'ask-now':
      return (
        <Button variant="default" aria-disabled={asking} onClick={ask}>
          {t(asking ? 'asking' : 'askNow')}
        </Button>
      );
    case 'sign-in':
      return (
        <Button variant="default" onClick={signIn}>
          {t(waits ? 'common:openGoogle' : 'signIn')}
        </Button>
      );
    case 'settings':
      return (
        <Button variant="default" component="a" href={hrefTo('setup', { path: [group] })}>
          {t('openSettings')}
        </Button>
      );
  }
}
