import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/shared/entry.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import {
  type OrderStatus,
  orderStatuses,
  type PaymentStatus,
  paymentStatuses,
} from '../../../src/shared/order.ts';
import { promises } from '../../guarantees/promises.ts';
import { prove } from '../../guarantees/prove.ts';
import { entryOf, incomingOrder, type OrderParts } from '../../support/orders.ts';

const id = orderIdSchema.parse('shopify:1001');
const fold = (...entries: readonly Entry[]) => foldOrder(id, entries);
const came = (order: OrderParts = {}, at = 0) =>
  entryOf({ id: 'received', kind: 'order-received', at, data: { order: incomingOrder(order) } });
const changed = (order: OrderParts, at = 0) =>
  entryOf({
    id: `updated:${order.version}:${at}`,
    kind: 'order-updated',
    at,
    data: { order: incomingOrder(order) },
  });
const decided = (status: OrderStatus, decision: number, at = 0) =>
  entryOf({ id: `status:${decision}:${status}:${at}`, kind: 'status-set', at, data: { status, decision } });
const taken = (manager: string, decision: number, at = 0) =>
  entryOf({ id: `taken:${decision}:${manager}`, kind: 'taken', at, data: { manager, decision } });
const note = (text: string, at: number) =>
  entryOf({ id: `note:${at}`, kind: 'note-added', at, data: { text } });

function* permutations<T>(items: readonly T[]): Iterable<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}

