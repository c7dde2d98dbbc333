import { createManualIntake } from '../../../../src/main/intake/manual/manual-intake.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { crossedEdits } from '../../../../src/shared/crossed-edits.ts';
import type { ManualOrderForm } from '../../../../src/shared/forms.ts';
import { manualOrderFormSchema } from '../../../../src/shared/forms.ts';
import type { Desk } from '../../../support/desks.ts';
import { makeDesks, writtenBy } from '../../../support/desks.ts';

export const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const form = manualOrderFormSchema.parse({
  key,
  currency: 'UAH',
  items: [{ title: 'Peonies', quantity: 3, unitPrice: '100' }],
  customer: { name: 'Olena Koval', phone: '+380671112233', email: '' },
  address: 'Sadova 5',
  paymentStatus: 'pending',
});

/** Two desks that have an order and do not hear of each other until the test says so. */
export async function twoDesks() {
  const desks = makeDesks([0, 0]);
  const [anna, ivan] = desks.map(({ ledger, clock }) => ({
    ledger,
    clock,
    manual: createManualIntake({
      recorder: createRecorder({ ledger, clock, enqueueNotices: () => {} }),
      ledger,
      clock,
    }),
  }));
  if (!anna || !ivan) throw new Error('two desks were made');
  const id = anna.manual.create(form, 'Anna');
  const meet = (): void => {
    const importRemote = (to: Desk, from: Desk) => to.ledger.entries.importRemote([...writtenBy(from)]);
    importRemote(ivan, anna);
    importRemote(anna, ivan);
  };
  meet();
  const edit = async (desk: typeof anna, by: string, parts: Partial<ManualOrderForm>): Promise<void> => {
    for (const { clock } of desks) await clock.advance(60_000);
    const { form: now, version } = desk.manual.form(id);
    desk.manual.edit(id, { version }, { ...now, ...parts }, by);
  };
  const crossed = ({ ledger }: Desk) => crossedEdits(key, ledger.entries.ofOrder(id));
  return { anna, ivan, id, meet, edit, crossed };
}
