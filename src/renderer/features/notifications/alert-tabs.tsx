import { useTranslation } from 'react-i18next';
import { hrefTo } from '../../state/routes/route.ts';
import styles from './alert-tabs.module.css';

const pages = ['notifications', 'notification-log'] as const;

/** The alert rules and the notification log, as two tabs. */
export function AlertTabs({ here }: { readonly here: (typeof pages)[number] }) {
  const { t } = useTranslation('notices');
  return (
    <nav className={styles.tabs} aria-label={t('tabs')}>
      {pages.map((page) => (
        <a
          key={page}
          className={styles.tab}
          href={hrefTo(page)}
          aria-current={page === here ? 'page' : undefined}
        >
          {t(`tab_${page}`)}
        </a>
      ))}
    </nav>
  );
}
