import { IconAlertTriangle, IconCrown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../i18n/use-format.tsx';
import { useStores } from '../../state/context.tsx';
import { leadingOf } from '../../state/leading.ts';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import styles from './strip.module.css';

/** The leader, and whether it answers; shown on the other computers only. */
export function LeaderLine() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().computers);
  if (asked.state !== 'ready') return null;
  const leading = leadingOf(asked.value, now);
  if (leading.kind === 'alone' || leading.kind === 'here') return null;
  const href = hrefTo('setup', { path: ['computers'] });
  if (leading.kind === 'there' && leading.silentMs === null) {
    return (
      <a className={`${styles.link} ${styles.listening}`} href={href}>
        <IconCrown size={14} aria-hidden />
        {t('leads', { name: leading.name })}
      </a>
    );
  }
  return (
    <a className={`${styles.link} ${styles.bad}`} href={href}>
      <IconAlertTriangle size={14} aria-hidden />
      {leading.kind === 'there'
        ? t('leadsSilent', { name: leading.name, span: format.span(leading.silentMs ?? 0) })
        : t('leadsNobody')}
    </a>
  );
}
