import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ComputersView } from '../../../../shared/computers-view.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { Facts } from '../facts.tsx';
import styles from '../setup.module.css';
import { PubsubChecks } from './pubsub-checks.tsx';

type Props = Pick<ComputersView, 'live'> & {
  /** Whether the URL names this section: then its checks run at once. */
  readonly isAskedFor: boolean;
};

/** Whether the computers exchange changes by Pub/Sub, a button that connects it, and the checks of its setup. */
export function SeveralComputers({ live, isAskedFor }: Props) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const client = useClient();
  const toasts = useToasts();
  const { computers, connections } = useStores();
  const project = useStore(connections, (asked) => (asked.state === 'ready' ? projectOf(asked.value) : null));
  const [busy, setBusy] = useState(false);
  const [wasTurnedOn, setWasTurnedOn] = useState(false);

  const turn = async (next: 'on' | 'off'): Promise<void> => {
    setBusy(true);
    try {
      await client.call('connections.save', { name: 'bigquery', values: { PUBSUB: next } });
      setWasTurnedOn(next === 'on');
      await computers.refresh();
    } catch (thrown) {
      toasts.failed({ id: 'pubsub', what: t('liveSyncFailed'), error: toCallError(thrown) });
    }
    setBusy(false);
  };
  return (
    <section className={styles.link} aria-label={t('liveSync')}>
      <h3>{t('liveSync')}</h3>
      {live === null && <p className={styles.note}>{t('liveSyncOff')}</p>}
      {live?.problem === null && <p className={styles.note}>{t('liveSyncOn', { count: live.pending })}</p>}
      {live !== null && live.problem !== null && (
        <Notice tone="warn">
          {t('liveSyncProblem', { problem: said(live.problem), count: live.pending })}
        </Notice>
      )}
      {live !== null && live.unreadable > 0 && (
        <Notice tone="warn">{t('liveSyncUnreadable', { count: live.unreadable })}</Notice>
      )}
      {project !== null && (
        <div className={styles.project}>
          <Facts facts={[{ label: t('pubsubProject'), value: project }]} />
          <p className={styles.note}>{t('pubsubProjectNote')}</p>
        </div>
      )}
      {live !== null && <PubsubChecks isOpenAtFirst={isAskedFor || wasTurnedOn} />}
      <div className={styles.buttons}>
        <Button
          variant="default"
          aria-disabled={busy}
          onClick={() => !busy && void turn(live === null ? 'on' : 'off')}
        >
          {t(live === null ? 'liveSyncConnect' : 'liveSyncDisconnect')}
        </Button>
      </div>
    </section>
  );
}

type Connections = readonly {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly value: string | null }[];
}[];

/** The project of BigQuery, whose service account Pub/Sub uses too. */
const projectOf = (connections: Connections): string | null =>
  connections.find(({ name }) => name === 'bigquery')?.fields.find(({ name }) => name === 'BIGQUERY_PROJECT')
    ?.value ?? null;
