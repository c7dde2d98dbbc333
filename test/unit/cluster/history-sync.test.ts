import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/cluster/dataset.ts';
import type { DeskSync } from '../../../src/main/cluster/history-sync.ts';
import { createDeskSync } from '../../../src/main/cluster/history-sync.ts';
import { hubOf } from '../../../src/main/cluster/hub.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { isRestoring } from '../../../src/main/restoring.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { projectionOf } from '../../support/desks.ts';
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
  ordersOf,
  questions,
  rungAt,
  taras,
} from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const lookMs = 15_000;
const dayMs = 86_400_000;
const write = (ledger: Ledger, ...numbers: readonly number[]): void => {
  for (const number of numbers) ledger.entries.append(order(number));
};

describe('a computer', () => {
  it('imports what another loaded, each row once, and notifies of news only', async () => {
    const rung = rungAt(anna);
    write(taras, 1, 2);
    await load(taras);
    const desk = listen(anna);
    await look(desk);
    expect([ordersOf(anna), rung]).toEqual([['shopify:1', 'shopify:2'], []]);
    write(taras, 3);
    await load(taras, [3, 3]);
    await look(desk);
    expect(rung).toEqual(['shopify:3']);
    expect(projectionOf(anna)).toEqual(projectionOf(taras));
    expect(anna.entries.seen()).toEqual(new Map([['desk-taras', [{ first: 1, last: 3 }]]]));
    expect(desk.sync?.status()).toMatchObject({ problem: null, restore: null });
  });

  it('knows whether its ledger must be restored once it has asked', async () => {
    write(taras, 1);
    await load(taras);
    const { sync } = listen(anna);
    const looked = sync?.now();
    await sync?.asked;
    expect(isRestoring(anna) || ordersOf(anna).length === 1).toBe(true);
    await looked;
    expect(isRestoring(anna)).toBe(false);
  });

  it('runs no query while nothing came, or only its own rows', async () => {
    write(taras, 1);
    await load(taras);
    const desk = listen(anna);
    await look(desk);
    const before = questions();
    for (let times = 0; times < 2; times += 1) await look(desk);
    write(anna, 7, 8);
    await load(anna);
    const ownLoads = questions() - before;
    for (let times = 0; times < 2; times += 1) await look(desk);
    expect(questions() - before).toBe(ownLoads);
    expect(desk.sync?.status().provenAt).toBe(clock.now());
  });

  it('is not misled for good by rows that were written twice', async () => {
    write(taras, 1);
    for (let times = 0; times < 2; times += 1) await load(taras);
    const desk = listen(anna);
    await look(desk);
    const before = questions();
    await look(desk);
    expect(questions()).toBe(before);
    write(taras, 2);
    await load(taras, [2, 2]);
    await look(desk);
    expect(ordersOf(anna)).toEqual(['shopify:1', 'shopify:2']);
  });
});

it('notifies of new orders while a new table lacks what the old one had', async () => {
  write(taras, 1);
  await load(taras);
  await look(listen(anna));
  anna.warehouse.startOver();
  fake.dropTables();
  const rung = rungAt(anna);
  write(taras, 2);
  await load(taras);
  const desk = listen(anna);
  const looked = look(desk);
  await desk.sync?.asked;
  expect(isRestoring(anna)).toBe(false);
  await looked;
  expect(rung).toEqual(['shopify:2']);
  expect(anna.linked.count()).toBe(0);
});

/** How Anna's computer looks into BigQuery at its real pace. @param change what of the dataset the test replaces */
function syncOf(change: (dataset: Dataset) => Partial<Dataset> = () => ({})): DeskSync {
  const log = quietLog();
  const warehouse = createWarehouse({ config: fake.config, ledger: anna, clock, log });
  const hub = hubOf(fake.config, warehouse, anna.deskId);
  if (hub === null) throw new Error('no BigQuery is set');
  const { dataset, askAt } = hub;
  return createDeskSync({
    dataset: { ...dataset, ...change(dataset) },
    ledger: anna,
    clock,
    log,
    askAt,
    onStatus: () => {},
    onCopied: () => {},
    onProven: () => {},
  });
}

/** Looks as often as a computer does. */
async function lookFor(ms: number, sync: DeskSync, each = () => {}): Promise<void> {
  for (let passed = 0; passed < ms; passed += lookMs) {
    await clock.advance(lookMs);
    await sync.now();
    each();
  }
}

