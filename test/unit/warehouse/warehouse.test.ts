import { describe, expect, it } from 'vitest';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { schemaVersion } from '../../../src/main/warehouse/schema.ts';
import type { Warehouse } from '../../../src/main/warehouse/warehouse.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import { plainNames } from '../../support/job-names.ts';
import { soon } from '../../support/soon.ts';
import {
  clock,
  committed,
  eachWithItsDesk,
  fake,
  ids,
  ledger,
  record,
  run,
  stateOf,
  stopAll,
  until,
  uploads,
  waiting,
} from './loading-desk.ts';

eachWithItsDesk();

describe('warehouse', () => {
  it('loads events that come together as one job, named by their range', async () => {
    run();
    record(1, 20);
    await until(() => expect(waiting()).toBe(0));
    expect(plainNames(fake.jobs)).toEqual(['desk-1-1-20']);
    expect(fake.ids()).toEqual(ids(1, 20));
    expect(stateOf(7)).toBe('committed');
    expect(new Set(committed).size).toBe(20);
  });

  it('hands an order to BigQuery two seconds after it came', async () => {
    run();
    await until(() => expect(fake.names().length).toBeGreaterThan(5));
    record(1);
    await clock.advance(2_000);
    await soon(() => expect(uploads()).toBe(1)); // and the clock stops
  });

  it.each(['notify.newOrder', 'notify.email'])(
    'releases a notice (%s) in the moment its order is committed',
    async (kind) => {
      record(1);
      const orderId = orderIdSchema.parse('manual:1');
      const later = clock.now() + 600_000;
      const id = ledger.outbox.put({
        kind,
        key: 'n',
        orderId,
        payload: null,
        notBefore: later,
      });
      run();
      await until(() => expect(waiting()).toBe(0));
      if (id === null) throw new Error('owed already');
      expect(ledger.outbox.get(id)?.notBefore).toBeLessThan(later);
    },
  );

  describe('in a dataset that keeps each day’s rows for 60 days only', () => {
    const attention = (warehouse: Warehouse) =>
      warehouse.status().facts.filter(({ label }) => label === 'Attention');
    const loaded = async (): Promise<Warehouse> => {
      fake.store.datasets.set('crm', { location: 'EU', defaultPartitionExpirationMs: '5184000000' });
      const warehouse = run();
      record(1);
      await until(() => expect(waiting()).toBe(0));
      return warehouse;
    };

    it('has its rows stay, where the project has billing', async () => {
      fake.faults.billing = true;
      const warehouse = await loaded();
      expect(attention(warehouse)).toEqual([]);
      expect(warehouse.status()).not.toHaveProperty('keptDays');
      expect(fake.told('entries')?.timePartitioning).toEqual({ type: 'DAY', field: 'recorded_at' });
    });

    it('reports the retention on a free account, and keeps loading', async () => {
      const warehouse = await loaded();
      expect(attention(warehouse)).toMatchObject([
        { value: 'BigQuery deletes each day’s rows after 60 days' },
      ]);
      expect(warehouse.status().keptDays).toBe(60);
      record(2);
      await until(() => expect(waiting()).toBe(0));
      expect(fake.ids()).toEqual(ids(1, 2));
    });
  });

  it('collects events during a load for the next batch', async () => {
    fake.faults.slow = true;
    run();
    record(1);
    await until(() => expect(uploads()).toBe(1));
    record(2, 30);
    await clock.advance(30_000);
    fake.faults.slow = false;
    fake.finish();
    await until(() => expect(waiting()).toBe(0));
    expect(plainNames(fake.jobs)).toEqual(['desk-1-1-1', 'desk-1-2-30']);
  });

  it('writes nothing twice when the answer to a job is lost', async () => {
    fake.faults.refuse.push({ on: 'POST /upload', with: 'cut-after' });
    run();
    record(1, 3);
    await until(() => expect(waiting()).toBe(0));
    expect(fake.ids()).toEqual(ids(1, 3));
    expect(uploads()).toBe(1);
  });

  it('makes up for an outage within two minutes of its end', async () => {
    fake.faults.refuse = Array.from({ length: 200 }, () => ({ on: '', with: 'cut-before' as const }));
    const warehouse = run();
    for (let number = 1; number <= 10; number += 1) {
      record(number);
      await until(() => {}, 30_000);
    }
    await until(() => expect(warehouse.status().state).toBe('failing'));
    expect(warehouse.status().problem).toContain('Could not reach BigQuery');
    fake.faults.refuse = [];
    const back = clock.now();
    await until(() => expect(waiting()).toBe(0));
    expect(clock.now() - back).toBeLessThan(120_000);
    expect([...fake.ids()].sort()).toEqual(ids(1, 10).sort());
    expect(warehouse.status()).toMatchObject({ state: 'working', problem: null });
  });

  it('loads events of a fast clock when it is set right', async () => {
    fake.faults.refuse = Array.from({ length: 200 }, () => ({ on: '', with: 'cut-before' as const }));
    run();
    record(1);
    await until(() => expect(ledger.warehouse.unbatched()).toBeNull());
    record(2);
    clock.set(-3 * 3_600_000);
    fake.faults.refuse = [];
    const back = clock.uptime();
    await until(() => expect(waiting()).toBe(0));
    expect(clock.uptime() - back).toBeLessThan(120_000);
    expect([...fake.ids()].sort()).toEqual(ids(1, 2));
  });

  it('waits ten minutes at a used-up quota, and seconds at a hurry', async () => {
    fake.makeDataset('EU');
    fake.faults.refuse.push({ on: 'POST /upload', with: { code: 403, reason: 'quotaExceeded' } });
    run();
    record(1);
    await until(() => expect(uploads()).toBe(1));
    const from = clock.now();
    await until(() => expect(waiting()).toBe(0), 5_000);
    expect(clock.now() - from).toBeGreaterThan(595_000);

    fake.faults.refuse.push({ on: 'POST /upload', with: { code: 403, reason: 'rateLimitExceeded' } });
    record(2);
    const again = clock.now();
    await until(() => expect(waiting()).toBe(0));
    expect(clock.now() - again).toBeLessThan(30_000);
  });

  it('recovers when a missing permission is granted, and names it', async () => {
    const denied = { code: 403, reason: 'accessDenied', message: 'Access Denied: Table shop:crm.entries' };
    fake.faults.refuse = Array.from({ length: 3 }, () => ({ on: 'POST /upload', with: denied }));
    const warehouse = run();
    record(1);
    await until(() => expect(warehouse.status().problem).toContain('Access Denied'));
    expect(warehouse.status().fix).toContain('BigQuery Data Editor');
    await until(() => expect(waiting()).toBe(0), 10_000);
    expect(ledger.outbox.parked()).toEqual([]);
  });

  it('gives a failed batch another id, as ids are single-use', async () => {
    fake.faults.failJobs.push({ reason: 'backendError', message: 'try again' });
    run();
    record(1, 2);
    await until(() => expect(waiting()).toBe(0));
    expect(plainNames(fake.jobs)).toEqual(['desk-1-1-2', 'desk-1-1-2-r2']);
    expect(fake.ids()).toEqual(ids(1, 2));
  });

  it('parks a refused row with BigQuery’s message, and loads the rest', async () => {
    fake.faults.fault = ({ id }) => (id === 'received:manual:5' ? 'Invalid timestamp "soon"' : null);
    run();
    record(1, 8);
    await until(() => expect(waiting()).toBe(0));
    expect([...fake.ids()].sort()).toEqual(ids(1, 8).filter((id) => id !== 'received:manual:5'));
    expect(ledger.outbox.parked()).toMatchObject([{ reason: 'Invalid timestamp "soon"' }]);
    expect(stateOf(5)).toBe('parked');
    expect(stateOf(4)).toBe('committed');
  });

  it('loads a parked row when a person gives it back', async () => {
    fake.faults.fault = () => 'no such field';
    run();
    record(1);
    await until(() => expect(ledger.outbox.parked()).toHaveLength(1));
    for (const fault of ['still no such field', null]) {
      fake.faults.fault = () => fault;
      const [message] = ledger.outbox.parked();
      if (message) ledger.outbox.unpark(message.id, clock.now());
      await until(() => expect(stateOf(1)).toBe(fault === null ? 'committed' : 'parked'));
    }
    expect(fake.ids()).toEqual(ids(1, 1));
    expect(ledger.outbox.parked()).toEqual([]);
  });

  it('recreates deleted tables and views, and loads everything once', async () => {
    run();
    record(1);
    await until(() => expect(waiting()).toBe(0));
    const made = fake.names();
    fake.dropTables();
    record(2);
    await until(() => expect(waiting()).toBe(0), 10_000);
    expect([...fake.ids()].sort()).toEqual(ids(1, 2));
    expect(stateOf(1)).toBe('committed');
    expect(fake.names()).toEqual(made);
  });

  it('loads entries though the views can not be made, and says so', async () => {
    const denied = { code: 403, reason: 'accessDenied', message: 'no views for you' };
    fake.faults.refuse = Array.from({ length: 3 }, () => ({ on: 'tables/facts', with: denied }));
    const warehouse = run();
    record(1);
    await until(() => expect(waiting()).toBe(0));
    expect(warehouse.status()).toMatchObject({ state: 'failing', problem: 'no views for you' });
  });

  it('keeps the load count over a restart, within the daily limit', async () => {
    run();
    record(1);
    await until(() => expect(waiting()).toBe(0));
    const kept = ledger.settings.get('warehouse.pace');
    await stopAll();
    run();
    expect(kept).not.toBeNull();
    expect(ledger.settings.get('warehouse.pace')).toBe(kept);
  });

  it('is off without an account: nothing is enqueued or pending', async () => {
    const warehouse = run(null);
    record(1);
    await clock.advance(10_000);
    expect(stateOf(1)).toBe('off');
    expect(warehouse.status()).toMatchObject({ state: 'off', account: null });
  });

  it('brings in everything from before when an account is connected later', async () => {
    run(null);
    record(1, 3);
    await stopAll();
    run();
    await until(() => expect(waiting()).toBe(0));
    expect(fake.ids()).toEqual(ids(1, 3));
  });

  it('loads a month beside what happens now, each event once', { timeout: 60_000 }, async () => {
    run(null);
    record(1, 6_000);
    await stopAll();
    fake.faults.slow = true; // each job ends when the test ends it
    const warehouse = run();
    await until(() => expect(fake.jobs.size).toBe(1));
    expect(warehouse.status().progress).toEqual({ done: 0, total: 6_000 });
    record(6_001); // it does not queue behind the old ones
    fake.finish();
    await until(() => expect(fake.jobs.size).toBe(2));
    expect(warehouse.status().progress).toEqual({ done: 5_000, total: 6_000 });
    fake.faults.slow = false;
    fake.finish();
    await until(() => expect(waiting()).toBe(0));
    expect(plainNames(fake.jobs)).toEqual(['desk-1-1-5000', 'desk-1-6001-6001', 'desk-1-5001-6000']);
    expect(fake.ids()).toHaveLength(6_001);
    expect(new Set(fake.ids()).size).toBe(6_001);
    expect(warehouse.status().progress).toBeUndefined();
  });

  it('loads everything into another dataset when that is chosen', async () => {
    run();
    record(1, 3);
    await until(() => expect(waiting()).toBe(0));
    await stopAll();
    run({ ...fake.config, dataset: 'other' });
    await until(() => expect(waiting()).toBe(3));
    await until(() => expect(waiting()).toBe(0));
    const rows = fake.store.table({ datasetId: 'other', tableId: 'entries' })?.rows ?? [];
    expect(rows.map(({ id }) => id)).toEqual(ids(1, 3));
  });

  it('keeps all events for a newer dataset, and continues after an update', async () => {
    const warehouse = run();
    record(1);
    await until(() => expect(waiting()).toBe(0));
    const table = openBigQuery(fake.config).dataset('crm').table('entries');
    await table.setMetadata({ labels: { orderbell_schema: '99' } });
    await until(() => {}, 61_000);
    record(2, 3);
    await until(() => expect(warehouse.status().state).toBe('failing'));
    expect(warehouse.status()).toMatchObject({ fix: expect.stringContaining('Update Orderbell') });
    expect(fake.ids()).toEqual(ids(1, 1));
    expect(ledger.outbox.parked()).toEqual([]);
    await table.setMetadata({ labels: { orderbell_schema: String(schemaVersion) } });
    await until(() => expect(waiting()).toBe(0), 10_000);
    expect(fake.ids()).toEqual(ids(1, 3));
  });

  it('says what it is connected to and how far it has got', async () => {
    const warehouse = run();
    record(1, 2);
    await until(() => expect(waiting()).toBe(0));
    expect(await warehouse.check()).toMatchObject({
      state: 'working',
      account: 'shop.crm',
      facts: expect.arrayContaining([
        { label: 'Events in BigQuery', value: '2' },
        { label: 'Last load', value: expect.stringMatching(/^desk-1-1-2-[0-9a-f]{12}, 2 rows$/) },
      ]),
    });
  });
});
