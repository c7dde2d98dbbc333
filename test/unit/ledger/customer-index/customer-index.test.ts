import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { settle } from '../../../../src/main/ledger/customer-index/settle.ts';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { openLedger } from '../../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { mostSharing } from '../../../../src/shared/customer/suggestions.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { orderIdOf, workstationIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { fact, incomingOrder, received } from '../../../support/orders.ts';
import { importedBackwards, list, shop } from './shop.ts';

describe('a customer', () => {
  it('is one person over all sources, with net sums by currency', () => {
    const { ledger, order } = shop();
    order(
      '1',
      { name: 'Olena Koval', phone: '067 123 45 68' },
      { total: { minor: 100_00, currency: 'UAH' } },
    );
    order(
      '2',
      { name: 'Koval Olena', phone: '+380671234568', email: 'o@example.com' },
      {
        source: 'mail:bloomdash',
        total: { minor: 300_00, currency: 'UAH' },
        refunded: { minor: 50_00, currency: 'UAH' },
      },
    );
    order(
      '3',
      { name: 'Olena', email: 'O@example.com' },
      { source: 'manual', total: { minor: 20_00, currency: 'EUR' } },
    );
    const gone = order(
      '4',
      { name: 'Olena Koval', phone: '0671234568' },
      { total: { minor: 900_00, currency: 'UAH' } },
    );
    ledger.entries.append(
      fact({ id: 'c', kind: 'status-set', orderId: gone, data: { status: 'cancelled', decision: 1 } }),
    );
    expect(list(ledger).rows).toMatchObject([{ orders: 4, phone: '+380671234568', email: 'o@example.com' }]);
    expect(ledger.customerIndex.get(gone)).toMatchObject({
      row: { sources: ['mail:bloomdash', 'manual', 'shopify'] },
      values: [
        { total: { minor: 350_00, currency: 'UAH' }, orders: 2, average: { minor: 175_00, currency: 'UAH' } },
        { total: { minor: 20_00, currency: 'EUR' }, orders: 1 },
      ],
      cancelled: 1,
      favourites: [{ title: 'Autumn bouquet', quantity: 6 }],
    });
    expect(ledger.verify()).toEqual([]);
  });

  it('likes what was left of their orders', () => {
    const { ledger, order } = shop();
    const line = (title: string, quantity: number, left?: number) => ({
      title,
      quantity,
      options: [],
      ...(left !== undefined && { left }),
    });
    const phone = '+380671234568';
    const id = order('1', { phone }, { items: [line('Vase', 5, 1), line('Bowl', 9, 0)] });
    order('2', { phone }, { items: [line('Card', 2), line('Vase', 2)] });
    expect(ledger.customerIndex.get(id)?.favourites).toEqual([
      { title: 'Vase', quantity: 3 },
      { title: 'Card', quantity: 2 },
    ]);
  });

  it('is not joined over a courier’s phone, however similar the names', () => {
    const { ledger, order } = shop();
    const phone = '+380441110000';
    for (const [at, name] of ['Olena Koval', 'Petro Bondar', 'Ivan Savchuk'].entries())
      order(`${at}`, { name, phone });
    order('5', { name: 'Olena Koval', phone });
    expect(list(ledger).rows).toHaveLength(3);
    order('6', { name: 'Taras Melnyk', phone });
    // it is a courier's phone now, so the two of Olena may be two persons
    expect(list(ledger).rows).toHaveLength(5);
    expect(list(ledger).counts.asked).toBe(0);
    expect(ledger.verify()).toEqual([]);
  });

  it('is in no list for a quarantined or merged order', () => {
    const { ledger, order } = shop();
    order('1', { name: 'Olena Koval', phone: '0671234568' });
    order(
      '2',
      { name: 'Mallory', phone: '0671234568' },
      {
        source: 'mail:bloomdash',
        review: [{ code: 'unverified-sender' }],
      },
    );
    ledger.entries.append(
      fact({
        id: 'm',
        kind: 'same-decided',
        orderId: 'shopify:3',
        data: { other: 'shopify:1', verdict: 'merged', decision: 1 },
      }),
    );
    order('3', { name: 'Olena Koval', phone: '0671234568' });
    expect(list(ledger).rows).toMatchObject([{ orders: 1, questions: 0 }]);
    ledger.entries.append(fact({ id: 'r', kind: 'released', orderId: 'mail:bloomdash:2', data: {} }));
    expect(list(ledger).counts).toMatchObject({ all: 2, asked: 2 });
    expect(ledger.verify()).toEqual([]);
  });

  it('is found by name in either alphabet, phone or e-mail', () => {
    const { ledger, order } = shop();
    order('1', { name: 'Олена Коваль', phone: '0671234568', email: 'o.koval@example.com' });
    order('2', { name: 'Petro Bondar', phone: '0501112244' });
    for (const text of ['koval', 'Олен', '067 123', '+38067', 'o.koval@', 'olena koval']) {
      expect([text, list(ledger, { text }).rows.map((row) => row.name)]).toEqual([text, ['Олена Коваль']]);
    }
    expect(list(ledger, { text: 'nobody' }).total).toBe(0);
    expect(list(ledger, { sort: 'name' }).rows.map((row) => row.name)).toEqual([
      'Petro Bondar',
      'Олена Коваль',
    ]);
  });

  it('follows an order whose customer was corrected', () => {
    const { ledger, order } = shop();
    order('1', { name: 'Olena Koval', phone: '0671234568' });
    order('2', { name: 'Petro Bondar', phone: '0501112244' });
    const corrected = incomingOrder({
      sourceId: '2',
      version: 2,
      customer: { name: 'Olena Koval', phone: '0671234568' },
    });
    ledger.entries.append(
      fact({ id: 'u', kind: 'order-updated', orderId: 'shopify:2', data: { order: corrected } }),
    );
    expect(list(ledger).rows).toMatchObject([{ name: 'Olena Koval', orders: 2 }]);
    expect(ledger.verify()).toEqual([]);
  });

  it('of an account with many people costs the same per order', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orderbell-crowd-'));
    const file = join(dir, 'ledger.db');
    const ledger = openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
    ledger.transaction(() => {
      for (let number = 1; number <= 60; number += 1) {
        const customer = { id: '777', name: `Olena ${number}`, phone: `+3806712${10_000 + number}` };
        ledger.entries.append(received(incomingOrder({ sourceId: `${number}`, customer })));
      }
    });
    expect(list(ledger).rows).toHaveLength(60);
    expect(ledger.verify()).toEqual([]);
    ledger.close();
    const database = openDatabase(file);
    const settled = new Set<number>();
    settle(database, new Set([30]), settled);
    expect(settled.size).toBe(1);
    database.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is asked about for few shared contacts, in any order', () => {
    const { ledger, order } = shop();
    const olena = (number: number) => ({
      id: '777',
      name: 'Olena Koval',
      phone: '+380671234568',
      email: `o${number}@example.com`,
    });
    const asked = (of: Ledger) => list(of).counts.asked;
    order('petro', { id: '777', name: 'Petro Bondar', phone: '+380501112244' });
    for (let number = 1; number < mostSharing; number += 1) order(`${number}`, olena(number));
    expect(list(ledger).rows).toHaveLength(2);
    expect(asked(ledger)).toBe(2);
    order('many', olena(99));
    expect(asked(ledger)).toBe(0);
    expect(ledger.verify()).toEqual([]);
    const other = importedBackwards(ledger);
    expect(asked(other)).toBe(0);
    expect(other.verify()).toEqual([]);
    const corrected = incomingOrder({ sourceId: 'many', version: 2, customer: olena(1) });
    ledger.entries.append(
      fact({ id: 'u', kind: 'order-updated', orderId: 'shopify:many', data: { order: corrected } }),
    );
    other.entries.importRemote(ledger.entries.list());
    for (const one of [ledger, other]) {
      expect(asked(one)).toBe(2);
      expect(one.verify()).toEqual([]);
    }
  });
});

