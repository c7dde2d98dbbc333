import { useTranslation } from 'react-i18next';
import type { CountedSource } from '../../../shared/completeness.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useStores } from '../../state/context.tsx';
import { useToasts } from '../../ui/toasts.tsx';

type Wanted = { readonly source?: CountedSource; readonly day?: string };

/** Polls the sources now; an error is shown in the row of its source. */
export function useAsk(): (what: Wanted) => Promise<void> {
  const { t } = useTranslation('completeness');
  const client = useClient();
  const stores = useStores();
  const toasts = useToasts();
  return async (what) => {
    try {
      await client.call('completeness.ask', what);
      await stores.completeness.refresh();
    } catch (error) {
      toasts.failed({ id: 'completeness-ask', what: t('askFailed'), error: toCallError(error) });
    }
  };
}
