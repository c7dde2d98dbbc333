import { beforeEach, describe, expect, it } from 'vitest';
import type { Arrival, Ledger } from '../../../src/main/ports.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entryOf, fact, incomingOrder, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const id = orderIdSchema.parse('shopify:1001');
const other = workstationIdSchema.parse('desk-2');
const came = (seq = 1, order = incomingOrder()) =>
  entryOf({
    id: `received:${id}`,
    kind: 'order-received',
    desk: other,
    seq,
    at: 1_000,
    data: { order },
  });
const note = (seq: number, text = `note ${seq}`) =>
  entryOf({ id: `note:${seq}`, kind: 'note-added', desk: other, seq, at: seq, data: { text } });

let ledger: Ledger;
let appended: { readonly entries: readonly Entry[]; readonly arrival: Arrival }[];
beforeEach(() => {
  ledger = memoryLedger({ clock: fakeClock() });
  appended = [];
  ledger.entries.onAppended((entries, arrival) => appended.push({ entries, arrival }));
});

describe('an imported event', () => {
  it('keeps its workstation, its sequence and its time, and is shown', () => {
    expect(ledger.entries.importRemote([came()])).toEqual([came()]);
    expect(ledger.entries.ofOrder(id)).toEqual([came()]);
    expect(ledger.orders.get(id)).toMatchObject({ receivedAt: 1_000, status: 'new' });
    expect(ledger.verify()).toEqual([]);
  });

  it('may come with a number missing, which is no fault', () => {
    ledger.entries.importRemote([came(), note(3)]);
    expect(ledger.glance()).toEqual([]);
    expect(ledger.isDamaged()).toBe(false);
  });

  it('leaves no gap for a duplicate or an early newer event', () => {
    ledger.entries.append(received(incomingOrder(), 5));
    ledger.entries.importRemote([note(5)]);
    ledger.entries.importRemote([note(1), came(2), note(3)]);
    expect(ledger.verify()).toEqual([]);
    expect(ledger.glance()).toEqual([]);
  });

  it('is taken in once, however often it comes', () => {
    ledger.entries.importRemote([came(), note(2), came()]);
    expect(ledger.entries.importRemote([note(2), came()])).toEqual([]);
    expect(appended).toHaveLength(1);
    expect(ledger.orders.get(id)?.notes).toHaveLength(1);
  });

  it('enqueues nothing here, neither load nor notification', () => {
    ledger.warehouse.setConnected(true);
    ledger.entries.importRemote([came()]);
    expect(ledger.warehouse.unbatched()).toBeNull();
    expect(ledger.warehouse.counts()).toEqual({ waiting: 0, committed: 0, parked: 0 });
    expect(ledger.outbox.nextDue('notice')).toBeNull();
    expect(ledger.orders.warehouseState(id)).toBe('committed');
  });

  it('leaves no order waiting for a warehouse that is connected later', () => {
    ledger.entries.importRemote([came()]);
    expect(ledger.orders.warehouseState(id)).toBe('off');
    ledger.warehouse.setConnected(true);
    expect(ledger.orders.warehouseState(id)).toBe('committed');
    ledger.warehouse.setConnected(false);
    ledger.entries.append(received(incomingOrder({ sourceId: '7' })));
    ledger.warehouse.setConnected(true);
    expect(ledger.orders.warehouseState(orderIdSchema.parse('shopify:7'))).toBe('pending');
    expect(ledger.verify()).toEqual([]);
  });

  it('is reported as imported, with the orders that are new here', () => {
    ledger.entries.append(received(incomingOrder({ sourceId: '7' })));
    ledger.entries.importRemote([came(), note(2)], { quiet: true });
    ledger.entries.importRemote([{ ...came(3), id: 'received:again' }]);
    const none = { newHere: new Set(), known: new Set(), shown: new Set(), fuller: [] };
    expect(appended.map(({ arrival }) => arrival)).toEqual([
      { ...none, from: 'this-desk', quiet: false },
      { ...none, from: 'another-desk', quiet: true, newHere: new Set([id]) },
      { ...none, from: 'another-desk', quiet: false },
    ]);
  });

  it('is refused when it claims this workstation', () => {
    expect(ledger.entries.importRemote([{ ...came(), desk: ledger.deskId }])).toEqual([]);
    expect(ledger.entries.list()).toEqual([]);
  });

  it('is undone as a whole with the transaction it came in', () => {
    expect(() =>
      ledger.transaction(() => {
        ledger.entries.importRemote([came()]);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(ledger.entries.seen()).toEqual(new Map());
    expect(ledger.entries.importRemote([came()])).toHaveLength(1);
  });
});

describe('the numbers that are here', () => {
  it('are ranges that join, whatever order they come in', () => {
    const seen = () => ledger.entries.seen().get(other);
    ledger.entries.importRemote([note(5), note(2), note(7)]);
    expect(seen()).toEqual([
      { first: 2, last: 2 },
      { first: 5, last: 5 },
      { first: 7, last: 7 },
    ]);
    ledger.entries.importRemote([note(6), note(3)]);
    expect(seen()).toEqual([
      { first: 2, last: 3 },
      { first: 5, last: 7 },
    ]);
    ledger.entries.importRemote([note(1), note(4)]);
    expect(seen()).toEqual([{ first: 1, last: 7 }]);
  });
});

describe('a fact that two computers recorded', () => {
  const [mine, theirs] = ['Iryna', 'Oksana'].map((manager) => ({ manager, decision: 1 }));
  const taking = { id: 'taken:1', kind: 'taken', orderId: id } as const;

  it('counts as first recorded, in whatever order it arrives', () => {
    ledger.entries.importRemote([came()]);
    ledger.entries.append(fact({ ...taking, data: mine }));
    ledger.entries.importRemote([entryOf({ ...taking, desk: other, seq: 2, at: 5, data: theirs })]);
    expect(ledger.orders.get(id)?.takenBy).toBe('Oksana');
    ledger.entries.importRemote([
      entryOf({ ...taking, desk: 'desk-3', at: 9, data: { manager: 'Taras', decision: 1 } }),
    ]);
    expect(ledger.orders.get(id)?.takenBy).toBe('Oksana');
    expect(ledger.verify()).toEqual([]);
  });

  it('is once in what is asked for of its order', () => {
    ledger.entries.append(received(incomingOrder()));
    ledger.entries.importRemote([came()]);
    expect(ledger.entries.ofOrder(id)).toEqual([came()]);
    expect(ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 9 }, shopTimeAt()).total).toBe(1);
  });
});

describe('a row that this version cannot read', () => {
  const unknown = { ...note(2), kind: 'order-danced', data: { steps: 3 } };

  it('stops none of the others, and is not asked for again', () => {
    expect(ledger.entries.importRemote([came(), unknown, note(3), 'nonsense', { desk: 'x' }])).toHaveLength(
      2,
    );
    expect(ledger.entries.seen().get(other)).toEqual([{ first: 1, last: 3 }]);
    expect(ledger.entries.countUnread()).toBe(1);
    expect(ledger.verify()).toEqual([]);
  });
});
