import { beforeEach, describe, expect, it } from 'vitest';
import { importEvents } from '../../../src/main/cluster/import-events.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { noteRestoring } from '../../../src/main/restoring.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { rungAt } from './anna-and-taras.ts';

const hour = 3_600_000;
let clock: FakeClock;
let ledger: Ledger;
let rung: readonly string[];
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  rung = rungAt(ledger);
});
/** An order that another computer stored a while ago. */
const order = (seq: number, agoMs = 0) => ({
  ...received(incomingOrder({ sourceId: String(seq) })),
  desk: 'desk-2',
  seq,
  recordedAt: clock.now() - agoMs,
});
const hear = (...rows: readonly unknown[]) => importEvents(ledger, clock, rows, 'link');

describe('an order that Pub/Sub brought', () => {
  it('notifies once, and never again when BigQuery shows it', () => {
    for (let times = 0; times < 2; times += 1) hear(order(1));
    ledger.entries.importRemote([order(1)]);
    expect(rung).toEqual(['shopify:1']);
  });

  it('does not notify where it is older than the connection to Pub/Sub', async () => {
    expect(hear(order(1, 5 * hour), order(2, 10_000))).toHaveLength(2);
    expect(rung).toEqual(['shopify:2']);
    await clock.advance(24 * hour);
    hear(order(3, 25 * hour), order(4, 23 * hour));
    expect(rung).toEqual(['shopify:2', 'shopify:4']);
  });

  it('does not notify when it is two days old, nor during a restore', async () => {
    hear();
    await clock.advance(100 * hour);
    hear(order(1, 49 * hour), order(2, 47 * hour));
    noteRestoring(ledger, true);
    hear(order(3));
    noteRestoring(ledger, false);
    hear(order(4));
    expect(rung).toEqual(['shopify:2', 'shopify:4']);
    expect([...ledger.entries.heard().values()]).toEqual([[{ first: 1, last: 4 }]]);
  });

  it('is kept, and notifies nobody, where it names no time', () => {
    expect(hear({ desk: 'desk-2', seq: 7, kind: 'order-danced' })).toEqual([]);
    expect(ledger.linked.count()).toBe(1);
  });
});
