import type { ManualOrderForm } from '../../../shared/forms.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { Recorder } from '../recorder.ts';
import { manualOrder } from './manual-order.ts';

export type ManualIntakeParts = {
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly country?: () => string;
};

export interface ManualIntake {
  /** The same form submitted twice is one order, with one number. */
  create(form: ManualOrderForm, by: string): OrderId;
}

const lastNumber = 'manual.lastNumber';

export function createManualIntake(parts: ManualIntakeParts): ManualIntake {
  const { recorder, ledger, clock, country = () => 'UA' } = parts;
  return {
    create: (form, by) =>
      ledger.transaction(() => {
        const id = orderIdOf('manual', form.key);
        if (ledger.orders.get(id)) return id;
        const next = Number(ledger.settings.get(lastNumber) ?? 0) + 1;
        const order = manualOrder(form, { number: `M-${next}`, at: clock.now(), country: country() });
        ledger.settings.set(lastNumber, String(next));
        return recorder.record(order, { by, ring: true }).orderId;
      }),
  };
}
