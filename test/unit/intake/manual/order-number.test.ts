import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createManualIntake } from '../../../../src/main/intake/manual/manual-intake.ts';
import { numberPart, partOfNumber } from '../../../../src/main/intake/manual/order-number.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { manualOrderFormSchema } from '../../../../src/shared/forms.ts';
import { workstationIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { incomingOrder, received } from '../../../support/orders.ts';

const desk = (text: string) => workstationIdSchema.parse(text);

function deskOf(id: string) {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock, deskId: id });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const { create } = createManualIntake({ recorder, ledger, clock });
  const write = (): string => {
    const form = {
      key: randomUUID(),
      currency: 'UAH',
      items: [{ title: 'Peonies', quantity: 1, unitPrice: '10' }],
      customer: { name: 'Olena' },
      paymentStatus: 'pending',
    };
    const order = ledger.orders.get(create(manualOrderFormSchema.parse(form), 'Daria'));
    return order?.content.number ?? '';
  };
  return { ledger, write };
}

const tell = (from: Ledger, to: Ledger) =>
  to.entries.importRemote([...from.entries.each()].filter((entry) => entry.desk === from.deskId));

it('is given by one desk only, whatever the others have heard of it when they give theirs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ writes: fc.nat(2), hears: fc.nat(2) }), { minLength: 5, maxLength: 15 }),
      (steps) => {
        const desks = ['iryna', 'oksana', 'taras'].map(deskOf);
        const given: string[] = [];
        for (const { writes, hears } of steps) {
          const [writer, hearer] = [desks[writes], desks[hears]];
          if (!writer || !hearer) continue;
          given.push(writer.write());
          if (writer !== hearer) tell(writer.ledger, hearer.ledger);
        }
        for (const { ledger } of desks) ledger.close();
        expect(new Set(given).size).toBe(given.length);
        for (const number of given) expect(number).toMatch(/^M-[B-Z]{3}-\d+$/);
      },
    ),
    { numRuns: 25 },
  );
});

it('keeps to the letters of its desk and counts on from there, also after a restart', () => {
  const { ledger, write } = deskOf('iryna');
  const [first, second] = [write(), write()];
  expect(partOfNumber(first)).toBe(partOfNumber(second));
  expect([first, second].map((number) => number.split('-')[2])).toEqual(['1', '2']);
  ledger.close();
});

it('goes by other letters as soon as another desk is known to give numbers with these', () => {
  const here = deskOf('iryna');
  const before = here.write();
  const there = memoryLedger({ deskId: 'oksana' });
  there.entries.append(
    received(incomingOrder({ source: 'manual', sourceId: 'x', number: `M-${partOfNumber(before)}-7` })),
  );
  tell(there, here.ledger);
  const after = here.write();
  expect(partOfNumber(after)).not.toBe(partOfNumber(before));
  expect(partOfNumber(here.write())).toBe(partOfNumber(after));
  there.close();
  here.ledger.close();
});

it('leaves the letters alone that a desk would begin with that has given no number yet', () => {
  const mine = numberPart(desk('iryna'), new Set());
  expect(numberPart(desk('iryna'), new Set([mine]))).not.toBe(mine);
  expect(numberPart(desk('iryna'), new Set([mine]))).toBe(numberPart(desk('iryna'), new Set([mine])));
});

it('leaves them alone also while the table is another one that has shown nothing of that desk', () => {
  const mine = numberPart(desk('iryna'), new Set());
  const twin = Array.from({ length: 100_000 }, (_, index) => `desk-${index}`).find(
    (id) => numberPart(desk(id), new Set()) === mine,
  );
  const there = memoryLedger({ deskId: twin ?? '' });
  there.entries.append(received(incomingOrder({ sourceId: '1' })));
  const here = deskOf('iryna');
  tell(there, here.ledger);
  here.ledger.warehouse.startOver();
  expect(partOfNumber(here.write())).not.toBe(mine);
  there.close();
  here.ledger.close();
});

it('is never given again by a desk that was put back from a backup, once it has heard what it gave', () => {
  const { ledger, write } = deskOf('iryna');
  const [first] = [write(), write()];
  ledger.settings.set('manual.lastNumber', '0'); // as the backup has it
  expect(write()).toBe(first.replace(/1$/, '3'));
  ledger.close();
});
