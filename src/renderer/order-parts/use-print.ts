import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../shared/ids.ts';
import { toCallError } from '../client/client.ts';
import { useClient } from '../client/context.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** Prints the tickets of orders as one job, and says how that went. What is asked for twice at once is printed once. */
export function usePrint(): (ids: readonly OrderId[]) => void {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const toasts = useToasts();
  const asking = useRef(new Set<string>());

  const run = useCallback(
    async function print(orders: readonly OrderId[]): Promise<void> {
      const set = orders.join('\n');
      if (orders.length === 0 || asking.current.has(set)) return;
      asking.current.add(set);
      const id = `print:${set}`;
      const again = (): void => void print(orders);
      try {
        const outcome = await client.call('tickets.print', { key: crypto.randomUUID(), orders });
        const { printed, failed, unknown, waiting, reason } = outcome;
        const error = { message: reason ?? '' };
        if (unknown > 0) toasts.failed({ id, what: t('unknownToast', { count: unknown }), error });
        else if (failed > 0) {
          toasts.failed({
            id,
            what: t('failed', { count: failed }),
            error,
            ...(printed === 0 && { retry: again }),
          });
        } else if (!waiting) toasts.done({ id, text: t('printed', { count: printed }) });
      } catch (thrown) {
        toasts.failed({
          id,
          what: t('failed', { count: orders.length }),
          error: toCallError(thrown),
          retry: again,
        });
      }
      asking.current.delete(set);
    },
    [client, toasts, t],
  );
  return useCallback((ids) => void run(ids), [run]);
}
