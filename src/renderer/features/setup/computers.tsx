import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconAlertTriangle, IconDeviceDesktop, IconEar } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useStores } from '../../state/context.tsx';
import { deskName, listeningOf } from '../../state/listening.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { useNow } from '../../ui/use-now.tsx';
import { LiveLink } from './live-link.tsx';
import styles from './setup.module.css';

/** The computers of the shop: which one listens to its sources, and how another one comes to. */
export function Computers({ isAskedFor }: { readonly isAskedFor: boolean }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const card = useRef<HTMLElement>(null);
  const asked = useStore(useStores().desks);
  const view = asked.state === 'ready' && asked.value.canBeChosen ? asked.value : null;
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
          <p className={styles.account}>{t('computersLead')}</p>
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
      <ul className={styles.computers}>
        {view.desks.map((desk) => (
          <li key={desk.id} className={styles.computer}>
            <span className={styles.computerName}>{deskName(view, desk)}</span>
            {desk.isThis && <span className={styles.note}>{t('computerThis')}</span>}
            {desk.listens && (
              <Mark
                tone={isSilent ? 'warn' : 'good'}
                icon={isSilent ? IconAlertTriangle : IconEar}
                word={t(isSilent ? 'computerSilent' : 'computerListens')}
              />
            )}
            {desk.listens && view.since !== null && (
              <span className={styles.last}>
                {t('computerSince', { time: format.exactTime(view.since, now) })}
              </span>
            )}
            {desk.listens && !desk.isThis && view.signAt !== null && (
              <span className={styles.last}>
                {t('computerSign', { age: format.span(Math.max(0, now - view.signAt)) })}
              </span>
            )}
          </li>
        ))}
        {view.desks.length === 1 && <li className={styles.note}>{t('computersOne')}</li>}
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
