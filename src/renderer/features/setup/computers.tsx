import { Button } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ComputersView } from '../../../shared/computers-view.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useStores } from '../../state/context.tsx';
import { leadingOf } from '../../state/leading.ts';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { useNow } from '../../ui/use-now.tsx';
import { ComputerLine } from './computer-line.tsx';
import styles from './setup.module.css';

/** The computers of the shop: which one is the leader, and how they exchange changes. */
export function Computers({ isAskedFor }: { readonly isAskedFor: boolean }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const now = useNow();
  const card = useRef<HTMLElement>(null);
  const asked = useStore(useStores().computers);
  const view = asked.state === 'ready' ? asked.value : null;
  const isShown = view !== null;

  useEffect(() => {
    if (isAskedFor && isShown) card.current?.scrollIntoView({ block: 'start' });
  }, [isAskedFor, isShown]);

  if (view === null) return null;
  const leading = leadingOf(view, now);
  const isSilent = leading.kind === 'there' && leading.silentMs !== null;
  return (
    <section ref={card} className={styles.card} aria-label={t('computers')}>
      <header className={styles.head}>
        <IconDeviceDesktop size={20} stroke={1.6} aria-hidden className={styles.icon ?? ''} />
        <div className={styles.names}>
          <h2 className={styles.name}>{t('computers')}</h2>
          <p className={styles.account}>{t(view.canBeChosen ? 'computersLead' : 'computersAlone')}</p>
        </div>
      </header>
      {view.problem !== null && <Notice tone="warn">{said(view.problem)}</Notice>}
      {leading.kind === 'nobody' && (
        <Notice tone="bad" role="alert">
          {t('computersNobody')}
        </Notice>
      )}
      <ul className={styles.computers}>
        {view.computers.map((computer) => (
          <ComputerLine
            key={computer.id}
            view={view}
            computer={computer}
            isSilent={isSilent && computer.isLeader}
            now={now}
          />
        ))}
        {view.canBeChosen && view.computers.length === 1 && (
          <li className={styles.note}>{t('computersOne')}</li>
        )}
      </ul>
      {view.canBeChosen && <LiveSync live={view.live} />}
    </section>
  );
}

/** Whether changes are exchanged by Pub/Sub, and a button that connects it. */
function LiveSync({ live }: Pick<ComputersView, 'live'>) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const client = useClient();
  const toasts = useToasts();
  const { computers } = useStores();
  const [busy, setBusy] = useState(false);

  const turn = async (next: 'on' | 'off'): Promise<void> => {
    setBusy(true);
    try {
      await client.call('connections.save', { name: 'bigquery', values: { PUBSUB: next } });
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
      <Button
        variant="default"
        aria-disabled={busy}
        onClick={() => !busy && void turn(live === null ? 'on' : 'off')}
      >
        {t(live === null ? 'liveSyncConnect' : 'liveSyncDisconnect')}
      </Button>
    </section>
  );
}
