import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import { toCallError } from '../client/client.ts';
import { useStores } from '../state/context.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** Asks once, since nothing brings the sample shop's orders back, then removes it. */
export function useRemoveSample(): () => void {
  const { t } = useTranslation(['frame', 'common']);
  const { app } = useStores();
  const toasts = useToasts();
  const remove = (): void => {
    app.removeSample().catch((thrown: unknown) => {
      toasts.failed({ id: 'sample:remove', what: t('sampleRemoveYes'), error: toCallError(thrown) });
    });
  };
  return () =>
    void modals.openConfirmModal({
      title: t('sampleRemoveTitle'),
      children: t('sampleRemoveText'),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t('sampleRemoveYes'), cancel: t('common:cancel') },
      onConfirm: remove,
    });
}