describe('an order', () => {
  it('does not exist without its content from a source', () => {
    expect(fold(note('call back', 1), decided('ready', 1))).toBeNull();
  });

  it('has what its newest version says', () => {
    expect(
      fold(came({ version: 1, number: '#1' }), changed({ version: 2, number: '#2' }))?.content.number,
    ).toBe('#2');
  });

  it('does not go back when an older version comes late', () => {
    const order = fold(came({ version: 3, number: '#3' }), changed({ version: 2, number: '#2' }, 9));
    expect(order?.content.number).toBe('#3');
    expect(order?.version).toBe(3);
  });

  it('was received when the first word of it came', () => {
    expect(fold(changed({ version: 2 }, 70), came({}, 50))).toMatchObject({ receivedAt: 50, changedAt: 70 });
  });

  it('keeps the arrival of its first mail on every computer', () => {
    const mail = { source: 'mail:dostavo' } as const;
    const corrected = entryOf({
      id: 'corrected',
      kind: 'order-updated',
      at: 60,
      data: { order: incomingOrder({ ...mail, version: 8 }), corrected: 'by-hand' },
    });
    const mails = [came({ ...mail, version: 5 }, 40), changed({ ...mail, version: 7 }, 50), corrected];
    for (const arrival of permutations(mails)) {
      expect(fold(...arrival)).toMatchObject({ version: 8, firstVersion: 5, receivedAt: 40 });
    }
    const others = {
      'of one mail': mails.slice(0, 1),
      'of none': [came({ version: 5 }), changed({ version: 7 })],
    };
    for (const [of, facts] of Object.entries(others)) {
      expect(fold(...facts), of).not.toHaveProperty('firstVersion');
    }
  });

  it.each(orderStatuses.map((status) => [status] as const))('is %s when the team decided so', (status) => {
    expect(fold(came(), decided('preparing', 1), decided(status, 2))?.status).toBe(status);
  });

  it('counts decisions, not clocks', () => {
    const order = fold(came(), decided('ready', 2, 10), decided('preparing', 1, 99));
    expect(order).toMatchObject({ status: 'ready', decisions: 2 });
  });

  it('belongs to the last manager who took it', () => {
    expect(fold(came(), taken('Iryna', 1, 5), taken('Petro', 2, 6))).toMatchObject({
      status: 'taken',
      takenBy: 'Petro',
      takenAt: 6,
    });
  });

  it('belongs to no manager once it is released', () => {
    expect(fold(came(), taken('Iryna', 1), decided('new', 2))).not.toHaveProperty('takenBy');
  });

  it.each([
    ['a manager continues it', decided('preparing', 3)],
    ['a manager hands it over', decided('handed-over', 3)],
    ['its source has sent it', changed({ version: 2, fulfillment: 'fulfilled' })],
    ['its source cancels it', changed({ version: 2, cancelledAt: '2025-03-04T10:00:00Z' })],
  ] as const)('that was released has no manager when %s', (_what, step) => {
    const order = fold(came(), taken('Iryna', 1), decided('new', 2), step);
    expect(order?.status).not.toBe('new');
    expect(order).not.toHaveProperty('takenBy');
    expect(order).not.toHaveProperty('takenAt');
  });

  it('that was released belongs to the next manager who takes it', () => {
    expect(fold(came(), taken('Iryna', 1), decided('new', 2), taken('Petro', 3))?.takenBy).toBe('Petro');
    expect(fold(came(), decided('new', 1), taken('Iryna', 2), decided('preparing', 3))?.takenBy).toBe(
      'Iryna',
    );
  });

  it('that one of two released keeps the other as a second taker', () => {
    const both = [came(), taken('Iryna', 1), taken('Petro', 1), decided('new', 2)];
    for (const facts of [both, [...both, decided('preparing', 3)]]) {
      const order = fold(...facts);
      expect(order?.alsoTook).toContain('Petro');
      expect(order).not.toHaveProperty('takenBy');
    }
  });

  it('is cancelled by its source while open, not after hand-over', () => {
    const cancelled = { version: 2, cancelledAt: '2025-03-04T10:00:00Z' };
    expect(fold(came(), decided('preparing', 1), changed(cancelled))?.status).toBe('cancelled');
    expect(fold(came(), decided('handed-over', 1), changed(cancelled))?.status).toBe('handed-over');
  });

  it('is handed over when its source has sent it', () => {
    expect(fold(came({ fulfillment: 'fulfilled' }))?.status).toBe('handed-over');
    expect(fold(came({ fulfillment: 'partial' }))?.status).toBe('new');
  });

  it('needs a review until it is done with', () => {
    const unclear = came({ review: [{ code: 'no-total' }] });
    expect(fold(unclear)?.needsReview).toBe(true);
    expect(fold(unclear, decided('handed-over', 1))?.needsReview).toBe(false);
    expect(fold(unclear, decided('cancelled', 1))?.needsReview).toBe(false);
  });

  it('is quarantined while its sender is unverified, until a manager releases it', () => {
    const doubtful = came({ review: [{ code: 'unverified-sender', detail: 'DMARC failed' }] });
    const released = entryOf({ id: 'released', kind: 'released', data: {}, at: 5 });
    expect(fold(doubtful)).toMatchObject({ quarantined: true, needsReview: true });
    expect(fold(released, doubtful)).toMatchObject({ quarantined: false, needsReview: false });
    expect(fold(released, doubtful)?.content).not.toHaveProperty('review');
    const unclear = came({ review: [{ code: 'unverified-sender' }, { code: 'no-total' }] });
    expect(fold(unclear, released)).toMatchObject({
      quarantined: false,
      needsReview: true,
      content: { review: [{ code: 'no-total' }] },
    });
    expect(fold(came())?.quarantined).toBe(false);
  });

  it('that was cancelled before its arrival needs review once', () => {
    const gone = came({ cancelledAt: '2025-03-04T10:00:00Z', review: [{ code: 'cancelled-unknown' }] });
    expect(fold(gone)).toMatchObject({ status: 'cancelled', needsReview: true });
    expect(fold(gone, decided('cancelled', 1))).toMatchObject({ status: 'cancelled', needsReview: false });
  });

  it('is paid when a manager says so, whatever its source says later', () => {
    const paid = entryOf({ id: 'paid', kind: 'payment-set', data: { paymentStatus: 'paid', decision: 1 } });
    const order = fold(came(), paid, changed({ version: 2, paymentStatus: 'pending' }));
    expect(order).toMatchObject({
      paymentStatus: 'paid',
      content: { paymentStatus: 'pending' },
      decisions: 1,
    });
  });

  describe('whose payment a manager set', () => {
    const set = (paymentStatus: PaymentStatus, over: PaymentStatus) =>
      entryOf({
        id: `set:${paymentStatus}`,
        kind: 'payment-set',
        data: { paymentStatus, decision: 1, over },
      });
    const paidUpdate = (paymentStatus: PaymentStatus) => changed({ version: 2, paymentStatus });

    it.each([
      ['stays as it was set while the source repeats itself', set('paid', 'pending'), 'pending', 'paid'],
      ['is unpaid while the source repeats that it was paid', set('pending', 'paid'), 'paid', 'pending'],
      [
        'is paid when the buyer pays after a mistake was taken back',
        set('pending', 'pending'),
        'paid',
        'paid',
      ],
      ['is refunded when the source gives it back', set('paid', 'pending'), 'refunded', 'refunded'],
      ['stays paid when the source hears of a part of it', set('paid', 'pending'), 'partially-paid', 'paid'],
    ] as const)('%s', (_what, word, later, expected) => {
      expect(fold(came(), word, paidUpdate(later))?.paymentStatus).toBe(expected);
      expect(fold(paidUpdate(later), word, came())?.paymentStatus).toBe(expected);
    });
  });

  it('has its notes oldest first', () => {
    expect(fold(came(), note('second', 2), note('first', 1))?.notes.map(({ text }) => text)).toEqual([
      'first',
      'second',
    ]);
  });

  it('keeps the last word on each manager and channel', () => {
    const notified = (state: string, at: number) =>
      entryOf({
        id: `n:${at}`,
        kind: 'notified',
        at,
        data: { manager: 'Iryna', channel: 'messenger', state },
      });
    expect(fold(came(), notified('sent', 2), notified('pending', 1))?.notifications).toEqual([
      { manager: 'Iryna', channel: 'messenger', state: 'sent' },
    ]);
  });
});

