import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { eraseClosed } from '../../../support/close-orders.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact, incomingOrder } from '../../../support/orders.ts';
import { importedBackwards, list, shop } from './shop.ts';

/** The first order of each order's customer. */
const persons = (ledger: Ledger, orders: readonly OrderId[]) =>
  orders.map((id) => ledger.customerIndex.ofOrder(id)?.id);

/** Checks the same state at a computer that imported the events backwards. */
function expectSame(ledger: Ledger, orders: readonly OrderId[]): void {
  const other = importedBackwards(ledger);
  expect(persons(other, orders)).toEqual(persons(ledger, orders));
  for (const one of [ledger, other]) expect(one.verify()).toEqual([]);
}

/** A returning customer who is not served, two new orders of one person, and a third. */
function newcomer() {
  const { clock, ledger, ties, sayings, order } = shop();
  const old = order('0', { name: 'Olena Koval', phone: '0671234568' });
  sayings.mark(old, 'do-not-serve', true, 'never pays', 'Anna');
  const first = order('1', { name: 'Olena (Dostavo)', phone: '0501112244' });
  const second = order('2', { name: 'Olena (Dostavo)', email: 'dostavo@example.com' });
  const third = order('3', { name: 'Olena (Dostavo)', phone: '0931112244' });
  return { ledger, ties, order, same: createSameOrders({ ledger, clock }), old, first, second, third };
}

