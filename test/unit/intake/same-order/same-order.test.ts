import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tieCopy } from '../../../../src/main/intake/manual/tie-copy.ts';
import { foldOrder } from '../../../../src/shared/fold.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { compareByTime } from '../../../../src/shared/sort-by-time.ts';
import type { OrderParts } from '../../../support/orders.ts';
import { fact } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';
import { chat, desk, mail, mailedAt, twins } from './same-desk.ts';

describe('a guess', () => {
  it('is told to both orders, once, and decides nothing', () => {
    const { ledger, one, other, counts, rowOf, record } = twins();
    for (const id of [one, other]) {
      expect(rowOf(id)).toMatchObject({ sameOrder: true, partOf: null });
      expect(ledger.entries.ofOrder(id).filter(({ kind }) => kind === 'same-guessed')).toHaveLength(1);
    }
    expect(ledger.orders.detail(one)?.related).toMatchObject([
      { how: 'suspect', because: ['phone', 'email', 'total'], order: { id: other } },
    ]);
    expect(counts()).toMatchObject({ new: 2, open: 2, today: 2, all: 2 });
    record({ ...mail, version: mailedAt + 1, note: 'Ring twice' });
    expect(ledger.entries.ofOrder(one).filter(({ kind }) => kind === 'same-guessed')).toHaveLength(1);
    expect(ledger.verify()).toEqual([]);
  });

  it('is made when a later version tells the phone, and not of history', () => {
    const { record, ledger } = desk();
    const hidden = record({ ...mail, customer: { name: 'Olena' }, address: undefined });
    const other = record(chat);
    expect(ledger.orders.get(other)?.sameAs).toBeUndefined();
    record({ ...mail, version: mailedAt + 1 });
    expect(ledger.orders.get(hidden)?.sameAs?.map(({ id }) => id)).toEqual([other]);

    const past = desk();
    past.record(mail, false);
    expect(past.ledger.orders.get(past.record(chat, false))?.sameAs).toBeUndefined();
  });

  it('is not made of an order in quarantine until somebody releases it', () => {
    const { record, recorder, ledger } = desk();
    const forged = record({ ...mail, review: [{ code: 'unverified-sender' }] });
    const other = record(chat);
    expect(ledger.orders.get(other)?.sameAs).toBeUndefined();
    recorder.release(forged, 'Anna');
    expect(ledger.orders.get(other)?.sameAs?.map(({ id }) => id)).toEqual([forged]);
  });

  it('is not made by a phone that more than three people have', () => {
    const { record, ledger } = desk();
    for (const [index, name] of ['Anna', 'Borys', 'Vira', 'Halyna'].entries()) {
      record({
        ...mail,
        sourceId: `DS-${index}`,
        customer: { name, phone: '+380440001122' },
        address: undefined,
        items: [{ title: name, quantity: 1, options: [] }],
      });
    }
    const id = record({ ...chat, customer: { name: 'Dmytro', phone: '+380440001122' }, address: undefined });
    expect(ledger.orders.get(id)?.sameAs).toBeUndefined();
  });

  it('goes when the other order is cancelled: there is nothing to merge any more', () => {
    const { record, ledger, one, other, rowOf } = twins();
    record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(rowOf(other)).toMatchObject({ sameOrder: false });
    expect(ledger.orders.detail(other)?.related).toEqual([]);
    expect(rowOf(one)).toMatchObject({ sameOrder: false });
  });
});