describe('a manager', () => {
  it('joins two under a chosen name, sees the parts, and splits them', () => {
    const { ledger, ties, order } = shop();
    const olena = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const petro = order('2', { name: 'Petro Koval', phone: '0671234568' });
    expect(ledger.customerIndex.get(olena)?.questions).toMatchObject([{ because: ['tel:+380671234568'] }]);
    const before = ties.join(petro, olena, 'Anna');
    expect(ledger.customerIndex.get(olena)).toMatchObject({
      row: { id: petro, name: 'Petro Koval', orders: 2, questions: 0 },
      parts: [
        { name: 'Petro Koval', leads: true },
        { name: 'Olena Koval', leads: false, joined: { by: 'Anna' } },
      ],
      decisions: [{ verdict: 'joined', by: 'Anna' }],
    });
    ties.part(petro, olena, true, 'Anna');
    expect(list(ledger).rows).toHaveLength(2);
    expect(list(ledger).counts.asked).toBe(0);
    ties.putBack(before, 'Anna');
    expect(list(ledger).counts.asked).toBe(2);
    expect(ledger.verify()).toEqual([]);
  });

  it('splits an automatic join for good, and undoes that', () => {
    const { ledger, ties, order } = shop();
    const first = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const second = order('2', { name: 'O Koval', phone: '0671234568', email: 'oksana@example.com' });
    expect(list(ledger).rows).toHaveLength(1);
    const { before } = ties.part(first, second, false, 'Anna');
    order('3', { name: 'Olena Koval', phone: '0671234568' });
    expect(
      list(ledger)
        .rows.map(({ orders }) => orders)
        .toSorted((a, b) => a - b),
    ).toEqual([1, 2]);
    expect(list(ledger).counts.asked).toBe(0);
    ties.putBack(before, 'Anna');
    expect(list(ledger).rows).toMatchObject([{ orders: 3 }]);
    expect(ledger.verify()).toEqual([]);
  });

  it('undoes the split of two that later matched by themselves', () => {
    const { ledger, ties, order } = shop();
    const account = { id: '777', name: 'Olena Koval' };
    const called = order('1', { ...account, phone: '0671234568' });
    const wrote = order('2', { ...account, email: 'o@example.com' });
    ties.join(called, wrote, 'Anna');
    order('3', { ...account, phone: '0671234568', email: 'o@example.com' });
    const { before } = ties.part(called, wrote, false, 'Anna');
    expect(before).toHaveLength(2);
    expect(list(ledger).rows).toHaveLength(2);
    ties.putBack(before, 'Anna');
    expect(list(ledger).rows).toMatchObject([{ orders: 3, questions: 0 }]);
    expect(ledger.customerIndex.verdictsOn([wrote])).toMatchObject([{ verdict: 'joined', lead: called }]);
    expect(ledger.verify()).toEqual([]);
  });

  it('leaves a colleague’s later decision on a pair when undoing their own', () => {
    const { ledger, ties, order } = shop();
    const olena = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const petro = order('2', { name: 'Petro Koval', phone: '0671234568' });
    const joined = ties.join(petro, olena, 'Anna');
    const { before: split } = ties.part(petro, olena, true, 'Taras');
    expect(() => ties.putBack(joined, 'Anna')).toThrow('Someone has changed it since');
    expect(list(ledger).rows).toHaveLength(2);
    expect(list(ledger).counts.asked).toBe(0);
    ties.join(olena, petro, 'Anna');
    expect(() => ties.putBack(split, 'Taras')).toThrow('Someone has changed it since');
    expect(list(ledger).rows).toMatchObject([{ id: olena, orders: 2 }]);
    expect(ledger.verify()).toEqual([]);
  });

  it('marks and notes a customer by any order, and undoes it', () => {
    const { ledger, sayings, order } = shop();
    const first = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const second = order('2', { name: 'Olena Koval', phone: '0671234568' });
    sayings.mark(second, 'do-not-serve', true, 'never pays', 'Anna');
    sayings.mark(first, 'vip', true, undefined, 'Anna');
    const note = sayings.note(second, 'likes peonies', 'Taras');
    expect(list(ledger, { view: 'barred' }).rows).toMatchObject([{ barred: 'never pays', vip: true }]);
    expect(ledger.customerIndex.ofOrder(first)).toMatchObject({ barred: 'never pays' });
    expect(ledger.customerIndex.get(first)?.notes).toMatchObject([{ text: 'likes peonies', by: 'Taras' }]);
    sayings.mark(first, 'do-not-serve', false, undefined, 'Taras');
    sayings.withdrawNote(first, note, 'Taras');
    expect(list(ledger).rows).toMatchObject([{ barred: null, vip: true }]);
    expect(ledger.customerIndex.get(first)?.notes).toEqual([]);
    expect(ledger.verify()).toEqual([]);
  });

  it('keeps a rewritten note on its order, also after a split', () => {
    const { ledger, ties, sayings, order } = shop();
    const olena = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const petro = order('2', { name: 'Petro Koval', phone: '0501112244' });
    const note = sayings.note(petro, 'shouts', 'Anna');
    ties.join(olena, petro, 'Anna');
    sayings.withdrawNote(olena, note, 'Anna');
    sayings.note(olena, 'shouts', 'Anna', petro);
    ties.part(olena, petro, true, 'Anna');
    const notesOf = (id: OrderId) => ledger.customerIndex.get(id)?.notes.map(({ text }) => text);
    expect([notesOf(olena), notesOf(petro)]).toEqual([[], ['shouts']]);
    const unknownId = orderIdOf('manual', '9');
    expect(() => sayings.note(olena, 'shouts', 'Anna', unknownId)).toThrow('This order has no customer');
    expect(ledger.verify()).toEqual([]);
  });

  it('bars two joined customers each for their own reason after undo', () => {
    const { ledger, ties, sayings, order } = shop();
    const olena = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const petro = order('2', { name: 'Petro Koval', phone: '0501112244' });
    const barred = () => [olena, petro].map((id) => ledger.customerIndex.ofOrder(id)?.barred);
    sayings.mark(olena, 'do-not-serve', true, 'never pays', 'Anna');
    sayings.mark(petro, 'do-not-serve', true, 'shouts', 'Anna');
    ties.join(olena, petro, 'Anna');
    const before = sayings.mark(olena, 'do-not-serve', false, undefined, 'Taras');
    expect(barred()).toEqual([null, null]);
    sayings.putMarksBack('do-not-serve', before, 'Taras');
    expect(ledger.customerIndex.get(petro)?.marks).toMatchObject([
      { about: olena, reason: 'never pays' },
      { about: petro, reason: 'shouts' },
    ]);
    ties.part(olena, petro, true, 'Anna');
    expect(barred()).toEqual(['never pays', 'shouts']);
    sayings.mark(olena, 'do-not-serve', true, 'fraud', 'Taras');
    const served = sayings.mark(olena, 'do-not-serve', false, undefined, 'Anna');
    sayings.mark(olena, 'do-not-serve', true, 'threatens', 'Taras');
    expect(() => sayings.putMarksBack('do-not-serve', served, 'Anna')).toThrow('Someone has changed it');
    expect(barred()).toEqual(['threatens', 'shouts']);
    const set = sayings.mark(olena, 'vip', true, undefined, 'Anna');
    sayings.putMarksBack('vip', set, 'Anna');
    expect(list(ledger).counts).toMatchObject({ vip: 0, barred: 2 });
    expect(ledger.verify()).toEqual([]);
  });

  it('finds notes of a merged order with its target until they split', () => {
    const { clock, ledger, sayings, order } = shop();
    const same = createSameOrders({ ledger, clock });
    const first = order('1', { name: 'Olena Koval', phone: '0671234568' });
    const second = order('2', { name: 'Olena Koval', email: 'o@example.com' });
    const third = order('3', { name: 'Olena Koval', phone: '0501112244' });
    const barred = (of: Ledger = ledger) =>
      [first, second, third].map((id) => of.customerIndex.ofOrder(id)?.barred);
    sayings.mark(first, 'do-not-serve', true, 'never pays', 'Anna');
    const note = sayings.note(first, 'likes peonies', 'Taras');
    same.merge(second, first, 'Anna');
    expect(barred()).toEqual([undefined, 'never pays', null]);
    expect(ledger.customerIndex.get(second)?.notes).toMatchObject([{ about: first, text: 'likes peonies' }]);
    const next = order('4', { name: 'Olena Koval', email: 'o@example.com' });
    expect(ledger.customerIndex.ofOrder(next)).toMatchObject({ orders: 2, barred: 'never pays' });
    same.merge(third, second, 'Anna');
    expect(barred()).toEqual([undefined, undefined, 'never pays']);
    expect(ledger.customerIndex.ofOrder(next)).toMatchObject({ orders: 1, barred: null });
    expect(ledger.verify()).toEqual([]);
    const other = importedBackwards(ledger);
    expect(barred(other)).toEqual(barred());
    expect(other.verify()).toEqual([]);
    same.undo(third, second, 'Anna');
    same.undo(second, first, 'Anna');
    expect(barred()).toEqual(['never pays', null, null]);
    expect(ledger.customerIndex.get(second)?.notes).toEqual([]);
    expect(ledger.verify()).toEqual([]);
    same.merge(second, first, 'Anna');
    sayings.mark(second, 'do-not-serve', false, undefined, 'Taras');
    sayings.withdrawNote(second, note, 'Taras');
    expect(barred()).toEqual([undefined, null, null]);
    expect(ledger.customerIndex.get(second)).toMatchObject({ notes: [], marks: [] });
    expect(ledger.verify()).toEqual([]);
  });
});
