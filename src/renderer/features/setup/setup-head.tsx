import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { setupSteps } from '../../../shared/setup/progress.ts';
import type { SetupFacts } from '../../../shared/setup/step-state.ts';
import { stepState, sumUpSetup } from '../../../shared/setup/step-state.ts';
import { Mark } from '../../components/ui/mark.tsx';
import styles from './setup-head.module.css';

/** The number of finished steps, as text and as a bar. */
export function SetupHead({ facts }: { readonly facts: SetupFacts }) {
  const { t } = useTranslation('setup');
  const { connected, total, broken } = sumUpSetup(facts);
  const words = t('progress', { count: connected, total });
  return (
    <div className={styles.head}>
      <p className={styles.words}>{words}</p>
      {broken.length > 0 && (
        <Mark tone="bad" icon={IconAlertTriangle} word={t('toFix', { count: broken.length })} />
      )}
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('progressName')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={connected}
        aria-valuetext={words}
      >
        {setupSteps.map((step) => (
          <span key={step} data-state={stepState(step, facts)} />
        ))}
      </div>
    </div>
  );
}
