import { useTranslation } from 'react-i18next';
import type { Difference, NextStep } from '../../../shared/completeness.ts';
import type { Client } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useStores } from '../../state/context.tsx';
import { useToasts } from '../../ui/toasts.tsx';

function call(client: Client, next: NextStep): Promise<unknown> {
  switch (next.do) {
    case 'fetch':
      return client.call('completeness.fetch', { source: next.source, id: next.id });
    case 'read-again':
      return client.call('completeness.readAgain', { document: next.document });
    case 'retry':
      return client.call('outbox.retry', { id: next.message });
    case 'hurry':
      return client.call('completeness.hurry', undefined);
    case 'open':
      return Promise.resolve();
  }
}

/** Takes the next step of a difference; what becomes of it is seen in the list. */
export function useStep(): (difference: Difference) => Promise<void> {
  const { t } = useTranslation('completeness');
  const client = useClient();
  const stores = useStores();
  const toasts = useToasts();
  return async ({ next, number, key }) => {
    try {
      await call(client, next);
      await stores.completeness.refresh();
    } catch (error) {
      const id = `completeness:${key}`;
      toasts.failed({ id, what: t('stepFailed', { number }), error: toCallError(error) });
    }
  };
}
