import { IconAlertTriangle, IconEar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../i18n/use-format.tsx';
import { useStores } from '../../state/context.tsx';
import { listeningOf } from '../../state/listening.ts';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import styles from './strip.module.css';

/** Said only where it is not this computer that listens: which one does, and whether it still gives signs. */
export function ListeningLine() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().desks);
  if (asked.state !== 'ready') return null;
  const listening = listeningOf(asked.value, now);
  if (listening.kind === 'alone' || listening.kind === 'here') return null;
  const href = hrefTo('setup', { path: ['computers'] });
  if (listening.kind === 'there' && listening.silentMs === null) {
    return (
      <a className={`${styles.link} ${styles.listening}`} href={href}>
        <IconEar size={14} aria-hidden />
        {t('listens', { name: listening.name })}
      </a>
    );
  }
  return (
    <a className={`${styles.link} ${styles.bad}`} href={href}>
      <IconAlertTriangle size={14} aria-hidden />
      {listening.kind === 'nobody' && t('listensNobody')}
      {listening.kind === 'unknown' && t('listensUnknown')}
      {listening.kind === 'there' &&
        t('listensSilent', { name: listening.name, span: format.span(listening.silentMs ?? 0) })}
    </a>
  );
}
