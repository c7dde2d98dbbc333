import { SampleMenu } from './sample-menu.tsx';
import { SetupLink } from './setup-link.tsx';
import { Status } from './status/status.tsx';
import styles from './top-bar.module.css';

/** The only bar above a page: the status, and in a new shop the sample orders and the setup. */
export const TopBar = () => (
  <header className={styles.bar}>
    <Status />
    <div className={styles.shop}>
      <SampleMenu />
      <SetupLink />
    </div>
  </header>
);
