import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toCallError } from '../client/client.ts';
import { forgetSampleForms } from '../order-form/kept-form.ts';
import { forgetSampleNotes } from '../order-parts/kept-note.ts';
import { useStores } from '../state/context.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** Removes the sample shop at once: what is gone was made up, and a fresh one is a press away. */
export function useRemoveSample(): { readonly remove: () => void; readonly removing: boolean } {
  const { t } = useTranslation('frame');
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
          text: t('sampleRemoved'),
          act: {
            label: t('sampleOpen'),
            run: () => {
              toasts.hide('sample:remove');
              app.openSample().catch(fail('sample:open', t('sampleOpen')));
            },
          },
        });
      })
      .catch(fail('sample:remove', t('sampleRemove')))
      .finally(() => setRemoving(false));
  };
  return { remove, removing };
}
