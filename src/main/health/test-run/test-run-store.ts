import { z } from 'zod';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema, orderIdSchema } from '../../../shared/ids.ts';
import type { Clock, Ledger } from '../../ports.ts';

const setting = 'drill.running';
const runningSchema = z.object({
  id: z.string(),
  by: z.string(),
  orderIds: z.array(orderIdSchema).readonly(),
});

/** Records the orders of a test run before they arrive, and that the run is closed. */
export function createTestRunStore(
  ledger: Pick<Ledger, 'entries' | 'settings' | 'transaction'>,
  clock: Clock,
) {
  const entryOf = (kind: 'drill-marked' | 'drill-closed', orderId: OrderId) => ({
    id: entryIdSchema.parse(`${kind}:${orderId}`),
    orderId,
    at: clock.now(),
  });
  return {
    begin: (running: z.infer<typeof runningSchema>): void =>
      ledger.transaction(() => {
        const { id: drill, by, orderIds } = running;
        ledger.settings.set(setting, JSON.stringify(running));
        for (const orderId of orderIds) {
          ledger.entries.append({
            ...entryOf('drill-marked', orderId),
            kind: 'drill-marked',
            by,
            data: { drill },
          });
        }
      }),
    /**
     * Closes an open test run, also one that a crash ended.
     * @returns whether one was open
     */
    end: (): boolean =>
      ledger.transaction(() => {
        const text = ledger.settings.get(setting);
        if (text === null) return false;
        const reason = 'Test run: no real order';
        const data = { status: 'cancelled', decision: 1, reason } as const;
        for (const orderId of runningSchema.parse(JSON.parse(text)).orderIds) {
          const by = 'orderbell';
          ledger.entries.append({ ...entryOf('drill-closed', orderId), kind: 'status-set', by, data });
        }
        ledger.settings.set(setting, null);
        return true;
      }),
  };
}
