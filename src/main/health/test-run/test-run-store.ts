import { z } from 'zod';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema, orderIdSchema } from '../../../shared/ids.ts';
import type { Clock, Ledger } from '../../ports.ts';

const setting = 'drill.running';
const runningSchema = z
  .object({ id: z.string(), by: z.string(), orderIds: z.array(orderIdSchema).readonly() })
  .readonly();
type Running = z.infer<typeof runningSchema>;

/** Records the orders of a test run before they arrive, and that the run is closed. */
export type DrillBook = {
  begin(running: Running): void;
  /**
   * Closes an open test run, also one that a crash ended; nothing if there is none.
   * @returns whether one was open
   */
  end(): boolean;
};

export function createTestRunStore(
  ledger: Pick<Ledger, 'entries' | 'settings' | 'transaction'>,
  clock: Clock,
): DrillBook {
  const marked = (id: OrderId) => entryIdSchema.parse(`drill-marked:${id}`);
  return {
    begin: (running) =>
      ledger.transaction(() => {
        ledger.settings.set(setting, JSON.stringify(running));
        for (const orderId of running.orderIds) {
          ledger.entries.append({
            id: marked(orderId),
            kind: 'drill-marked',
            orderId,
            at: clock.now(),
            by: running.by,
            data: { drill: running.id },
          });
        }
      }),
    end: () =>
      ledger.transaction(() => {
        const text = ledger.settings.get(setting);
        if (text === null) return false;
        const { orderIds } = runningSchema.parse(JSON.parse(text));
        for (const orderId of orderIds) {
          ledger.entries.append({
            id: entryIdSchema.parse(`drill-closed:${orderId}`),
            kind: 'status-set',
            orderId,
            at: clock.now(),
            by: 'orderbell',
            data: { status: 'cancelled', decision: 1, reason: 'A fire drill: there was no order' },
          });
        }
        ledger.settings.set(setting, null);
        return true;
      }),
  };
}
