import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../shared/ids.ts';
import type { PrintOutcome } from '../../shared/ticket-commands.ts';
import { toCallError } from '../client/client.ts';
import { useClient } from '../client/context.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** What is printed sooner needs no word before it is printed. */
const silentMs = 1_500;

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
      const key = crypto.randomUUID();
      const again = (): void => void print(orders);
      const going = setTimeout(
        () => toasts.going({ id, text: t('printing', { count: orders.length }) }),
        silentMs,
      );
      try {
        let outcome: PrintOutcome;
        do outcome = await client.call('tickets.print', { key, orders });
        while (outcome.waiting && client.capabilities.printsByItself);
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
        else toasts.hide(id); // the page's own dialog has the word
      } catch (thrown) {
        toasts.failed({
          id,
          what: t('failed', { count: orders.length }),
          error: toCallError(thrown),
          retry: again,
        });
      } finally {
        clearTimeout(going);
        asking.current.delete(set);
      }
    },
    [client, toasts, t],
  );
  return useCallback((ids) => void run(ids), [run]);
}
