import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { importEvents } from '../../../src/main/cluster/import-events.ts';
import { openLedger, openLedgerForReading } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { createCost } from '../../../src/main/warehouse/cost.ts';
import { ensureViews } from '../../../src/main/warehouse/ensure.ts';
import { linkedKind } from '../../../src/main/warehouse/linked-batch.ts';
import { ask } from '../../../src/main/warehouse/run-query.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { append, projectionOf, writtenBy } from '../../support/desks.ts';
import { quietLog } from '../../support/log.ts';
import {
  anna,
  clock,
  eachWithAnnaAndTaras,
  fake,
  listen,
  load,
  look,
  order,
  questions,
  stopListening,
  taras,
} from './anna-and-taras.ts';

eachWithAnnaAndTaras();

/** What Taras wrote, as the link hands it to Anna. */
const tell = (to: Ledger = anna) => importEvents(to, clock, writtenBy({ ledger: taras }), 'link');

describe('a desk that hears of others by the link', () => {
  it('is told by BigQuery once of what it heard before, and asks no more then', async () => {
    const rung: string[] = [];
    anna.entries.onAppended((_, { quiet, newHere }) => {
      if (!quiet) rung.push(...newHere);
    });
    anna.warehouse.setConnected(true);
    const desk = listen(anna);
    await load(taras);
    await look(desk);
    append({ ledger: taras, clock }, [order(1), order(2)]);
    tell();
    expect(rung).toEqual(['shopify:1', 'shopify:2']);
    expect(desk.view().computers.map(({ id }) => id)).toEqual(['desk-anna', 'desk-taras']);
    await look(desk);
    expect(anna.entries.seen()).toEqual(new Map());

    await load(taras);
    await look(desk);
    expect(anna.entries.seen()).toEqual(new Map([['desk-taras', [{ first: 1, last: 2 }]]]));
    expect(anna.linked.count()).toBe(0);
    const before = questions();
    await look(desk);
    expect(questions()).toBe(before);
    expect(rung).toEqual(['shopify:1', 'shopify:2']);
    expect(projectionOf(anna)).toEqual(projectionOf(taras));
    expect(anna.verify()).toEqual([]);
  });

  it('is filled in silence from BigQuery although the link was first', async () => {
    append({ ledger: taras, clock }, [order(1), order(2), order(3)]);
    await load(taras);
    importEvents(anna, clock, [taras.entries.list()[2]], 'link');
    const wakes: boolean[] = [];
    anna.entries.onAppended((_, { quiet, newHere }) => newHere.size > 0 && wakes.push(!quiet));
    await look(listen(anna));
    expect(wakes).toEqual([false]);
    expect(projectionOf(anna)).toEqual(projectionOf(taras));
    expect(anna.linked.count()).toBe(0);
  });

  it('sends a notice that waits for BigQuery when BigQuery shows the order', async () => {
    const desk = listen(anna);
    append({ ledger: taras, clock }, [order(1)]);
    const [told] = tell();
    if (!told?.orderId) throw new Error('no order');
    const notBefore = clock.now() + 60_000;
    anna.outbox.put({ kind: 'notify.newOrder', key: 'n', orderId: told.orderId, payload: 1, notBefore });
    await load(taras);
    await look(desk);
    expect(anna.outbox.nextDue('notify.newOrder')).toBe(clock.now());
  });
});

describe('entries of a desk that never loaded them', () => {
  it('are loaded for it, and count once when it loads them later after all', async () => {
    append({ ledger: taras, clock }, [order(1), order(2)]);
    tell();
    append({ ledger: anna, clock }, [order(3)]);
    const warehouse = createWarehouse({ config: fake.config, ledger: anna, clock, log: quietLog() });
    const performer = warehouse.performers.find(({ kind }) => kind === linkedKind);
    expect(warehouse.loadLinked(clock.now())).toBe(2);
    const [message] = anna.outbox.lease(linkedKind, { now: clock.now(), leaseMs: 60_000, limit: 1 });
    if (!message) throw new Error('no load is owed');
    expect(await performer?.perform(message)).toEqual({ done: true });
    // a desk that was cut off while it sent: the job is there, and no second one is made
    expect(await performer?.perform({ ...message, attempts: 2 })).toEqual({ done: true });
    expect(fake.ids()).toEqual(['received:shopify:1', 'received:shopify:2']);

    const [one, other] = [listen(anna), listen(taras)];
    for (const desk of [one, other]) await look(desk);
    expect(anna.linked.count()).toBe(0);
    await load(taras);
    await load(anna);
    for (const desk of [one, other, one, other]) await look(desk);
    expect(fake.ids()).toHaveLength(5);
    const bigquery = openBigQuery(fake.config);
    await ensureViews(bigquery, fake.config);
    const cost = createCost({ settings: anna.settings, clock });
    const count = (from: string) =>
      ask(
        { bigquery, config: fake.config, cost },
        { query: `SELECT COUNT(*) AS n FROM \`shop.crm.${from}\``, mostBilled: 2 ** 30 },
      );
    expect(await count('entries')).toEqual([{ n: 5 }]);
    expect(await count('facts')).toEqual([{ n: 3 }]);
    expect(projectionOf(anna)).toEqual(projectionOf(taras));
    expect(one.sync?.status().problem).toBeNull();
    await warehouse.stop();
  });
});

it('a data directory set up anew from a copy goes on with what had come by the link', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-linked-'));
  const [file, copy] = [join(folder, 'ledger.db'), join(folder, 'copy.db')];
  const first = openLedger({ file, clock, deskId: anna.deskId });
  append({ ledger: taras, clock }, [order(1), order(2), order(3)]);
  importEvents(first, clock, taras.entries.list({ limit: 2 }), 'link');
  const database = new DatabaseSync(file);
  database.exec(`VACUUM INTO '${copy}'`);
  database.close();
  tell(first);
  first.close();
  await load(taras);

  const looked = openLedgerForReading({ file: copy });
  expect(looked.verify()).toEqual([]);
  expect(looked.glance()).toEqual([]);
  expect(looked.linked.count()).toBe(2);
  looked.close();
  const again = openLedger({ file: copy, clock, deskId: anna.deskId });
  await look(listen(again));
  expect(again.entries.seen()).toEqual(new Map([['desk-taras', [{ first: 1, last: 3 }]]]));
  expect(again.linked.count()).toBe(0);
  expect(projectionOf(again)).toEqual(projectionOf(taras));
  expect(again.verify()).toEqual([]);
  await stopListening();
  again.close();
  rmSync(folder, { recursive: true, force: true });
});
