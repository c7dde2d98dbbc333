import { useTranslation } from 'react-i18next';
import { SampleMenu } from './sample-menu.tsx';
import { SetupLink } from './setup-link.tsx';
import { Status } from './status/status.tsx';
import styles from './top-bar.module.css';

/** The only bar above a page: the status, and in a new shop the sample orders and the setup. */
export function TopBar() {
  const { t } = useTranslation('frame');
  return (
    <div className={styles.bar}>
      <Status />
      <nav className={styles.shop} aria-label={t('gettingStarted')}>
        <SampleMenu />
        <SetupLink />
      </nav>
    </div>
  );
}
