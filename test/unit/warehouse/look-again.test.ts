import { describe, expect, it } from 'vitest';
import {
  clock,
  eachWithItsDesk,
  fake,
  ids,
  ledger,
  record,
  run,
  stopAll,
  until,
  waiting,
} from './loading-desk.ts';

eachWithItsDesk();

const minute = 60_000;

const cutOff = () => {
  fake.faults.outage = () => 'cut-before';
};
const connect = () => {
  fake.faults.outage = () => null;
};

describe('a check of BigQuery', () => {
  it('during the creation of views parks no batch, and reports its findings', async () => {
    cutOff();
    const warehouse = run();
    record(1);
    await until(() => expect(warehouse.status().state).toBe('failing'));
    await until(() => expect(ledger.outbox.nextDue('warehouse.load')).not.toBeNull());
    fake.faults.refuse.push({ on: 'tables/facts', with: 'held' });
    connect();
    await until(() => expect(fake.count('tables/facts')).toBe(1));
    const checked = warehouse.check();
    fake.letGo();
    expect(await checked).toMatchObject({ state: 'working', problem: null });
    await until(() => expect(waiting()).toBe(0));
    expect(ledger.outbox.parked()).toEqual([]);
    expect(fake.ids()).toEqual(ids(1, 1));
    expect(warehouse.status()).toMatchObject({ state: 'working', problem: null });
  });
});

describe('a BigQuery that could not be reached at the start', () => {
  it('recovers within two minutes of an answer, without pending loads', async () => {
    cutOff();
    const warehouse = run();
    await until(() => expect(warehouse.status().state).toBe('failing'));
    await until(() => {}, 5 * minute);
    connect();
    const back = clock.uptime();
    await until(() => expect(warehouse.status()).toMatchObject({ state: 'working', problem: null }));
    expect(clock.uptime() - back).toBeLessThan(2 * minute);
  });

  it('is checked once a minute at most while unreachable, until stopped', async () => {
    cutOff();
    const warehouse = run();
    await until(() => expect(warehouse.status().state).toBe('failing'));
    await until(() => {}, 10 * minute);
    const before = fake.faults.requests.length;
    for (let step = 0; step < 60; step += 1) await until(() => {}, 10_000);
    const looks = fake.faults.requests.length - before;
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThanOrEqual(10);
    await stopAll();
    const stopped = fake.faults.requests.length;
    await until(() => {}, 10 * minute);
    expect(fake.faults.requests).toHaveLength(stopped);
  });
});

describe('views that could not be made', () => {
  const refuseOnce = () =>
    fake.faults.refuse.push({ on: 'tables/facts', with: { code: 503, reason: 'backendError' } });

  it('are made with a batch ten minutes later', async () => {
    refuseOnce();
    const warehouse = run();
    record(1);
    await until(() => expect(waiting()).toBe(0));
    expect(fake.names()).not.toContain('facts');
    record(2);
    await until(() => expect(waiting()).toBe(0));
    expect(fake.names()).not.toContain('facts');
    await clock.advance(10 * minute);
    record(3);
    await until(() => expect(waiting()).toBe(0));
    await until(() => expect(fake.names()).toContain('facts'));
    await until(() => expect(warehouse.status()).toMatchObject({ state: 'working', problem: null }));
  });

  it('are made some minutes later, though nothing is loaded', async () => {
    refuseOnce();
    const warehouse = run();
    await until(() => expect(warehouse.status().state).toBe('failing'));
    await until(() => expect(warehouse.status().state).toBe('working'));
    expect(fake.names()).toContain('facts');
  });
});