describe('what managers decided on who is one person', () => {
  it('holds for the order into which theirs is merged, until split', () => {
    const { ledger, ties, order, same, old, first, second, third } = newcomer();
    const all = [old, first, second, third];
    ties.join(old, first, 'Anna');
    same.merge(second, first, 'Anna');
    expect(persons(ledger, all)).toEqual([old, undefined, old, third]);
    expect(ledger.customerIndex.ofOrder(second)).toMatchObject({ orders: 2, barred: 'never pays' });
    expectSame(ledger, all);
    const next = order('4', { name: 'Olena (Dostavo)', email: 'dostavo@example.com' });
    expect(ledger.customerIndex.ofOrder(next)).toMatchObject({ orders: 3, barred: 'never pays' });
    same.merge(third, second, 'Anna');
    expect(persons(ledger, [...all, next])).toEqual([old, undefined, undefined, old, next]);
    expectSame(ledger, [...all, next]);
    const late = memoryLedger({ deskId: 'desk-3' });
    late.entries.importRemote(ledger.entries.list());
    same.undo(first, second, 'Anna');
    same.undo(third, second, 'Anna');
    expect(persons(ledger, [...all, next])).toEqual([old, old, second, third, second]);
    expectSame(ledger, [...all, next]);
    late.entries.importRemote(ledger.entries.list());
    expect(persons(late, [...all, next])).toEqual([old, old, second, third, second]);
    expect(late.verify()).toEqual([]);
  });

  it('is shown, undone and split when its order became a part', () => {
    const { ledger, ties, same, old, first, second } = newcomer();
    const joined = ties.join(old, first, 'Anna');
    same.merge(second, first, 'Anna');
    expect(ledger.customerIndex.get(second)).toMatchObject({
      parts: [
        { order: old, leads: true },
        { order: second, joined: { by: 'Anna' } },
      ],
      decisions: [{ verdict: 'joined', by: 'Anna' }],
    });
    const { before } = ties.part(old, second, true, 'Anna');
    expect(persons(ledger, [old, second])).toEqual([old, second]);
    ties.putBack(before, 'Anna');
    expect(persons(ledger, [old, second])).toEqual([old, old]);
    ties.putBack(joined, 'Anna');
    expect(persons(ledger, [old, second])).toEqual([old, second]);
    expectSame(ledger, [old, second]);
  });

  it('keeps two persons apart when the split order is merged', () => {
    const { clock, ledger, ties, sayings, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const phone = '0671234568';
    const kept = order('1', { name: 'Olena Koval', phone });
    const other = order('2', { name: 'Koval O', phone });
    const split = order('3', { name: 'O Koval', phone, email: 'oksana@example.com' });
    const again = order('4', { name: 'O Koval', phone, email: 'oksana.k@example.com' });
    const all = [kept, other, split, again];
    sayings.mark(kept, 'do-not-serve', true, 'never pays', 'Anna');
    const { before } = ties.part(kept, split, false, 'Anna');
    expect(persons(ledger, all)).toEqual([kept, kept, split, kept]);
    same.merge(again, split, 'Anna');
    expect(persons(ledger, all)).toEqual([kept, kept, undefined, again]);
    expect(ledger.customerIndex.ofOrder(again)).toMatchObject({ orders: 1, barred: null, questions: 0 });
    expect(ledger.customerIndex.ordersAndParts(again)).toEqual([again, split]);
    expectSame(ledger, all);
    ties.putBack(before, 'Anna');
    expect(persons(ledger, all)).toEqual([kept, kept, undefined, kept]);
    expectSame(ledger, all);
  });

  it('keeps two persons apart when their original order is merged', () => {
    const { clock, ledger, ties, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const phone = '0671234568';
    const kept = order('1', { name: 'Olena Koval', phone });
    const other = order('2', { name: 'Olena Koval', phone, email: 'olena@example.com' });
    const split = order('3', { name: 'O Koval', phone, email: 'oksana@example.com' });
    ties.part(kept, split, false, 'Anna');
    same.merge(other, kept, 'Anna');
    expect(persons(ledger, [kept, other, split])).toEqual([undefined, other, split]);
    expectSame(ledger, [kept, other, split]);
  });

  it('keeps a customer whole when a split-off order is merged in', () => {
    const { clock, ledger, ties, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const petro = order('1', { name: 'Petro Bondar', phone: '0501112244' });
    const wrong = order('2', { name: '', phone: '0501112244' });
    const olena = order('3', { name: 'Olena Koval', email: 'o@example.com' });
    const also = order('4', { name: 'Olena Koval', email: 'o@example.com', phone: '0671234568' });
    const all = [petro, wrong, olena, also];
    ties.part(petro, wrong, false, 'Anna');
    same.merge(olena, wrong, 'Anna');
    expect(persons(ledger, all)).toEqual([petro, undefined, olena, olena]);
    expectSame(ledger, all);
  });

  it.each(['corrected', 'merged', 'merged and parted again'])(
    'is equal on every computer after the other order’s erasure: %s',
    (how) => {
      const { clock, ledger, ties, order } = shop();
      const same = createSameOrders({ ledger, clock });
      const phone = '0671234568';
      const kept = order('1', { name: 'Olena Koval', phone });
      const middle = order('2', { name: 'Koval O', phone });
      const split = order('3', { name: 'O Koval', phone, email: 'oksana@example.com' });
      const relay = order('4', { name: 'Olena (Dostavo)', phone: '0501112244' });
      const all = [kept, middle, split, relay];
      const erase = (id: OrderId) => eraseClosed({ ledger, clock }, id);
      ties.part(kept, split, false, 'Anna');
      expect(ledger.customerIndex.verdictsOn([split])).toMatchObject([
        { one: kept, other: split, alone: split },
      ]);
      if (how === 'corrected') {
        const moved = incomingOrder({
          sourceId: '1',
          version: 2,
          customer: { name: 'Olena K', phone: '0931112244' },
        });
        ledger.entries.append(
          fact({ id: 'u', kind: 'order-updated', orderId: kept, data: { order: moved } }),
        );
        expect(persons(ledger, all)).toEqual([kept, middle, split, relay]);
        erase(kept);
      } else if (how === 'merged') {
        same.merge(relay, kept, 'Anna');
        expect(persons(ledger, all)).toEqual([undefined, middle, split, relay]);
        erase(relay);
      } else {
        // erased at a computer that had not imported the merge
        ledger.entries.append(fact({ id: 'erased', kind: 'customer-erased', orderId: kept, data: {} }));
        same.merge(relay, kept, 'Anna');
        expect(persons(ledger, all)).toEqual([undefined, middle, split, relay]);
        same.undo(relay, kept, 'Anna');
      }
      expectSame(ledger, all);
    },
  );

  it('keeps two persons apart through joins and merges', () => {
    const { clock, ledger, ties, sayings, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const phone = '0671234568';
    const barred = order('1', { name: 'Olena Koval', phone });
    const split = order('2', { name: 'O Koval', phone, email: 'oksana@example.com' });
    const relay = order('3', { name: 'Olena (Dostavo)', phone: '0501112244' });
    const copy = order('4', { name: 'Olena Koval', phone: '0931112244' });
    const all = [barred, split, relay, copy];
    sayings.mark(barred, 'do-not-serve', true, 'never pays', 'Anna');
    ties.part(barred, split, false, 'Anna');
    ties.join(barred, relay, 'Anna');
    expect(persons(ledger, all)).toEqual([barred, split, barred, copy]);
    same.merge(split, relay, 'Anna');
    expect(persons(ledger, all)).toEqual([barred, split, undefined, copy]);
    expect(ledger.customerIndex.ofOrder(split)).toMatchObject({ orders: 1, barred: null, questions: 0 });
    expectSame(ledger, all);
    same.merge(copy, barred, 'Anna');
    expect(persons(ledger, all)).toEqual([undefined, split, undefined, copy]);
    expectSame(ledger, all);
    const also = order('5', { name: 'Olena (Dostavo)', phone: '0441112244' });
    ties.join(split, also, 'Anna');
    expect(ledger.customerIndex.get(also)?.parts).toMatchObject([
      { order: split, joined: { by: 'Anna' } },
      { order: also },
    ]);
    expect(ties.part(also, split, true, 'Anna').before).toMatchObject([{ one: split, other: also }]);
    expect(ledger.customerIndex.get(split)?.parts).toMatchObject([{ order: split, joined: null }]);
    ties.join(copy, split, 'Anna');
    expect(persons(ledger, all)).toEqual([undefined, copy, undefined, copy]);
    expectSame(ledger, all);
  });

  it('keeps two persons joined when their joining order is merged', () => {
    const { clock, ledger, ties, sayings, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const phone = '0671234568';
    const barred = order('1', { name: 'Olena Koval', phone });
    const first = order('2', { name: 'O Koval', phone, email: 'oksana@example.com' });
    const second = order('3', { name: 'O Koval', phone, email: 'oksana@example.com' });
    const all = [barred, first, second];
    sayings.mark(barred, 'do-not-serve', true, 'never pays', 'Anna');
    ties.part(barred, second, false, 'Anna');
    expect(persons(ledger, all)).toEqual([barred, first, first]);
    const joined = ties.join(barred, first, 'Anna');
    expect(persons(ledger, all)).toEqual([barred, barred, barred]);
    same.merge(second, first, 'Anna');
    expect(persons(ledger, all)).toEqual([barred, undefined, barred]);
    expectSame(ledger, all);
    ties.putBack(joined, 'Anna');
    expect(persons(ledger, all)).toEqual([barred, undefined, second]);
    expectSame(ledger, all);
  });

  it('says nothing any more of two orders that are merged into one', () => {
    const { clock, ledger, ties, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const phone = '0671234568';
    const kept = order('1', { name: 'Olena Koval', phone });
    const split = order('2', { name: 'O Koval', phone, email: 'oksana@example.com' });
    const next = order('3', { name: 'Olena K', phone });
    ties.part(kept, split, false, 'Anna');
    same.merge(kept, split, 'Anna');
    expect(persons(ledger, [kept, split, next])).toEqual([kept, undefined, kept]);
    expect(list(ledger).counts.asked).toBe(0);
    expectSame(ledger, [kept, split, next]);
  });
});
