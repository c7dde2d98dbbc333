import { describe, expect, it } from 'vitest';
import {
  clock,
  eachWithItsDesk,
  fake,
  ids,
  ledger,
  record,
  run,
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
  it('pressed while the views are being made sets no batch aside, and ends by what it finds itself', async () => {
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
});
