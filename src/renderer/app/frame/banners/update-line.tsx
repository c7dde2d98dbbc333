import { Button, CloseButton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useRestart } from '../../../components/preferences/use-restart.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useStores } from '../../../state/context.tsx';
import styles from './sleep-line.module.css';

/** A line when an update is ready and nothing is urgent; postponed, it is not offered until the next start. */
export function UpdateLine() {
  const { t } = useTranslation('updates');
  const client = useClient();
  const restart = useRestart();
  const asked = useStore(useStores().updates);
  if (asked.state !== 'ready' || !asked.value.offered || asked.value.state.kind !== 'ready') return null;
  const { version, onQuit } = asked.value.state;
  // if this cannot be stored, the update is offered again and can be postponed again
  const later = (): void => void client.call('updates.later', undefined).catch(() => undefined);
  return (
    <section className={styles.line} aria-label={t('ready')} role="status">
      <IconDownload size={14} aria-hidden className={styles.icon} />
      <span className={styles.words}>{t(onQuit ? 'offer' : 'offerAsked', { version })}</span>
      <Button className={styles.act ?? ''} size="compact-xs" variant="light" onClick={restart}>
        {t('restart')}
      </Button>
      <CloseButton
        size="xs"
        className={styles.close ?? ''}
        aria-label={t(onQuit ? 'later' : 'laterAsked')}
        onClick={later}
      />
    </section>
  );
}
