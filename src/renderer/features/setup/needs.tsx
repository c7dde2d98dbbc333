import { IconClock, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SetupStep } from '../../../shared/setup/progress.ts';
import styles from './needs.module.css';

/** The prerequisites of a step: which account, and how much time. */
export function Needs({ step }: { readonly step: SetupStep }) {
  const { t } = useTranslation('setupGuide');
  return (
    <ul className={styles.needs} aria-label={t('needs')}>
      <li>
        <IconUserCheck size={14} aria-hidden />
        {t(`needs_${step}`)}
      </li>
      <li>
        <IconClock size={14} aria-hidden />
        {t(`minutes_${step}`)}
      </li>
    </ul>
  );
}
