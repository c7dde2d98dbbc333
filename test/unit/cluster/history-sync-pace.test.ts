import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/main/cluster/dataset.ts';
import type { DeskSync } from '../../../src/main/cluster/history-sync.ts';
import { createDeskSync } from '../../../src/main/cluster/history-sync.ts';
import { hubOf } from '../../../src/main/cluster/hub.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { isRestoring } from '../../../src/main/restoring.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { append } from '../../support/desks.ts';
import { quietLog } from '../../support/log.ts';
import { anna, clock, eachWithAnnaAndTaras, fake, load, order, taras } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const lookMs = 15_000;
const dayMs = 86_400_000;

/** What Anna's desk hears by BigQuery at its real pace, of a dataset that is changed as it is told. */
function listen(change: (dataset: Dataset) => Partial<Dataset> = () => ({})): DeskSync {
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

/** Looks as often as a desk does. */
async function lookFor(ms: number, sync: DeskSync, each = () => {}): Promise<void> {
  for (let passed = 0; passed < ms; passed += lookMs) {
    await clock.advance(lookMs);
    await sync.now();
    each();
  }
}

const count = (ledger: Ledger) => [...ledger.orders.each()].length;

describe('a new computer that takes many questions to fill', () => {
  const days = 60;
  const stoppedAfter = 50;

  async function monthsOfTaras(loaded?: readonly [number, number]): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      append({ ledger: taras, clock }, [order(day)]);
      await clock.advance(dayMs);
    }
    await load(taras, loaded);
  }

  /** Each day has more than one question may bring. */
  const busy = (dataset: Dataset): Partial<Dataset> => ({
    days: async (seen) => (await dataset.days(seen)).map((day) => ({ ...day, rows: 5_000 })),
  });

  it('hears within minutes what another has just loaded', async () => {
    await monthsOfTaras();
    const sync = listen(busy);
    await sync.now();
    expect(count(anna)).toBe(days);
    append({ ledger: taras, clock }, [order(days)]);
    await load(taras, [days + 1, days + 1]);
    await lookFor(150_000, sync);
    expect(count(anna)).toBe(days + 1);
    await sync.stop();
  });

  it('finds within minutes what was written long before and loaded late', async () => {
    await monthsOfTaras([2, days]);
    const sync = listen(busy);
    await sync.now();
    expect(count(anna)).toBe(days - 1);
    await load(taras, [1, 1]);
    // one question for what is news, the next for this
    await lookFor(300_000, sync);
    expect(count(anna)).toBe(days);
    await sync.stop();
  });

  it('goes on within minutes when it is started again in the middle', async () => {
    await monthsOfTaras();
    let asked = 0;
    const stopped = listen((dataset) => ({
      ...busy(dataset),
      rows: (seen, span) => {
        asked += 1;
        if (asked === stoppedAfter) void stopped.stop();
        return dataset.rows(seen, span);
      },
    }));
    await stopped.now();
    expect(count(anna)).toBeLessThan(stoppedAfter + 1);
    const sync = listen(busy);
    await lookFor(150_000, sync);
    expect(count(anna)).toBe(days);
    await sync.stop();
  });
});

describe('a desk whose questions are refused', () => {
  it.each([['quotaExceeded'], ['accessDenied']])(
    'says so for as long as they are, also while it may not ask again yet: %s',
    async (reason) => {
      append({ ledger: taras, clock }, [order(1)]);
      await load(taras);
      const sync = listen();
      fake.faults.outage = (line) => (line.startsWith('POST /jobs') ? { code: 403, reason } : null);
      await sync.now();
      const problems = new Set([sync.status().problem]);
      await lookFor(60 * lookMs, sync, () => problems.add(sync.status().problem));
      expect([...problems]).toEqual([expect.any(String)]);
      fake.faults.outage = () => null;
      await lookFor(150_000, sync);
      expect(sync.status().problem).toBeNull();
      expect(count(anna)).toBe(1);
      await sync.stop();
    },
  );

  it('asks again when BigQuery has said it may, and not before', async () => {
    let asked = 0;
    const sync = listen(() => ({
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

  it('is not taken for one that is yet to be filled where nobody else has loaded anything', async () => {
    append({ ledger: anna, clock }, [order(1)]);
    await load(anna);
    const sync = listen();
    fake.faults.outage = (line) =>
      line.startsWith('POST /jobs') ? { code: 403, reason: 'accessDenied' } : null;
    await sync.now();
    expect(sync.status().problem).toEqual(expect.any(String));
    expect(isRestoring(anna)).toBe(false);
    await sync.stop();
  });
});
