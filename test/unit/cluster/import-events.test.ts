import { beforeEach, describe, expect, it } from 'vitest';
import { importEvents } from '../../../src/main/cluster/import-events.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { noteRestoring } from '../../../src/main/restoring.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

let clock: FakeClock;
let ledger: Ledger;
let rung: string[];
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  rung = [];
  ledger.entries.onAppended((_, { quiet, newHere }) => {
    if (!quiet) rung.push(...newHere);
  });
});
const hour = 3_600_000;
/** An order that another desk wrote down a while ago. */
const order = (seq: number, agoMs = 0) => ({
  ...entryOf({
    id: `received:${seq}`,
    kind: 'order-received',
    orderId: orderIdOf('shopify', String(seq)),
    desk: 'desk-2',
    seq,
    data: { order: incomingOrder({ sourceId: String(seq) }) },
  }),
  recordedAt: clock.now() - agoMs,
});
const hear = (...rows: readonly unknown[]) => importEvents(ledger, clock, rows, 'link');

describe('an order that came by the link', () => {
  it('rings once, and never again when BigQuery shows it', async () => {
    hear(order(1));
    hear(order(1));
    ledger.entries.importRemote([order(1)]);
    expect(rung).toEqual(['shopify:1']);
  });

  it('does not ring on a desk that hears by the link what was before it first did', async () => {
    expect(hear(order(1, 5 * hour), order(2, 10_000))).toHaveLength(2);
    expect(rung).toEqual(['shopify:2']);
    await clock.advance(24 * hour);
    hear(order(3, 25 * hour), order(4, 23 * hour));
    expect(rung).toEqual(['shopify:2', 'shopify:4']);
  });

  it('does not ring when it is two days old, nor while the ledger is being filled', async () => {
    hear();
    await clock.advance(100 * hour);
    hear(order(1, 49 * hour), order(2, 47 * hour));
    noteRestoring(ledger, true);
    hear(order(3));
    noteRestoring(ledger, false);
    hear(order(4));
    expect(rung).toEqual(['shopify:2', 'shopify:4']);
    expect(ledger.entries.heard().get(order(1).desk)).toEqual([{ first: 1, last: 4 }]);
  });

  it('wakes nobody when it does not say when it was written, and is kept', () => {
    expect(hear({ desk: 'desk-2', seq: 7, kind: 'order-danced' })).toEqual([]);
    expect(ledger.linked.count()).toBe(1);
  });
});
