import { describe, expect, it } from 'vitest';
import {
  clock,
  eachWithItsDesk,
  fake,
  ids,
  ledger,
  record,
  run,
  stateOf,
  until,
  uploads,
  waiting,
} from './loading-desk.ts';

eachWithItsDesk();

describe('warehouse by streaming', () => {
  const stream = () => {
    fake.faults.billing = true;
    run({ ...fake.config, mode: 'stream' });
  };
  const tenMinutes = 10 * 60_000;
  /** Into a table that was made before. */
  const streamOn = async () => {
    stream();
    await until(() => expect(fake.names()).toContain('entries'));
    await clock.advance(tenMinutes);
  };

  it('loads into a new table first, and streams ten minutes later', async () => {
    stream();
    record(1, 3);
    await until(() => expect(waiting()).toBe(0), 300);
    expect(fake.ids()).toEqual(ids(1, 3));
    const loads = uploads();
    await clock.advance(tenMinutes);
    record(4);
    await until(() => expect(waiting()).toBe(0), 300);
    expect(fake.ids()).toEqual(ids(1, 4));
    expect(uploads()).toBe(loads);
  });

  it('brings entries in without a load job', async () => {
    await streamOn();
    record(1, 3);
    await until(() => expect(waiting()).toBe(0), 300);
    expect(fake.ids()).toEqual(ids(1, 3));
    expect(uploads()).toBe(0);
  });

  it('parks refused rows, and resends the others at once', async () => {
    fake.faults.fault = ({ id }) => (id === 'received:manual:2' ? 'no such field' : null);
    await streamOn();
    record(1, 3);
    await until(() => expect(waiting()).toBe(0));
    expect(fake.ids()).toEqual(['received:manual:1', 'received:manual:3']);
    fake.faults.fault = () => 'still not';
    const [message] = ledger.outbox.parked();
    if (message) ledger.outbox.unpark(message.id, clock.now());
    await until(() => expect(ledger.outbox.parked()).toMatchObject([{ reason: 'still not' }]));
    expect(stateOf(2)).toBe('parked');
  });
});
