import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBigQuery } from '../../src/main/warehouse/client.ts';
import { createCost } from '../../src/main/warehouse/cost.ts';
import { ensureTable } from '../../src/main/warehouse/ensure.ts';
import type { PreflightFacts } from '../../src/main/warehouse/preflight.ts';
import { preflight } from '../../src/main/warehouse/preflight.ts';
import { probe } from '../../src/main/warehouse/probe.ts';
import { problemOfReason } from '../../src/main/warehouse/problems.ts';
import { Problem } from '../../src/shared/problem.ts';
import { fakeClock } from '../support/clock.ts';
import { emulatorMissing, startEmulator } from '../support/emulator.ts';
import type { FakeBigQuery } from '../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../support/fake-bigquery.ts';
import { memoryLedger } from '../support/ledger.ts';

const well: PreflightFacts = {
  mode: 'load',
  location: 'EU',
  dataset: { said: { location: 'EU', expiresAfterMs: null } },
  table: { said: { expires: false } },
  job: { said: 'allowed' },
  dml: { said: 'allowed' },
};
const noBilling = new Problem('refused', 'Billing has not been enabled for this project');
const of = (facts: Partial<PreflightFacts>) => {
  const result = preflight({ ...well, ...facts });
  return { ...result, line: (topic: string) => result.lines.find((one) => one.topic === topic) };
};

describe('the preflight', () => {
  it('finds nothing in the way of a project with billing, in either mode', () => {
    expect(of({})).toMatchObject({ billing: 'on', mode: 'load', ready: true });
    expect(of({ mode: 'stream' })).toMatchObject({ billing: 'on', mode: 'stream', ready: true });
  });

  it('lets load jobs do without billing, and says that streaming can not', () => {
    expect(of({ dml: { problem: noBilling } })).toMatchObject({ billing: 'off', ready: true });
    const stream = of({ mode: 'stream', dml: { problem: noBilling } });
    expect(stream).toMatchObject({ billing: 'off', mode: 'stream', ready: false });
    expect(stream.line('billing')?.fix).toContain('mode "load"');
  });

  it('warns of a project that deletes what it holds, with the days', () => {
    const facts = { location: 'EU', expiresAfterMs: 60 * 86_400_000 };
    expect(of({ dataset: { said: facts } }).line('expiry')).toMatchObject({
      state: 'warn',
      said: expect.stringContaining('60 days'),
    });
    expect(of({ table: { said: { expires: true } } }).line('expiry')).toBeDefined();
    expect(of({}).line('expiry')).toBeUndefined();
  });

  it('names the location of a dataset that is elsewhere', () => {
    expect(of({ dataset: { said: { location: 'US', expiresAfterMs: null } } })).toMatchObject({
      ready: false,
    });
    expect(of({ dataset: { said: { location: 'US', expiresAfterMs: null } } }).line('dataset')?.fix).toBe(
      'Set the location to US',
    );
  });

  it('passes on a refused right with its fix, and takes a thing that is not there yet for no fault', () => {
    const denied = problemOfReason('accessDenied', 'no bigquery.jobs.create');
    if (!denied) throw new Error('not known');
    expect(of({ job: { problem: denied } }).line('jobs')).toMatchObject({
      state: 'bad',
      fix: expect.stringContaining('BigQuery Job User'),
    });
    expect(of({ dataset: { said: null }, table: { said: null }, dml: null })).toMatchObject({
      billing: 'unknown',
      ready: true,
    });
  });
});

describe('what the preflight goes by', () => {
  let fake: FakeBigQuery;
  const clock = fakeClock();
  beforeEach(async () => {
    fake = await startFakeBigQuery(clock);
  });
  afterEach(() => fake.close());
  const asking = (config = fake.config) => {
    const cost = createCost({ settings: memoryLedger({ clock }).settings, clock });
    return { bigquery: openBigQuery(config), config, cost };
  };

  it('is found out without changing anything, with billing and without', async () => {
    expect(preflight(await probe(asking()))).toMatchObject({ billing: 'unknown', ready: true });
    expect(fake.names()).toEqual([]);
    await ensureTable(openBigQuery(fake.config), fake.config);
    expect(preflight(await probe(asking()))).toMatchObject({ billing: 'off', ready: true });
    fake.faults.billing = true;
    expect(preflight(await probe(asking()))).toMatchObject({ billing: 'on', ready: true });
    expect(fake.ids()).toEqual([]);
  });

  it('is an answer though BigQuery can not be reached', async () => {
    fake.faults.outage = () => 'cut-before';
    const { ready, lines } = preflight(await probe(asking()));
    expect(ready).toBe(false);
    expect(lines.find(({ topic }) => topic === 'dataset')?.said).toContain('Could not reach BigQuery');
  });

  it.skipIf(emulatorMissing !== null)(
    'is understood by the SQL engine of the emulator',
    async () => {
      const emulator = await startEmulator();
      const { config } = emulator;
      await ensureTable(openBigQuery(config), config);
      expect(preflight(await probe(asking(config)))).toMatchObject({ billing: 'on', ready: true });
      const [rows] = await openBigQuery(config).query('SELECT COUNT(*) AS n FROM `shop.crm.entries`');
      expect(rows).toEqual([{ n: 0 }]);
      await emulator.close();
    },
    30_000,
  );
});
