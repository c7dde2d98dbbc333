import { Loader } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDot } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../../shared/draft.ts';
import hidden from '../../../components/ui/hidden.module.css';
import styles from './link-panel.module.css';
import type { StepState } from './link-steps.ts';
import { isMachineStep, stepsOf } from './link-steps.ts';

export function StepList({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation('customOrder');
  const { state } = draft;
  const list = stepsOf(draft);
  const current = list.find((item) => item.state === 'now')?.step ?? 'paid';
  return (
    <>
      <ol className={styles.steps}>
        {list.map((item) => (
          <li key={item.step} className={styles.step} data-state={item.state}>
            <StepIcon state={item.state} isWaiting={isMachineStep(item.step)} />
            <span>
              {t(`step_${item.step}_${item.state}`)}
              <span className={hidden.hidden}>{item.state === 'done' ? ` ${t('stepDone')}` : ''}</span>
            </span>
          </li>
        ))}
      </ol>
      <span role="status" className={hidden.hidden}>
        {state === 'paid' ? t('step_paid_done') : t(`step_${current}_now`)}
      </span>
    </>
  );
}

function StepIcon({ state, isWaiting }: { readonly state: StepState; readonly isWaiting: boolean }) {
  if (state === 'done') return <IconCircleCheckFilled size={16} aria-hidden />;
  if (state === 'later') return <IconCircle size={16} aria-hidden />;
  return isWaiting ? <Loader size={14} aria-hidden /> : <IconCircleDot size={16} aria-hidden />;
}
