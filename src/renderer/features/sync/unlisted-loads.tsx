import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CompletenessView } from '../../../shared/completeness.ts';
import { Notice } from '../../components/ui/notice.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useStep } from './use-step.ts';

/** What BigQuery lacks beside the orders in the list, and the way to try it again. */
export function LoadsAside({ loadsAside }: Pick<CompletenessView, 'loadsAside'>) {
  const { t } = useTranslation('completeness');
  const said = useSaid();
  const { take, isBusy } = useStep();
  if (loadsAside === null) return null;
  const { count, reason } = loadsAside;
  const again = { next: { do: 'hurry' }, key: 'loads-aside', what: t('loadsAsideFailed') } as const;
  const action = (
    <Button variant="default" loading={isBusy} onClick={() => void take(again)}>
      {t('do_retry')}
    </Button>
  );
  return (
    <Notice tone="warn" role="status" action={action}>
      {t('loadsAside', { count })}
      {reason !== null && `: ${said(reason)}`}
    </Notice>
  );
}
