import { beforeEach, describe, expect, it } from 'vitest';
import type { Arrival, Ledger } from '../../../src/main/ports.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { projectionOf } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entryOf, incomingOrder, received } from '../../support/orders.ts';

const id = orderIdSchema.parse('shopify:1001');
const other = workstationIdSchema.parse('desk-2');
const order = incomingOrder();
const came = (seq = 1, desk = 'desk-2') =>
  entryOf({ id: `received:${id}`, kind: 'order-received', desk, seq, at: 1_000, data: { order } });
const note = (seq: number, text = `note ${seq}`) =>
  entryOf({ id: `note:${seq}`, kind: 'note-added', desk: other, seq, at: seq, data: { text } });
const ofNewerApp = { ...note(4), data: { text: 'note 4', pinned: true } };
const unknownKind = { ...note(5), kind: 'order-danced', data: { steps: 3 } };

let clock: FakeClock;
let ledger: Ledger;
let arrivals: Arrival[];
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  arrivals = [];
  ledger.entries.onAppended((_, arrival) => arrivals.push(arrival));
});
const byLink = (...rows: readonly unknown[]) => ledger.entries.importRemote(rows, { by: 'link' });
const byDataset = (...rows: readonly unknown[]) => ledger.entries.importRemote(rows);
const state = () => ledger.orders.warehouseState(id);
const waiting = () => ledger.linked.waiting(clock.now(), 100).map(({ seq }) => seq);

