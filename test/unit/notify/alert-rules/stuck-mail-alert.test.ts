import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MailHealth } from '../../../../src/main/health/mail-health.ts';
import type { GmailPoller } from '../../../../src/main/intake/gmail/poller.ts';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { gmailDesk } from '../../intake/gmail/desk.ts';
import { bloomdashOrder, plainMail } from '../../intake/gmail/order-mails.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

/* A mail that cannot be fetched is told of while Messenger is down, and Messenger comes back with the next start of the app. */
const { state: at, poller, healthOf, numbers, refuseRaw } = gmailDesk();
const minute = 60_000;
/** The notice is due before the mailbox was asked. */
const beforePollMs = minute / 2;

let told: string[];
/** What stops Messenger; null: nothing. */
let down: Problem | null;
let stuck: string;
const running: { stop(): Promise<unknown> }[] = [];

const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async () => {
    if (down) throw down;
    return { name: 'Anna', lastInteraction: at.clock.now() };
  },
  send: async (_, block) => {
    const [message] = block.content.messages;
    const text = message?.type === 'text' ? message.text : '';
    // new orders have tests of their own
    if (!text.startsWith('New order')) told.push(text.split('\n')[0] ?? '');
  },
};

/** A process that reads the mailbox and tells of it. */
type Desk = { readonly gmail: GmailPoller; readonly health: MailHealth; readonly bell: BellDesk };
function start(): Desk {
  const { ledger, clock } = at;
  const gmail = poller();
  const health = healthOf(gmail);
  const { warnings, knowsOf } = health;
  const managers = managersOf('Anna');
  const bell = startBellDesk({ ledger, clock, managers, manychat: messenger, warnings, knowsOf });
  running.push(bell, gmail);
  return { gmail, health, bell };
}
const stop = async ({ gmail, bell }: Desk): Promise<void> => {
  await Promise.all([bell.stop(), gmail.stop()]);
};
async function poll({ gmail, health }: Desk, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await gmail.now();
    health.check();
    await at.clock.advance(minute);
  }
}
const owed = () => at.ledger.outbox.open('notify.alert').length;

beforeEach(async () => {
  told = [];
  down = new Problem('unreachable', 'ManyChat cannot be reached');
  const before = start();
  before.bell.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
  await poll(before, 1);
  at.gmail.deliver(bloomdashOrder('BD-0'));
  await poll(before, 1);
  stuck = at.gmail.deliver(bloomdashOrder('BD-1')).id;
  refuseRaw({ id: stuck });
  await poll(before, 20);
  await stop(before);
  expect([owed(), told]).toEqual([1, []]);
  down = null;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
  at.ledger.close();
});

it.each([
  ['tries it again in a while', async (desk: Desk) => poll(desk, 2)],
  ['does not get to the mailbox', async () => at.clock.advance(2 * minute)],
])('is told by the next process, whether that one %s', async (_, goOn) => {
  const desk = start();
  await at.clock.advance(beforePollMs);
  await goOn(desk);
  expect([owed(), told]).toEqual([0, ['A mail from mail:bloomdash cannot be fetched']]);
});

it('is told of no more once it has come', async () => {
  const between = poller();
  at.gmail.fail = () => null;
  await between.now();
  await between.stop();
  expect(numbers()).toContain('BD-1');

  await poll(start(), 2);
  expect([owed(), told]).toEqual([0, []]);
});

it('is told of no more once a person has thrown it away while the app was closed', async () => {
  at.gmail.label(stuck, 'TRASH');

  const desk = start();
  await at.clock.advance(beforePollMs);
  await poll(desk, 2);
  expect([owed(), told]).toEqual([0, []]);
});

it('says when the mail came, and keeps for good neither who has written it nor a name of its subject', async () => {
  down = new Problem('unreachable', 'ManyChat cannot be reached');
  const desk = start();
  const mail = at.gmail.deliver(plainMail('koval@home.example', 'New order from Olena Koval', 'Hi'));
  refuseRaw({ id: stuck }, mail);
  await poll(desk, 20);
  expect(desk.health.warnings().map(({ text }) => text)).toContainEqual(
    expect.stringContaining('Olena Koval'),
  );
  const raised = at.ledger.entries.list().filter((entry) => entry.kind === 'alert-raised');
  expect(raised.map(({ data }) => data.text)).toContainEqual(
    expect.stringMatching(/^A mail from Gmail cannot be fetched\nReceived .*\d\d:\d\d\nOpen it in Gmail, /),
  );
  expect(owed()).toBe(2);
  const kept = [at.ledger.entries.list(), at.ledger.outbox.open('notify.alert')];
  expect(JSON.stringify(kept)).not.toMatch(/koval/i);
});
