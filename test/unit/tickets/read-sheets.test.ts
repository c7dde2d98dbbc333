import { expect, it } from 'vitest';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { readSheets } from '../../../src/main/tickets/read-sheets.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { usualPrinting } from '../../../src/shared/ticket/printing.ts';
import { fact } from '../../support/orders.ts';
import { clock, eachWithClock, order, ticketComputer } from './ticket-computer.ts';

eachWithClock();

function setUp() {
  const computer = ticketComputer({ runs: false });
  const { ledger } = computer;
  return {
    ledger,
    merge: createSameOrders({ ledger, clock }).merge,
    make: (sourceId: string): OrderId => order(computer, sourceId),
    numberOf: (id: OrderId): string => ledger.orders.get(id)?.content.number ?? '',
    /** The marks and payment of a ticket. */
    sheetOf(id: OrderId) {
      const [sheet] = readSheets([id], undefined, {
        orders: ledger.orders,
        clock,
        printing: () => usualPrinting,
        state: () => ({ shopName: 'Petal & Bean', timeZone: 'Europe/Kyiv', country: 'UA', language: 'en' }),
        sourceName: () => 'Shopify',
      });
      return { marks: sheet?.marks, payment: sheet?.payment.text };
    },
  };
}

it('sends the packer of a part to its whole order', () => {
  const { merge, make, numberOf, sheetOf } = setUp();
  const [whole, part, partOfPart] = [make('1'), make('2'), make('3')];
  expect(numberOf(whole)).not.toBe('');
  const itself = sheetOf(whole);
  merge(part, partOfPart, 'Anna');
  merge(whole, part, 'Anna');
  for (const id of [part, partOfPart]) {
    expect(sheetOf(id)).toEqual({
      marks: [`DUPLICATE OF ${numberOf(whole)}: packed there`],
      payment: `PAID WITH ${numberOf(whole)}: collect nothing`,
    });
  }
  expect(itself.marks).toEqual([]);
  expect(sheetOf(whole)).toEqual(itself);
});

it('marks a part whose whole order is not here yet', () => {
  const { ledger, make, sheetOf } = setUp();
  const id = make('1');
  const data = { other: 'shopify:elsewhere', verdict: 'merged', decision: 1 } as const;
  ledger.entries.append(fact({ id: 'deed:1', orderId: id, kind: 'same-decided', data }));
  expect(sheetOf(id).marks).toEqual(['DUPLICATE OF ANOTHER ORDER: packed there']);
});

it('marks parts that were merged in a circle as such', () => {
  const { ledger, make, sheetOf } = setUp();
  const [one, other] = [make('1'), make('2')];
  for (const [id, of] of [
    [one, other],
    [other, one],
  ] as const) {
    const data = { other: of, verdict: 'merged', decision: 1 } as const;
    ledger.entries.append(fact({ id: `deed:${id}`, orderId: id, kind: 'same-decided', data }));
  }
  expect(sheetOf(one).marks).toEqual(['DUPLICATE OF ANOTHER ORDER: packed there']);
});
