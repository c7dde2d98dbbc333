import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostBilled } from '../../../src/main/cluster/dataset.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import type { Cost } from '../../../src/main/warehouse/cost.ts';
import {
  createCost,
  freeQueryBytes,
  freeStoredBytes,
  streamedBytes,
} from '../../../src/main/warehouse/cost.ts';
import { ensureTable } from '../../../src/main/warehouse/ensure.ts';
import { questions } from '../../../src/main/warehouse/pace.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import { ask } from '../../../src/main/warehouse/run-query.ts';
import { entriesColumns } from '../../../src/main/warehouse/schema.ts';
import { logicalBytes } from '../../../src/sample-shop/bigquery/tables.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entriesOfAnOrder } from './busy-day.ts';

let clock: FakeClock;
let cost: Cost;
beforeEach(() => {
  clock = fakeClock('2026-11-30T23:00:00Z');
  cost = createCost({ settings: memoryLedger({ clock }).settings, clock });
});
const spent = (kind: string) => cost.month().kinds.find((one) => one.kind === kind);

describe('what the warehouse costs', () => {
  it('is counted by kind, and reset each month', async () => {
    cost.count('load', { bytes: 1000, billed: 0 });
    cost.count('load', { bytes: 500, billed: 0 });
    expect(cost.month().month).toBe('2026-11');
    expect(spent('load')).toEqual({ kind: 'load', jobs: 2, bytes: 1500, billed: 0 });
    await clock.advance(2 * 3_600_000);
    expect(cost.month().month).toBe('2026-12');
    expect(spent('load')).toEqual({ kind: 'load', jobs: 0, bytes: 0, billed: 0 });
  });

  it('counts a streamed row as a kilobyte at least', () => {
    expect(streamedBytes(['x', 'я'.repeat(1000)])).toBe(1024 + 2000);
  });
});

describe('a question in SQL', () => {
  let fake: FakeBigQuery;
  beforeEach(async () => {
    fake = await startFakeBigQuery(clock);
    await ensureTable(openBigQuery(fake.config), fake.config);
  });
  afterEach(() => fake.close());
  const asking = () => ({ bigquery: openBigQuery(fake.config), config: fake.config, cost });

  it('is counted with what BigQuery says it billed', async () => {
    const rows = await ask(asking(), {
      query: 'SELECT COUNT(*) AS n FROM `shop.crm.entries` WHERE desk = @desk',
      params: { desk: 'a' },
      mostBilled,
    });
    expect(rows).toEqual([{ n: 0 }]);
    expect(spent('query')).toEqual({ kind: 'query', jobs: 1, bytes: 0, billed: 10 * 1024 ** 2 });
  });

  it('is refused before it costs more than allowed', async () => {
    const query = 'SELECT id FROM `shop.crm.entries`';
    await expect(ask(asking(), { query, mostBilled: 1000 })).rejects.toMatchObject({
      kind: 'bad-input',
      message: expect.stringContaining('1000'),
    });
    expect(spent('query')?.billed).toBe(0);
  });
});

/** The bytes BigQuery counts for an entry's row. */
function bytesOf(entry: Entry): number {
  const row: { readonly [name: string]: unknown } = { ...readRow(entry) };
  return entriesColumns.reduce((sum, { name, type }) => sum + logicalBytes(row[name], type), 0);
}

it('stays free with five computers and 300 orders, by real rows', () => {
  const ledger = memoryLedger({ clock });
  const orders = 300;
  for (let number = 1; number <= orders; number += 1) {
    for (const draft of entriesOfAnOrder(number, clock.now())) ledger.entries.append(draft);
  }
  const entries = ledger.entries.list({ limit: 10 * orders });
  const perDay = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  ledger.close();

  const computers = 5;
  // each computer queries the others' events as often as its polling interval allows, day and night, even without news;
  // each query reads the partition of a day, billed in whole mebibytes and ten at least
  const month = 31 * 86_400_000;
  const questionsAsked = computers * (questions.burst + month / questions.refillMs);
  const billedEach = Math.max(10 * 1024 ** 2, Math.ceil(perDay / 1024 ** 2) * 1024 ** 2);
  const billed = questionsAsked * billedEach;
  const yearsStored = freeStoredBytes / (perDay * 365);
  process.stdout.write(
    `entries an order ${entries.length / orders}, bytes a row ${Math.round(perDay / entries.length)}, ` +
      `MiB a day ${(perDay / 1024 ** 2).toFixed(2)}, questions a month ${questionsAsked}, ` +
      `TiB a month ${(billed / 1024 ** 4).toFixed(2)} of 1, years until 10 GiB ${yearsStored.toFixed(1)}\n`,
  );
  expect(billed).toBeLessThan(freeQueryBytes);
  expect(yearsStored).toBeGreaterThan(2);
  // a query may read ten days of news after a holiday
  expect(10 * perDay).toBeLessThan(mostBilled);
});
