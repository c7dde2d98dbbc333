import { describe, expect, it } from 'vitest';
import { eachWithItsDesk, fake, ids, ledger, record, run, until, waiting } from './loading-desk.ts';

eachWithItsDesk();

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
