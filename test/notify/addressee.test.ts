import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manychat } from '../../src/main/notify/manychat.ts';
import { refusalOf } from '../../src/main/notify/manychat-problems.ts';
import type { Ledger } from '../../src/main/ports.ts';
import type { ManagerConfig } from '../../src/main/settings/config.ts';
import { subscriberIdSchema } from '../../src/shared/ids.ts';
import { Problem } from '../../src/shared/problem.ts';
import type { FakeClock } from '../support/clock.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { startBellDesk } from './bell/bell-desk.ts';

const minute = 60_000;
const manager = (name: string, id: string): ManagerConfig => ({
  name,
  subscriberId: subscriberIdSchema.parse(id),
});
const anna = manager('Anna', '7');
const taras = manager('Taras', '8');

let clock: FakeClock;
let ledger: Ledger;
let told: string[];
let answer: (id: string) => void;

const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async () => ({ name: '', lastInteraction: clock.now() }),
  send: async (id) => {
    answer(id);
    told.push(id);
  },
};

/** The app as it runs with these managers in its settings, for a minute. */
async function run(managers: readonly ManagerConfig[], order?: string): Promise<void> {
  const desk = startBellDesk({ ledger, clock, managers, manychat: messenger });
  if (order !== undefined) desk.order(order);
  for (const { id } of ledger.outbox.parked()) ledger.outbox.unpark(id, clock.now());
  await clock.advance(minute);
  await desk.stop();
}
const ends = () =>
  ledger.entries
    .list()
    .flatMap((entry) => (entry.kind === 'notified' ? [`${entry.data.manager} ${entry.data.state}`] : []));
const cutOff = (): never => {
  throw new Problem('unreachable', 'No connection');
};

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  told = [];
  answer = () => {};
});
afterEach(() => ledger.close());

describe('while a notice waits', () => {
  it('a manager who is removed is not told any more, and that is written down', async () => {
    answer = cutOff;
    await run([anna, taras], '1');
    answer = () => {};
    await run([anna]);
    expect(told).toEqual(['7']);
    expect(ends().toSorted()).toEqual(['Anna sent', 'Taras off']);
  });

  it('a manager who is called otherwise is told all the same', async () => {
    answer = cutOff;
    await run([taras], '1');
    answer = () => {};
    await run([manager('Taras Shevchenko', '8')]);
    expect(told).toEqual(['8']);
  });

  it('a contact that is corrected is the one that is written to when the notice is given back', async () => {
    answer = (id) => {
      if (id === '9') throw refusalOf('2011', 'subscriber not found');
    };
    await run([manager('Anna', '9')], '1');
    await run([anna]);
    expect(told).toEqual(['7']);
    expect(ends()).toEqual(['Anna refused', 'Anna sent']);
  });
});