describe('what came by the link', () => {
  it('is stored and shown at once, and requested until BigQuery shows it', () => {
    expect(byLink(came(), note(2))).toHaveLength(2);
    expect(ledger.orders.get(id)?.notes).toHaveLength(1);
    expect(ledger.entries.seen()).toEqual(new Map());
    expect(ledger.entries.heard()).toEqual(new Map([[other, [{ first: 1, last: 2 }]]]));
    expect(ledger.entries.numbers()).toEqual(ledger.entries.heard());
    expect(ledger.verify()).toEqual([]);
  });

  it('comes back from BigQuery once, as no news, and moves over', () => {
    byLink(came(), note(2));
    expect(byDataset(came(), note(2), came())).toEqual([]);
    expect(byDataset(came(), note(2))).toEqual([]);
    expect(ledger.entries.seen()).toEqual(new Map([[other, [{ first: 1, last: 2 }]]]));
    expect(ledger.linked.count()).toBe(0);
    expect(arrivals).toEqual([
      expect.objectContaining({ newHere: new Set([id]), shown: new Set() }),
      expect.objectContaining({ newHere: new Set(), shown: new Set([id]) }),
    ]);
    expect(ledger.verify()).toEqual([]);
  });

  it('is imported once, by any way and with repetition', () => {
    byDataset(came());
    expect(byLink(came(), note(2), note(2))).toEqual([note(2)]);
    expect(byLink(note(2), came())).toEqual([]);
    expect(ledger.entries.seen()).toEqual(new Map([[other, [{ first: 1, last: 1 }]]]));
    expect(ledger.orders.get(id)?.notes).toHaveLength(1);
    expect(arrivals).toHaveLength(2);
  });

  it('rings like an event from BigQuery, unless it is history', () => {
    byLink(came());
    ledger.entries.importRemote([{ ...came(2), id: 'x', orderId: 'shopify:7' }], { by: 'link', quiet: true });
    expect(arrivals.map(({ from, quiet }) => [from, quiet])).toEqual([
      ['another-desk', false],
      ['another-desk', true],
    ]);
  });

  it('is never of this workstation, and always has workstation and sequence', () => {
    expect(byLink({ ...came(), desk: ledger.deskId }, 'nonsense', { desk: 'x' })).toEqual([]);
    expect(ledger.linked.count()).toBe(0);
  });

  it('is stored and forwarded as it came, with unknown fields', () => {
    byLink(came(), ofNewerApp, unknownKind);
    expect(ledger.entries.ofNumbers(other, 1, 9)).toEqual([came(), ofNewerApp, unknownKind]);
    expect(ledger.entries.countUnread()).toBe(1);
    byDataset(ofNewerApp, unknownKind);
    expect(ledger.entries.seen()).toEqual(new Map([[other, [{ first: 4, last: 5 }]]]));
    expect(ledger.entries.ofNumbers(other, 4, 9)).toEqual([ofNewerApp, unknownKind]);
    expect(ledger.verify()).toEqual([]);
  });

  it('is completed from BigQuery when a computer between kept less', () => {
    const taken = entryOf({
      id: 'taken:1',
      kind: 'taken',
      desk: other,
      seq: 3,
      data: { manager: 'Iryna', decision: 1 },
    });
    const whole = { ...taken, data: { ...taken.data, via: 'messenger' } };
    // one of them was imported from another computer first
    const duplicate = { ...ofNewerApp, desk: 'desk-3', seq: 1, recordedAt: 1 };
    byLink(came(), duplicate, taken, note(4));
    byDataset(whole, ofNewerApp);
    expect(ledger.orders.get(id)).toMatchObject({ takenBy: 'Iryna', takenVia: 'messenger' });
    expect(ledger.entries.ofNumbers(other, 3, 4)).toEqual([whole, ofNewerApp]);
    expect(arrivals.at(-1)).toMatchObject({ newHere: new Set(), shown: new Set([id]) });
    expect(ledger.verify()).toEqual([]);
  });

  it('loses nothing to a row of BigQuery that says less, or otherwise', () => {
    byLink(came(), ofNewerApp, note(6));
    byDataset(note(4), note(6, 'not this'));
    expect(ledger.entries.ofNumbers(other, 4, 6)).toEqual([ofNewerApp, note(6)]);
    expect(ledger.entries.seen()).toEqual(
      new Map([
        [
          other,
          [
            { first: 4, last: 4 },
            { first: 6, last: 6 },
          ],
        ],
      ]),
    );
  });

  it('stays when BigQuery shows another event under its sequence', () => {
    byLink(note(2));
    expect(byDataset({ ...note(2), id: 'note:other' })).toEqual([]);
    expect(waiting()).toEqual([2]);
    expect(ledger.entries.seen()).toEqual(new Map());
    expect(ledger.verify()).toEqual([]);
  });

  it('is undone as a whole with the transaction it came in', () => {
    expect(() =>
      ledger.transaction(() => {
        byLink(came());
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(ledger.entries.heard()).toEqual(new Map());
    expect(byLink(came())).toHaveLength(1);
  });
});

describe('whether an order is in the warehouse', () => {
  beforeEach(() => ledger.warehouse.setConnected(true));

  it('is pending until BigQuery has shown the order itself', () => {
    byLink(came(), note(2));
    expect(state()).toBe('pending');
    byDataset(note(2));
    expect(state()).toBe('pending');
    byDataset(came());
    expect(state()).toBe('committed');
    expect(ledger.verify()).toEqual([]);
  });

  it('is reported when another computer has loaded the same fact', () => {
    byLink(came());
    byDataset(came(1, 'desk-3'));
    byLink(note(2));
    expect(state()).toBe('committed');
    expect(ledger.verify()).toEqual([]);
  });

  it('stays off without BigQuery, and is looked at when it is connected', () => {
    ledger.warehouse.setConnected(false);
    byLink(came(), note(2));
    expect(state()).toBe('off');
    ledger.warehouse.setConnected(true);
    expect(state()).toBe('pending');
    expect(ledger.verify()).toEqual([]);
  });

  it('enqueues no load here, and leaves this computer’s sequence alone', () => {
    byLink(came());
    ledger.entries.append(received(incomingOrder({ sourceId: '7' })));
    expect(ledger.warehouse.unbatched()).toEqual({ firstSeq: 1, lastSeq: 1 });
    expect(ledger.warehouse.counts()).toEqual({ waiting: 1, committed: 0, parked: 0 });
  });
});

describe('what BigQuery has not shown', () => {
  it('is found by its waiting time until its load is enqueued', async () => {
    byLink(came());
    await clock.advance(60_000);
    byLink(note(2));
    expect(ledger.linked.waiting(clock.now() - 60_000, 9)).toEqual([{ desk: other, seq: 1 }]);
    ledger.linked.owed([{ desk: other, seq: 1 }]);
    expect(waiting()).toEqual([2]);
    ledger.warehouse.startOver();
    expect(waiting()).toEqual([1, 2]);
  });

  it('waits no longer because the clock was set back', () => {
    byLink(came());
    clock.set(-86_400_000);
    expect(waiting()).toEqual([1]);
  });

  it('is loaded as it came, also when this version cannot read it', () => {
    byLink(came(), ofNewerApp, unknownKind);
    const numbers = [5, 4, 1].map((seq) => ({ desk: other, seq }));
    expect(ledger.linked.entriesOf(numbers)).toEqual([came(), ofNewerApp, unknownKind]);
    expect(ledger.linked.unseenOf([...numbers, { desk: other, seq: 77 }])).toEqual(numbers);
  });
});

describe('what BigQuery had shown when its table is another one', () => {
  it('waits to be shown again, and is known throughout', () => {
    ledger.warehouse.setConnected(true);
    byDataset(came(), note(2), unknownKind);
    byLink(note(7));
    const here = ledger.entries.heard();
    expect(state()).toBe('committed');
    ledger.warehouse.startOver();
    expect(state()).toBe('pending');
    expect(ledger.entries.seen()).toEqual(new Map());
    expect(ledger.entries.heard()).toEqual(here);
    expect(waiting()).toEqual([1, 2, 5, 7]);
    expect(ledger.verify()).toEqual([]);

    expect(byLink(came(), note(2), note(3))).toEqual([note(3)]);
    expect(byDataset(came(), unknownKind)).toEqual([]);
    expect(state()).toBe('committed');
    expect(waiting()).toEqual([2, 3, 7]);
    const more = new Map([
      [
        other,
        [
          { first: 1, last: 3 },
          { first: 5, last: 5 },
          { first: 7, last: 7 },
        ],
      ],
    ]);
    expect(ledger.entries.heard()).toEqual(more);
    ledger.warehouse.startOver();
    expect(ledger.entries.heard()).toEqual(more);
    expect(waiting()).toEqual([1, 2, 3, 5, 7]);
    expect(ledger.verify()).toEqual([]);
  });
});

it('a third computer that imports it from here has the same state', () => {
  byLink(came(), note(2), unknownKind);
  const third = memoryLedger({ clock, deskId: 'desk-3' });
  for (const [desk, ranges] of ledger.entries.numbers()) {
    for (const { first, last } of ranges) {
      third.entries.importRemote(ledger.entries.ofNumbers(desk, first, last), { by: 'link' });
    }
  }
  expect(third.entries.numbers()).toEqual(ledger.entries.numbers());
  expect(projectionOf(third)).toEqual(projectionOf(ledger));
  third.close();
});
