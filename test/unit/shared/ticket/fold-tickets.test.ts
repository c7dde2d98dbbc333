import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldOrder } from '../../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { ticketsOf } from '../../../../src/shared/ticket/fold-tickets.ts';
import type { TicketState } from '../../../../src/shared/ticket/ticket.ts';
import { isInDoubt, mayBeOut, nextCopy, ticketStates } from '../../../../src/shared/ticket/ticket.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const id = orderIdSchema.parse('shopify:1001');

type Word = {
  readonly printing: string;
  readonly decision: number;
  readonly state: TicketState;
  readonly at?: number;
  readonly copy?: number;
  readonly desk?: string;
};
const word = (
  { printing, decision, state, at = decision, copy = 1, desk = 'desk-1' }: Word,
  index: number = 0,
) =>
  entryOf({
    id: `ticket:${printing}:${decision}`,
    kind: 'ticket-printed',
    at,
    desk,
    seq: index + 1,
    data: { printing, decision, copy, format: '80mm', why: 'asked', state },
  });
const received = entryOf({
  id: 'received:1',
  kind: 'order-received',
  data: { order: incomingOrder({ sourceId: '1001' }) },
});

describe('the tickets of an order', () => {
  it('have the last state of each printing, earliest first', () => {
    const entries = [
      word({ printing: 'b', decision: 1, state: 'printing', at: 10, copy: 2 }),
      word({ printing: 'a', decision: 3, state: 'repeated', at: 20 }),
      word({ printing: 'b', decision: 2, state: 'printed', at: 30, copy: 2 }),
      word({ printing: 'a', decision: 1, state: 'printing', at: 1 }),
      word({ printing: 'a', decision: 2, state: 'unknown', at: 2 }),
    ];
    expect(
      foldOrder(id, [received, ...entries])?.tickets?.map(({ printing, state }) => [printing, state]),
    ).toEqual([
      ['a', 'repeated'],
      ['b', 'printed'],
    ]);
  });

  it('are the same whatever order their entries come in, and however often', () => {
    const anyWord = fc.record({
      printing: fc.constantFrom('a', 'b', 'c'),
      decision: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom(...ticketStates),
      at: fc.integer({ min: 0, max: 20 }),
      copy: fc.integer({ min: 1, max: 3 }),
      desk: fc.constantFrom('desk-1', 'desk-2'),
    });
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 12 }), fc.integer(), (words, seed) => {
        const entries = words.map(word);
        const other = [...entries, ...entries]
          .map((entry, index) => ({ entry, key: (index * 7919 + seed) % 101 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        expect(foldOrder(id, [...other, received])?.tickets).toEqual(
          foldOrder(id, [received, ...entries])?.tickets,
        );
      }),
    );
  });

  it('are not there where nothing was printed', () => {
    expect(foldOrder(id, [received])).not.toHaveProperty('tickets');
  });
});

describe('the number of the next ticket', () => {
  it('follows the last ticket that was or may have been printed', () => {
    const following = (...states: readonly TicketState[]) =>
      nextCopy(
        ticketsOf(
          states.map((state, n) => word({ printing: `p${n}`, decision: 1, at: n, state, copy: n + 1 })),
        ),
      );
    expect([
      following(),
      following('printed'),
      following('printed', 'unknown'),
      following('failed'),
      following('repeated'),
    ]).toEqual([1, 2, 3, 1, 2]);
  });
});

describe('a printing', () => {
  it('is in doubt when its outcome is unknown or overdue', () => {
    const at = (state: TicketState, now: number) => isInDoubt({ state, at: 0 }, now);
    expect(ticketStates.filter((state) => at(state, 1_000))).toEqual(['unknown']);
    expect(ticketStates.filter((state) => at(state, 3 * 60_000))).toEqual(['printing', 'unknown']);
  });
  it('may be out unless it is known to have failed', () => {
    expect(ticketStates.filter((state) => !mayBeOut({ state }))).toEqual(['failed']);
  });
});
