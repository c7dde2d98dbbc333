import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toCallError } from '../../lib/client/client.ts';
import { useStores } from '../../state/context.tsx';
import { forgetSampleNotes } from '../customer/saved-note.ts';
import { forgetSampleForms } from '../order-form/saved-form.ts';
import { useToasts } from '../toasts/toasts.tsx';

/** Asks once, then removes the sample shop: its own ledger goes whole, and a fresh one is a press away. */
export function useRemoveSample(): { readonly ask: () => void; readonly removing: boolean } {
  const { t } = useTranslation(['frame', 'common']);
  const { app } = useStores();
  const toasts = useToasts();
  const [removing, setRemoving] = useState(false);
  const fail = (id: string, what: string) => (thrown: unknown) =>
    toasts.failed({ id, what, error: toCallError(thrown) });

  const remove = (): void => {
    if (removing) return;
    setRemoving(true);
    void app
      .removeSample()
      .then(() => {
        // one on screen has gone with its shop by now, and kept its last letters
        forgetSampleForms(window.localStorage);
        forgetSampleNotes(window.sessionStorage);
        toasts.done({
          id: 'sample:remove',
          text: t('frame:sampleRemoved'),
          act: {
            label: t('frame:sampleOpen'),
            run: () => {
              toasts.hide('sample:remove');
              app.openSample().catch(fail('sample:open', t('frame:sampleOpen')));
            },
          },
        });
      })
      .catch(fail('sample:remove', t('frame:sampleRemove')))
      .finally(() => setRemoving(false));
  };
  const ask = (): void => {
    modals.openConfirmModal({
      title: t('frame:sampleRemoveTitle'),
      children: t('frame:sampleRemoveText'),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t('frame:sampleRemoveDo'), cancel: t('common:cancel') },
      onConfirm: remove,
    });
  };
  return { ask, removing };
}
