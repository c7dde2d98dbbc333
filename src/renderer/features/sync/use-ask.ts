import { useTranslation } from 'react-i18next';
import type { CountedSource } from '../../../shared/completeness.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { syncQuery } from './sync-query.ts';

type Wanted = { readonly source?: CountedSource; readonly day?: string };

/** Polls the sources now; an error is shown in the row of its source. */
export function useAsk(): (what: Wanted) => Promise<void> {
  const { t } = useTranslation('completeness');
  const client = useClient();
  const query = useOwnStore(syncQuery);
  const toasts = useToasts();
  return async (what) => {
    try {
      await client.call('sync.checkNow', what);
      await query.refresh();
    } catch (error) {
      toasts.failed({ id: 'completeness-ask', what: t('askFailed'), error: toCallError(error) });
    }
  };
}
