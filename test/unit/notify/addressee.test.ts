import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { refusalOf } from '../../../src/main/manychat/problems.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { ManagerConfig } from '../../../src/main/settings/config.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { BellDesk } from './alert-rules/bell-desk.ts';
import { startBellDesk } from './alert-rules/bell-desk.ts';
import type { FakeMailer } from './email/fake-mailer.ts';
import { fakeMailer, read } from './email/fake-mailer.ts';

const minute = 60_000;
const manager = (name: string, id: string): ManagerConfig => ({
  name,
  subscriberId: subscriberIdSchema.parse(id),
});
const anna = manager('Anna', '7');
const taras = manager('Taras', '8');
const byEmail = (name: string, email: string): ManagerConfig => ({ name, subscriberId: null, email });

let clock: FakeClock;
let ledger: Ledger;
let told: string[];
let answer: (id: string) => void;
let mailer: FakeMailer;

const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async () => ({ name: '', lastInteraction: clock.now() }),
  send: async (id) => {
    answer(id);
    told.push(id);
  },
};

/** The app as it runs with these managers in its settings, for a minute where nothing else is said. */
async function run(
  managers: readonly ManagerConfig[],
  order?: string,
  happens: (desk: BellDesk, id: OrderId) => void = () => {},
  minutes = 1,
): Promise<void> {
  const desk = startBellDesk({ ledger, clock, managers, manychat: messenger, mailer });
  if (order !== undefined) happens(desk, desk.order(order));
  for (const { id } of ledger.outbox.parked()) ledger.outbox.unpark(id, clock.now());
  await clock.advance(minutes * minute);
  await desk.stop();
}
const endsOf = (kind: 'notified' | 'alert-ended') =>
  ledger.entries
    .list()
    .flatMap((entry) =>
      entry.kind === kind && 'state' in entry.data ? [`${entry.data.manager} ${entry.data.state}`] : [],
    );
const ends = () => endsOf('notified');
const mailedTo = async () => (await Promise.all(mailer.sent.map(read))).map(({ to }) => to);
/** Whoever has taken it is told that it is cancelled where it came from. */
const isCancelled = (desk: BellDesk, id: OrderId): void => {
  desk.take(id, 'Anna');
  desk.cancelled('1');
};
const refusal = () => new Problem('refused', 'Gmail answered 400: Invalid To header');
const cutOff = (): never => {
  throw new Problem('unreachable', 'No connection');
};

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  told = [];
  answer = () => {};
  mailer = fakeMailer();
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

  it('an e-mail address that is corrected is the one that is written to when the notice is given back', async () => {
    mailer.problem = refusal();
    await run([byEmail('Anna', 'anna@kvitka')], '1');
    mailer.problem = null;
    await run([byEmail('Anna', 'anna@kvitka.example')]);
    expect(await mailedTo()).toEqual(['anna@kvitka.example']);
    expect(ends()).toEqual(['Anna refused', 'Anna sent']);
  });

  it('who is called otherwise is told by e-mail all the same, and who has none any more is not', async () => {
    mailer.problem = new Problem('unreachable', 'Could not reach Gmail');
    await run([byEmail('Taras', 'taras@kvitka.example'), byEmail('Olena', 'olena@kvitka.example')], '1');
    mailer.problem = null;
    await run([byEmail('Taras Shevchenko', 'taras@kvitka.example'), manager('Olena', '9')]);
    expect(await mailedTo()).toEqual(['taras@kvitka.example']);
    expect(told).toEqual(['9']);
    expect(ends().toSorted()).toEqual(['Olena off', 'Olena sent', 'Taras sent']);
  });

  it('a contact that is corrected is the one that is told of something else than a new order, too', async () => {
    answer = (id) => {
      if (id === '9') throw refusalOf('2011', 'subscriber not found');
    };
    await run([manager('Anna', '9')], '1', isCancelled);
    await run([anna]);
    expect(told).toEqual(['7']);
    expect(endsOf('alert-ended')).toEqual(['Anna refused', 'Anna sent']);
  });

  it('so is an e-mail address that is corrected', async () => {
    mailer.problem = refusal();
    await run([byEmail('Anna', 'anna@kvitka')], '1', isCancelled);
    mailer.problem = null;
    await run([byEmail('Anna', 'anna@kvitka.example')]);
    expect(await mailedTo()).toEqual(['anna@kvitka.example']);
    expect(endsOf('alert-ended')).toEqual(['Anna refused', 'Anna sent']);
  });
});