describe('a merged order', () => {
  it('leaves every view but all, and every count; what it was is one step away', () => {
    const { ledger, same, one, other, counts, rowOf } = twins();
    same.merge(other, one, 'Anna');
    const inWork = { new: 1, review: 0, open: 1, today: 1, unpaid: 1, scheduled: 0, snoozed: 0 };
    expect(counts()).toEqual({ ...inWork, all: 2, quarantine: 0 });
    for (const view of ['new', 'open', 'today'] as const) {
      for (const text of ['', 'Olena']) {
        const { rows } = ledger.orders.rows({ view, text, offset: 0, limit: 50 }, shopTimeAt());
        expect(
          rows.map(({ id }) => id),
          `${view} ${text}`,
        ).toEqual([other]);
      }
    }
    expect(rowOf(one)).toMatchObject({ partOf: 'merged', sameOrder: false });
    const kept = ledger.orders.detail(other);
    expect(kept?.related).toMatchObject([{ how: 'part', why: 'merged', order: { id: one } }]);
    expect(kept?.nthByContact).toBe(1);
    expect(ledger.orders.detail(one)?.related).toMatchObject([{ how: 'whole', order: { id: other } }]);
    expect(ledger.verify()).toEqual([]);
  });

  it('comes back whole when that is taken back, with the guess', () => {
    const { ledger, same, one, other, counts, rowOf } = twins();
    same.merge(other, one, 'Anna');
    same.undo(other, one, 'Anna');
    expect(counts()).toMatchObject({ new: 2, open: 2, today: 2 });
    expect(rowOf(one)).toMatchObject({ partOf: null, sameOrder: true });
    same.merge(one, other, 'Anna');
    expect(rowOf(other)).toMatchObject({ partOf: 'merged' });
    expect(ledger.verify()).toEqual([]);
  });

  it('stays a part, and shows there, when its source tells of it again', () => {
    const { record, ledger, same, one, other, counts } = twins();
    same.merge(other, one, 'Anna');
    record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(counts()).toMatchObject({ new: 1, open: 1 });
    expect(ledger.orders.detail(other)?.related[0]?.order.status).toBe('cancelled');
  });

  it('warns the order it was merged into when its service cancels it, until the two are parted', () => {
    const { record, ledger, same, one, other, rowOf, counts } = twins();
    same.merge(other, one, 'Anna');
    record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(rowOf(other)).toMatchObject({ partCancelled: true, needsReview: true, status: 'new' });
    expect(ledger.orders.get(other)?.cancelledParts).toEqual([{ id: one, at: '2025-03-04T10:05:00Z' }]);
    expect(counts()).toMatchObject({ review: 1 });
    same.undo(other, one, 'Anna');
    expect(rowOf(other)).toMatchObject({ partCancelled: false, needsReview: false });
    expect(counts()).toMatchObject({ review: 0 });
    expect(ledger.verify()).toEqual([]);
  });

  it('that still holds puts the order it was merged into up for review when that is cancelled by its source', () => {
    const { record, ledger, same, one, other, counts } = twins();
    same.merge(other, one, 'Anna');
    record({ ...chat, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(ledger.orders.get(other)).toMatchObject({
      status: 'cancelled',
      needsReview: true,
      standingParts: [one],
    });
    expect(ledger.orders.detail(other)?.related).toMatchObject([{ how: 'part', order: { id: one } }]);
    expect(counts()).toMatchObject({ review: 1 });
    same.undo(other, one, 'Anna');
    expect(ledger.orders.get(other)).not.toHaveProperty('standingParts');
    expect(ledger.orders.get(one)).not.toHaveProperty('partOf');
    expect(counts()).toMatchObject({ review: 0, new: 1 });
    expect(ledger.verify()).toEqual([]);
  });

  it('is off with the order it was merged into when a manager cancels that or its own service cancels it', () => {
    for (const end of ['manager', 'service'] as const) {
      const { record, ledger, same, one, other, counts } = twins();
      same.merge(other, one, 'Anna');
      record({ ...chat, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
      if (end === 'service') record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:06:00Z' });
      else {
        const data = { status: 'cancelled', decision: 1, told: { cancelled: true } } as const;
        ledger.entries.append(fact({ id: 'both', orderId: other, kind: 'status-set', data }));
      }
      expect(ledger.orders.get(other)).toMatchObject({ status: 'cancelled', needsReview: false });
      expect(counts(), end).toMatchObject({ review: 0 });
    }
  });

  it('never becomes a part of one that is cancelled, by its source or by hand', () => {
    const { record, ledger, same, one, other } = twins();
    record({ ...chat, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(() => same.merge(other, one, 'Taras')).toThrow('M-1 is cancelled');
    const byHand = twins();
    byHand.ledger.entries.append(
      fact({
        id: 'off',
        orderId: byHand.other,
        kind: 'status-set',
        data: { status: 'cancelled', decision: 1 },
      }),
    );
    expect(() => byHand.same.merge(byHand.other, byHand.one, 'Taras')).toThrow('M-1 is cancelled');
    expect(ledger.orders.get(one)).not.toHaveProperty('partOf');
  });

  it('tells what was paid, sent and given back at its service, and takes it along when it leaves', () => {
    const { record, ledger, same, one, other } = twins();
    same.merge(other, one, 'Anna');
    const refunded = { minor: 500, currency: 'UAH' };
    record({ ...mail, version: mailedAt + 1, paymentStatus: 'paid', fulfillment: 'fulfilled', refunded });
    expect(ledger.orders.get(other)).toMatchObject({
      paymentStatus: 'paid',
      status: 'handed-over',
      content: { fulfillment: 'fulfilled', refunded },
    });
    same.undo(other, one, 'Anna');
    expect(ledger.orders.get(other)).toMatchObject({ paymentStatus: 'pending', status: 'new' });
    expect(ledger.orders.get(other)?.content.refunded).toBeUndefined();
  });

  it('neither pays for the order it was merged into nor is given back of it once its service has cancelled it and paid it back', () => {
    const { record, ledger, same, one, other } = twins();
    record({ ...mail, version: mailedAt + 1, paymentStatus: 'paid' });
    same.merge(other, one, 'Anna');
    expect(ledger.orders.get(other)?.paymentStatus).toBe('paid');
    const calledOff = { paymentStatus: 'refunded', cancelledAt: '2025-03-04T10:05:00Z' } as const;
    record({ ...mail, version: mailedAt + 2, ...calledOff, refunded: { minor: 500, currency: 'UAH' } });
    const kept = ledger.orders.get(other);
    expect(kept).toMatchObject({ paymentStatus: 'pending', status: 'new', needsReview: true });
    expect(kept?.content.refunded).toBeUndefined();
    expect(ledger.verify()).toEqual([]);
  });

  it('pays on where what was cancelled is a part of it, though some of its own money was paid back', () => {
    const { record, ledger, same, one, other } = twins();
    const third = record({ ...mail, source: 'mail:bloomdash', sourceId: 'BD-1', number: 'BD-1' });
    same.merge(third, one, 'Anna');
    same.merge(other, third, 'Anna');
    record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    const refunded = { minor: 500, currency: 'UAH' };
    const paid = { paymentStatus: 'partially-refunded', refunded, version: mailedAt + 1 } as const;
    record({ ...mail, source: 'mail:bloomdash', sourceId: 'BD-1', number: 'BD-1', ...paid });
    const kept = ledger.orders.get(other);
    expect(kept).toMatchObject({ paymentStatus: 'partially-refunded', content: { refunded } });
    expect(kept?.cancelledParts?.map(({ id }) => id)).toEqual([third]);
    expect(ledger.verify()).toEqual([]);
  });

  it('pays for it still where its service has cancelled it and kept the money', () => {
    const { record, ledger, same, one, other } = twins();
    same.merge(other, one, 'Anna');
    record({ ...mail, version: mailedAt + 1, paymentStatus: 'paid', cancelledAt: '2025-03-04T10:05:00Z' });
    expect(ledger.orders.get(other)).toMatchObject({ paymentStatus: 'paid', needsReview: true });
  });

  it('is heard of through the order between, as long as that is a part too', () => {
    const { record, ledger, same, one, other } = twins();
    const third = record({ ...mail, source: 'mail:bloomdash', sourceId: 'BD-1', number: 'BD-1' });
    same.merge(other, one, 'Anna');
    same.merge(third, other, 'Anna');
    record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(ledger.orders.get(third)?.cancelledParts).toEqual([{ id: other, at: '2025-03-04T10:05:00Z' }]);
    same.undo(other, one, 'Anna');
    expect(ledger.orders.get(third)?.cancelledParts).toBeUndefined();
    expect(ledger.verify()).toEqual([]);
  });

  it('is heard of also after a computer whose clock is ahead has told of the order between', () => {
    const [here, there] = [desk('desk-1'), desk('desk-2')];
    there.clock.set(600_000);
    const [one, other] = [here.record(mail), here.record(chat)];
    const third = here.record({ ...mail, source: 'mail:bloomdash', sourceId: 'BD-1', number: 'BD-1' });
    here.same.merge(other, one, 'Anna');
    there.ledger.entries.importRemote(here.ledger.entries.list());
    there.same.merge(third, other, 'Taras');
    here.ledger.entries.importRemote(there.ledger.entries.list().filter((entry) => entry.desk === 'desk-2'));
    here.record({ ...mail, version: mailedAt + 1, cancelledAt: '2025-03-04T10:05:00Z' });
    expect(here.ledger.orders.get(third)?.cancelledParts).toEqual([
      { id: other, at: '2025-03-04T10:05:00Z' },
    ]);
  });

  it('cannot be merged again, nor take another in: no circle can come about', () => {
    const { record, same, one, other } = twins();
    const third = record({ ...mail, source: 'mail:bloomdash', sourceId: 'BD-1' });
    same.merge(other, one, 'Anna');
    expect(() => same.merge(third, one, 'Anna')).toThrow(/already merged into/);
    expect(() => same.merge(one, third, 'Anna')).toThrow(/already merged into/);
    expect(() => same.merge(one, one, 'Anna')).toThrow(/itself/);
    same.merge(third, other, 'Anna');
    expect(() => same.merge(one, third, 'Anna')).toThrow(/already merged into/);
  });
});

it('of orders that were merged in a circle at two computers one stands, the same one whichever hears of it', () => {
  const [here, there] = [desk('desk-1'), desk('desk-2')];
  const third = { ...mail, source: 'mail:bloomdash', sourceId: 'BD-1' } as const;
  const ids = [here.record(mail), here.record(chat), here.record(third)] as const;
  const [x, y, z] = ids;
  const hear = (one: typeof here, other: typeof here): void => {
    const said = other.ledger.entries.list().filter(({ desk }) => desk === other.ledger.deskId);
    one.ledger.entries.importRemote(said);
  };
  hear(there, here);
  here.same.merge(x, y, 'Anna');
  here.same.merge(z, x, 'Anna');
  there.same.merge(y, z, 'Taras');
  hear(here, there);
  hear(there, here);
  const partsAt = ({ ledger }: typeof here) => ids.map((id) => ledger.orders.get(id)?.partOf?.id);
  expect(partsAt(here).every((whole) => whole !== undefined)).toBe(true);

  here.recorder.heard([y, z]);
  there.recorder.heard([x, y, z]);
  expect(partsAt(here).filter((whole) => whole === undefined)).toHaveLength(1);
  expect(partsAt(there)).toEqual(partsAt(here));
  hear(here, there);
  hear(there, here);
  for (const one of [here, there]) {
    expect(one.counts()).toMatchObject({ new: 1, open: 1, all: 3 });
    expect(one.ledger.verify()).toEqual([]);
  }
  expect(partsAt(there)).toEqual(partsAt(here));
});

it('that turns out to be the copy in Shopify gives way to the order it was made of: neither is lost in the other', () => {
  const { record, same, ledger, clock, counts } = desk();
  const [whole, copy] = [record(chat), record({ source: 'shopify', sourceId: '7' })];
  same.merge(copy, whole, 'Anna');
  tieCopy(ledger, clock, { of: whole, copy, tag: 't', number: '#7' });
  expect(ledger.orders.get(whole)?.partOf).toBeUndefined();
  expect(ledger.orders.get(copy)?.partOf).toEqual({ id: whole, why: 'copy' });
  expect(counts()).toMatchObject({ new: 1, all: 2 });
  expect(ledger.verify()).toEqual([]);
});

it('says the same of a part whether it was told before, between or after it was merged, parted and merged again', () => {
  const deed = fc.constantFrom('merge', 'undo', 'paid', 'cancelled', 'refunded');
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 8 }), (deeds) => {
      const { record, ledger, same, one, other } = twins();
      let content: OrderParts = mail;
      let [version, isMerged] = [mailedAt, false];
      for (const what of deeds) {
        if (what === 'merge' || what === 'undo') {
          isMerged = what === 'merge';
          if (isMerged) same.merge(other, one, 'Anna');
          else same.undo(other, one, 'Anna');
          continue;
        }
        if (what === 'paid') content = { ...content, paymentStatus: 'paid' };
        if (what === 'cancelled') content = { ...content, cancelledAt: '2025-03-04T10:05:00Z' };
        if (what === 'refunded') content = { ...content, refunded: { minor: 100, currency: 'UAH' } };
        version += 1;
        record({ ...content, version });
      }
      const kept = ledger.orders.get(other);
      const isPaying = isMerged && !(content.cancelledAt && content.refunded);
      expect({
        paid: kept?.paymentStatus,
        refunded: kept?.content.refunded,
        cancelled: kept?.cancelledParts,
      }).toEqual({
        paid: isPaying ? (content.paymentStatus ?? 'pending') : 'pending',
        refunded: isPaying ? content.refunded : undefined,
        cancelled: isMerged && content.cancelledAt ? [{ id: one, at: content.cancelledAt }] : undefined,
      });
      const entries = ledger.entries.ofOrder(other);
      expect(foldOrder(other, entries.toReversed())).toEqual(foldOrder(other, entries));
      expect(ledger.verify()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('adds up to the same whatever the order in which its entries arrive', () => {
  const { ledger, same, one, other } = twins();
  same.merge(other, one, 'Anna');
  same.undo(other, one, 'Anna');
  same.keepBoth(one, other, 'Taras');
  same.undo(one, other, 'Taras');
  same.merge(one, other, 'Anna');
  for (const id of [one, other]) {
    const entries = [...ledger.entries.ofOrder(id)].sort(compareByTime);
    const whole = foldOrder(id, entries);
    for (let turn = 0; turn < entries.length; turn += 1) {
      const moved = [...entries.slice(turn).toReversed(), ...entries.slice(0, turn)];
      expect(foldOrder(id, moved)).toEqual(whole);
    }
  }
  expect(ledger.orders.get(other)?.partOf).toEqual({ id: one, why: 'merged' });
  expect(orderIdOf('manual', 'a')).toBe(other);
});