describe('a new computer that needs many queries', () => {
  const days = 60;
  const stoppedAfter = 50;
  const count = () => ordersOf(anna).length;

  async function monthsOfTaras(loaded?: readonly [number, number]): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      write(taras, day);
      await clock.advance(dayMs);
    }
    await load(taras, loaded);
  }

  /** Each day has more than one query may return. */
  const busy = (dataset: Dataset): Partial<Dataset> => ({
    days: async (seen) => (await dataset.days(seen)).map((day) => ({ ...day, rows: 5_000 })),
  });

  it('gets the whole ledger, oldest first, with progress, and notifies nobody', async () => {
    await monthsOfTaras();
    const desk = listen(anna);
    const totals = new Set<number | undefined>();
    anna.entries.onAppended((_, { quiet }) => {
      expect(quiet).toBe(true);
      totals.add(desk.connection.status().restore?.total);
    });
    await look(desk);
    expect(projectionOf(anna)).toEqual(projectionOf(taras));
    expect([...anna.entries.each()]).toEqual([...taras.entries.each()]);
    expect([...totals]).toEqual([days]);
    expect(desk.connection.status().restore).toBeUndefined();
    expect(anna.verify()).toEqual([]);
  });

  it('hears within minutes what another has just loaded', async () => {
    await monthsOfTaras();
    const sync = syncOf(busy);
    await sync.now();
    expect(count()).toBe(days);
    write(taras, days);
    await load(taras, [days + 1, days + 1]);
    await lookFor(150_000, sync);
    expect(count()).toBe(days + 1);
    await sync.stop();
  });

  it('finds within minutes what was written long before and loaded late', async () => {
    await monthsOfTaras([2, days]);
    const sync = syncOf(busy);
    await sync.now();
    expect(count()).toBe(days - 1);
    await load(taras, [1, 1]);
    // one query for what is news, the next for this
    await lookFor(300_000, sync);
    expect(count()).toBe(days);
    await sync.stop();
  });

  it('goes on within minutes when stopped half-way, and still notifies nobody', async () => {
    const rung = rungAt(anna);
    await monthsOfTaras();
    // recent enough to be news to a computer that is not being restored
    write(taras, days);
    await load(taras, [days + 1, days + 1]);
    let asked = 0;
    const stopped = syncOf((dataset) => ({
      ...busy(dataset),
      rows: (seen, span) => {
        asked += 1;
        if (asked === stoppedAfter) void stopped.stop();
        return dataset.rows(seen, span);
      },
    }));
    await stopped.now();
    expect(count()).toBeLessThan(stoppedAfter + 1);
    const sync = syncOf(busy);
    await lookFor(150_000, sync);
    expect([count(), rung]).toEqual([days + 1, []]);
    await sync.stop();
  });
});

describe('a computer whose queries are refused', () => {
  it.each(['quotaExceeded', 'accessDenied'])('says so for as long as they are: %s', async (reason) => {
    write(taras, 1);
    await load(taras);
    const desk = listen(anna);
    if (desk.sync === null) throw new Error('no BigQuery is set');
    fake.faults.outage = (line) => (line.startsWith('POST /jobs') ? { code: 403, reason } : null);
    await look(desk);
    expect(desk.connection.status()).toMatchObject({ state: 'failing' });
    const problem = desk.sync.status().problem;
    const problems = new Set<string | null>();
    await lookFor(60 * lookMs, desk.sync, () => problems.add(desk.sync?.status().problem ?? null));
    expect([...problems]).toEqual([expect.any(String)]);
    expect([...problems]).toEqual([problem]);
    fake.faults.outage = () => null;
    await lookFor(150_000, desk.sync);
    expect(desk.sync.status().problem).toBeNull();
    expect(ordersOf(anna)).toEqual(['shopify:1']);
  });

  it('asks again when BigQuery has said it may, and not before', async () => {
    let asked = 0;
    const sync = syncOf(() => ({
      movement: async () => ({ rows: 1, mark: '1', isStreaming: false }),
      days: () => {
        asked += 1;
        return Promise.reject(new Problem('throttled', 'Quota exceeded', { retryAfterMs: 600_000 }));
      },
    }));
    sync.start();
    await clock.advance(599_999);
    expect(asked).toBe(1);
    await clock.advance(1);
    expect(asked).toBe(2);
    await sync.stop();
  });

  it('is not taken for new where no other computer has loaded anything', async () => {
    write(anna, 1);
    await load(anna);
    const sync = syncOf();
    fake.faults.outage = (line) =>
      line.startsWith('POST /jobs') ? { code: 403, reason: 'accessDenied' } : null;
    await sync.now();
    expect(sync.status().problem).toEqual(expect.any(String));
    expect(isRestoring(anna)).toBe(false);
    await sync.stop();
  });
});
