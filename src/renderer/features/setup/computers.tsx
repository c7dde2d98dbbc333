import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useStores } from '../../state/context.tsx';
import { listeningOf } from '../../state/listening.ts';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { useNow } from '../../ui/use-now.tsx';
import { ComputerLine } from './computer-line.tsx';
import { LiveLink } from './live-link.tsx';
import styles from './setup.module.css';

/** The computers of the shop: which one listens to its sources, and how another one comes to. */
export function Computers({ isAskedFor }: { readonly isAskedFor: boolean }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const now = useNow();
  const card = useRef<HTMLElement>(null);
  const asked = useStore(useStores().desks);
  const view = asked.state === 'ready' ? asked.value : null;
  const isShown = view !== null;

  useEffect(() => {
    if (isAskedFor && isShown) card.current?.scrollIntoView({ block: 'start' });
  }, [isAskedFor, isShown]);

  if (view === null) return null;
  const listening = listeningOf(view, now);
  const isSilent = listening.kind === 'there' && listening.silentMs !== null;
  return (
    <section ref={card} className={styles.card} aria-label={t('computers')}>
      <header className={styles.head}>
        <IconDeviceDesktop size={20} stroke={1.6} aria-hidden className={styles.icon ?? ''} />
        <div className={styles.names}>
          <h2 className={styles.name}>{t('computers')}</h2>
          <p className={styles.account}>{t(view.canBeChosen ? 'computersLead' : 'computersAloneLead')}</p>
        </div>
        <Actions listens={listening.kind} />
      </header>
      {view.problem !== null && (
        <Notice tone="warn">{t('computersUnknown', { message: said(view.problem) })}</Notice>
      )}
      {listening.kind === 'nobody' && (
        <Notice tone="bad" role="alert">
          {t('computersNobody')}
        </Notice>
      )}
      {view.unheard.map(({ source, problem, fix }) => (
        <Notice key={source} tone="bad" role="alert">
          {said(problem)}. {said(fix)}.
        </Notice>
      ))}
      <ul className={styles.computers}>
        {view.desks.map((desk) => (
          <ComputerLine key={desk.id} view={view} desk={desk} isSilent={isSilent && desk.listens} now={now} />
        ))}
        {view.desks.length === 1 && (
          <li className={styles.note}>{t(view.canBeChosen ? 'computersOne' : 'computersAlone')}</li>
        )}
      </ul>
      <LiveLink view={view} />
    </section>
  );
}

function Actions({ listens }: { readonly listens: ReturnType<typeof listeningOf>['kind'] }) {
  const { t } = useTranslation(['setup', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { desks } = useStores();
  const [busy, setBusy] = useState(false);
  if (listens === 'alone') return null;
  const deed = listens === 'here' ? 'handOver' : 'takeOver';

  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await client.call(`desks.${deed}`, undefined);
      await desks.refresh();
    } catch (thrown) {
      toasts.failed({ id: 'desks', what: t(`${deed}Failed`), error: toCallError(thrown) });
    }
    setBusy(false);
  };
  const ask = (): void => {
    if (busy) return;
    modals.openConfirmModal({
      title: t(`${deed}Title`),
      children: t(`${deed}Text`),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t(deed), cancel: t('common:cancel') },
      onConfirm: () => void run(),
    });
  };
  return (
    <Button variant="default" aria-disabled={busy} onClick={ask}>
      {t(deed)}
    </Button>
  );
}
