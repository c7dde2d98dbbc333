import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import type { PrintOutcome } from '../../../shared/ticket-commands.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useToasts } from '../toasts/toasts.tsx';

/** A faster print needs no progress message. */
const silentMs = 1_500;

/**
 * Prints the tickets of orders as one job and shows the result; `number` names the order if it is only one. Two equal requests at
 * once print once.
 */
export function usePrint(): (ids: readonly OrderId[], number?: string) => void {
  const { t } = useTranslation(['tickets', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const asking = useRef(new Set<string>());

  const run = useCallback(
    async function print(orders: readonly OrderId[], number?: string): Promise<void> {
      const set = orders.join('\n');
      if (orders.length === 0 || asking.current.has(set)) return;
      asking.current.add(set);
      const id = `print:${set}`;
      const key = crypto.randomUUID();
      const again = (): void => void print(orders, number);
      const words = (what: 'printing' | 'printed' | 'failed' | 'unknownToast', count: number): string =>
        orders.length > 1 || number === undefined
          ? t(`tickets:${what}`, { count })
          : t(`tickets:${what}Of`, { number: number || t('common:noNumber') });
      const going = setTimeout(() => toasts.going({ id, text: words('printing', orders.length) }), silentMs);
      try {
        let outcome: PrintOutcome;
        do outcome = await client.call('tickets.print', { key, orders });
        while (outcome.waiting && client.capabilities.printsByItself);
        const { printed, failed, unknown, waiting, reason } = outcome;
        const error = { message: reason ?? '' };
        if (unknown > 0) toasts.failed({ id, what: words('unknownToast', unknown), error });
        else if (failed > 0) {
          toasts.failed({
            id,
            what: words('failed', failed),
            error,
            ...(printed === 0 && { retry: again }),
          });
        } else if (!waiting) toasts.done({ id, text: words('printed', printed) });
        else toasts.hide(id); // the print dialog of the page takes over
      } catch (thrown) {
        toasts.failed({
          id,
          what: words('failed', orders.length),
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
  return useCallback((ids, number) => void run(ids, number), [run]);
}
