import { IconFlame } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/route.ts';
import { testRunGoingOn } from '../../state/test-run-state.ts';
import styles from './strip.module.css';

/** Shown during a test run, so that its alert is not taken for an order or looked for in the counts. */
export function TestRunLine() {
  const { t } = useTranslation('frame');
  const drill = testRunGoingOn(useStore(useStores().drill));
  if (drill === null) return null;
  return (
    <span role="status">
      <a className={`${styles.link} ${styles.missing}`} href={hrefTo('doctor')}>
        <IconFlame size={14} aria-hidden />
        {t('drillOn', { name: drill.by })}
      </a>
    </span>
  );
}
