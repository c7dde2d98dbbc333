import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Intent } from '../../../../src/main/cluster/may-send.ts';
import { createMaySend } from '../../../../src/main/cluster/may-send.ts';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fakeMailer } from '../email/fake-mailer.ts';
import {
  ledger as annas,
  clock,
  eachWithAShop,
  hour,
  managers,
  messenger,
  minute,
  running,
  told,
} from './alert-shop.ts';
import type { BellDesk, BellDeskParts } from './bell-desk.ts';
import { startBellDesk } from './bell-desk.ts';

/* Two computers of a shop: Anna's is the leader first, and Taras's takes over when it is off. */
eachWithAShop();

let taras: Ledger;
/** What each computer announced that it would send. */
let intents: { readonly from: Ledger; readonly intent: Intent }[];
let receiver: Ledger;

beforeEach(() => {
  taras = memoryLedger({ clock, deskId: 'desk-2' });
  intents = [];
  receiver = annas;
});
afterEach(() => taras.close());

const unreachable: Manychat = {
  ...messenger,
  contact: async () => {
    throw new Problem('unreachable', 'ManyChat cannot be reached');
  },
};

/** A process at the desk of this ledger, which listens if it is the receiver now. */
function open(ledger: Ledger, over: Partial<BellDeskParts> = {}): BellDesk {
  const listens = receiver === ledger;
  const sender = createMaySend({
    ledger,
    clock,
    isLeader: () => receiver === ledger,
    hasOthers: () => true,
    isSettled: () => true,
    isAloneCutOff: () => false,
    announce: async (intent) => void intents.push({ from: ledger, intent }),
    past: { covers: () => false },
  });
  for (const { from, intent } of intents) if (from !== ledger) sender.heard(intent);
  const desk = startBellDesk({
    ledger,
    clock,
    managers,
    manychat: messenger,
    person: ledger === annas ? 'Anna' : 'Taras',
    listens: () => listens,
    mayTell: sender.maySend,
    ...over,
  });
  running.push(desk);
  return desk;
}
const bring = (from: Ledger, to: Ledger): unknown => to.entries.importRemote([...from.entries.each()]);

const cancelled = (name: string): string => `${name}: Cancelled at the source: #1 · shopify`;
const toAll = managers.map(({ name }) => cancelled(name)).toSorted();

/** Anna's computer finds an order cancelled that was told to everybody. */
async function raised(at: Partial<BellDeskParts>): Promise<BellDesk> {
  const before = open(annas);
  before.order('1');
  await clock.advance(minute);
  await before.stop();
  const first = open(annas, at);
  first.cancelled('1');
  await clock.advance(minute);
  return first;
}

it('tells each manager once of what the computer before could not tell, also when that one comes back', async () => {
  const first = await raised({ manychat: unreachable });
  await first.stop();
  bring(annas, taras);
  expect(told).toEqual([]);

  receiver = taras;
  const second = open(taras);
  await clock.advance(2 * minute);
  expect(told.toSorted()).toEqual(toAll);

  open(annas);
  await clock.advance(minute);
  bring(taras, annas);
  await clock.advance(hour);
  bring(annas, taras);
  await second.stop();
  open(taras);
  await clock.advance(hour);
  expect(told).toHaveLength(managers.length);
  expect([annas, taras].flatMap(({ outbox }) => outbox.parked())).toEqual([]);
});

it('gives the computer that raised an alert two minutes to send it', async () => {
  const first = await raised({ manychat: unreachable });
  await first.stop();
  receiver = taras;
  open(taras);
  bring(annas, taras);
  await clock.advance(minute / 2);
  expect(told).toEqual([]);
  await clock.advance(2 * minute);
  expect(told.toSorted()).toEqual(toAll);
});

it('owes nothing to whoever was told, and nothing while another listens', async () => {
  await raised({});
  bring(annas, taras);
  expect(told.toSorted()).toEqual(toAll);
  const other = open(taras);
  await clock.advance(hour);
  await other.stop();
  receiver = taras;
  open(taras);
  await clock.advance(hour);
  expect(told).toHaveLength(managers.length);
  expect(taras.outbox.parked()).toEqual([]);
});

it('owes nothing to whom the computer before has found no reason to tell it any more', async () => {
  const first = await raised({ manychat: unreachable });
  await first.stop();
  for (const { alert, orderId, to } of annas.entries.alertsSince(0).map((one) => ({ ...one, ...one.data }))) {
    for (const manager of to) {
      annas.entries.append({
        id: entryIdSchema.parse(`told:${alert}:${manager}:0`),
        orderId,
        at: clock.now(),
        by: 'orderbell',
        kind: 'alert-ended',
        data: { alert, occasion: 'cancelled', manager, channel: 'messenger', state: 'off', at: clock.now() },
      });
    }
  }
  bring(annas, taras);
  receiver = taras;
  open(taras);
  await clock.advance(hour);
  expect(told).toEqual([]);
});

it('does not tell half a day later', async () => {
  const first = await raised({ manychat: unreachable });
  await first.stop();
  bring(annas, taras);
  receiver = taras;
  clock.sleep(12 * hour);
  open(taras);
  await clock.advance(hour);
  expect(told).toEqual([]);
});

it('goes on by e-mail with whom Messenger refused before', async () => {
  const withMail = managers.map((manager) => ({ ...manager, email: `${manager.name}@kvitka.example` }));
  const down = fakeMailer();
  down.problem = new Problem('unreachable', 'Gmail cannot be reached');
  const shut: Manychat = {
    ...messenger,
    contact: async (id) => ({ ...(await messenger.contact(id)), lastInteraction: clock.now() - 48 * hour }),
  };
  const first = await raised({ managers: withMail, mailer: down, manychat: shut });
  await first.stop();
  bring(annas, taras);
  receiver = taras;
  const mailer = fakeMailer();
  open(taras, { managers: withMail, mailer });
  await clock.advance(5 * minute);
  expect(mailer.sent).toHaveLength(managers.length);
  expect(down.sent).toEqual([]);
});