describe('the fold', () => {
  const updates = [1, 2, 3, 4, 5].map((version) => changed({ version, number: `#${version}` }, 10 - version));
  const arrivals = [...permutations(updates)];

  it('gives the same order for all 120 arrivals of five updates', () => {
    const ends = new Set(arrivals.map((arrival) => JSON.stringify(fold(...arrival))));
    expect(fold(...updates)?.content.number).toBe('#5');
    prove(11, 'arrivals', arrivals.length);
    prove(11, 'ends', ends.size);
  });

  it('would be seen to differ, did the last to come count', () => {
    const ends = new Set(arrivals.map((arrival) => JSON.stringify(fold(...arrival.slice(-1)))));
    expect(ends.size).toBeGreaterThan(promises[11].budgets.ends.atMost);
  });

  it('keeps the sequence of one computer’s deliveries within a millisecond', () => {
    const of = (name: string, seq: number) =>
      entryOf({
        id: name,
        kind: 'order-updated',
        seq,
        at: 5,
        data: { order: incomingOrder({ version: 2, number: `#${name}` }) },
      });
    expect(fold(came(), of('b', 2), of('a', 3))?.content.number).toBe('#a');
    expect(fold(came(), of('b', 3), of('a', 2))?.content.number).toBe('#b');
  });

  it('folds a duplicate event the same way in either order', () => {
    const noteFrom = (desk: string, at: number, text: string) =>
      entryOf({ id: 'the note', kind: 'note-added', desk, at, data: { text } });
    const [one, other] = [noteFrom('desk-1', 8, 'one'), noteFrom('desk-2', 7, 'other')];
    expect(fold(came(), one, other)).toEqual(fold(came(), other, one));
  });

  it('does not depend on the order of arrival, nor on repetition', () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (facts, seeds) => {
          // two computers, whose events of one millisecond conflict
          const entries = facts.map((entry, index): Entry => {
            const desk = workstationIdSchema.parse(`desk-${(seeds.next().value ?? 0) % 2}`);
            return { ...entry, desk, seq: index + 1 };
          });
          const shuffled = entries
            .concat(entries.slice(0, 4))
            .map((entry) => ({ entry, place: seeds.next().value ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ entry }) => entry);
          expect(fold(...shuffled)).toEqual(fold(...entries));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never lowers its version or decision count', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 10 }), anyEntry, (before, added) => {
        const known = fold(...before);
        const grown = fold(...before, added);
        if (!known) return;
        expect(grown?.version).toBeGreaterThanOrEqual(known.version);
        expect(grown?.decisions).toBeGreaterThanOrEqual(known.decisions);
      }),
      { numRuns: 300 },
    );
  });
});

// few values each, so that equal times, versions and decisions meet often; the same content has the same id
const few = fc.integer({ min: 0, max: 3 });
const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  fc
    .record({ version: few, at: few, cancelled: fc.boolean(), number: few })
    .map(({ version, at, cancelled, number }) =>
      entryOf({
        id: `content:${version}:${at}:${cancelled}:${number}`,
        kind: version === 0 ? 'order-received' : 'order-updated',
        at,
        data: {
          order: incomingOrder({ version, number: `#${number}`, ...(cancelled && { cancelledAt: 'then' }) }),
        },
      }),
    ),
  fc
    .record({ status: fc.constantFrom(...orderStatuses), decision: few, at: few })
    .map(({ status, decision, at }) => decided(status, decision, at)),
  fc
    .record({ manager: fc.constantFrom('Iryna', 'Petro'), decision: few })
    .map(({ manager, decision }) => taken(manager, decision, decision)),
  fc
    .record({ paymentStatus: fc.constantFrom(...paymentStatuses), decision: few, at: few })
    .map(({ at, ...data }) =>
      entryOf({ id: `payment:${JSON.stringify([data, at])}`, kind: 'payment-set', at, data }),
    ),
  few.map((at) => note(`note ${at}`, at)),
);
