import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGmailPoller } from '../../src/main/intake/gmail/poller.ts';
import type { MailReader } from '../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../src/main/intake/mail/create-mail-reader.ts';
import { builtInRecipes } from '../../src/main/intake/mail/recipes/index.ts';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import type { Ledger } from '../../src/main/ports.ts';
import type { FakeGmail } from '../intake/gmail/fake-gmail.ts';
import { googleError, startFakeGmail } from '../intake/gmail/fake-gmail.ts';
import { bloomdashOrder, plainMail } from '../intake/gmail/order-mails.ts';
import { fakeClock } from '../support/clock.ts';
import { dyingLedger } from '../support/crash.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';
import type { Random } from '../support/random.ts';
import { randomFrom } from '../support/random.ts';
import { isLong } from './promises.ts';
import { prove } from './prove.ts';

const script = new URL('../../src/main/intake/mail/mail-worker.ts', import.meta.url);
let reader: MailReader;
beforeAll(() => {
  reader = createMailReader({ script, log: quietLog(), limitMs: 20_000 });
});
afterAll(() => reader.stop());

const hour = 3_600_000;

type Missing = 'the listing anew' | null;

/**
 * A mailbox through some hours: mails of one second, mails Gmail shows late, drafts, spam, chatter, answers that fail, listings
 * that break off, a history that is forgotten, and a process that dies at any call on its ledger.
 * @param missing what the app is made to do without
 */
async function weather(seed: number, missing: Missing = null) {
  const random = randomFrom(seed);
  const clock = fakeClock();
  const gmail = await startFakeGmail(() => clock.now());
  const ledger = memoryLedger({ clock });
  const openOn = (over: Ledger) =>
    createGmailPoller({
      config: gmail.config,
      ledger: over,
      recorder: createRecorder({ ledger: over, clock, oweNotices: () => {} }),
      clock,
      log: quietLog(),
      reader,
      recipes: () => builtInRecipes,
    });
  const expected: string[] = [];
  let desk = openOn(ledger);
  await desk.now();

  for (let step = 0; step < 10; step += 1) {
    gmail.fail = random.chance(1 / 2) ? failing(random) : () => null;
    happen(random, { gmail, clock, expected, seed });
    if (random.chance(1 / 8)) {
      gmail.forgottenUpTo = 1_000_000;
      if (missing !== null)
        gmail.fail = (path) => (path.endsWith('/messages') ? { status: 200, body: {} } : null);
    }
    if (random.chance(1 / 4)) {
      const when = random.of(['before', 'after'] as const);
      const dying = dyingLedger(ledger, { call: 1 + random.below(60), when });
      await openOn(dying.ledger)
        .now()
        .catch(() => {});
      desk = openOn(ledger);
    } else await desk.now().catch(() => {});
    gmail.forgottenUpTo = 0;
    await clock.advance(random.below(3 * hour));
  }
  gmail.fail = () => null;
  for (let round = 0; round < 4; round += 1) {
    await desk.now();
    await clock.advance(60_000);
  }
  await gmail.close();
  const found = [...ledger.orders.each()].map(({ order }) => order.content.number);
  const received = ledger.entries
    .list({ limit: 100_000 })
    .filter(({ kind }) => kind === 'order-received' || kind === 'order-updated');
  ledger.close();
  return {
    missed: expected.filter((number) => !found.includes(number)),
    // an order that was changed by its own mail is one made twice as well
    twice: received.length - new Set(expected).size,
    strange: found.filter((number) => !expected.includes(number)),
  };
}

function failing(random: Random): FakeGmail['fail'] {
  const error = random.of([
    googleError(503, 'backendError'),
    googleError(429, 'rateLimitExceeded'),
    googleError(500, 'internalError'),
  ]);
  const part = random.of(['/messages/', '/messages', '/history', 'gmail']);
  return (path) => (path.includes(part) && random.chance(1 / 3) ? error : null);
}

function happen(
  random: Random,
  {
    gmail,
    clock,
    expected,
    seed,
  }: {
    readonly gmail: FakeGmail;
    readonly clock: { now(): number };
    readonly expected: string[];
    readonly seed: number;
  },
): void {
  const order = (): string => {
    const number = `BD-${seed}${String(expected.length + 1).padStart(3, '0')}`;
    expected.push(number);
    return bloomdashOrder(number);
  };
  switch (random.below(6)) {
    case 0:
      gmail.deliver(order());
      return;
    case 1: // of one second
      for (let nth = random.below(5); nth >= 0; nth -= 1) gmail.deliver(order());
      return;
    case 2: // on the way for a day and a half
      gmail.deliver(order(), { at: clock.now() - random.below(36 * hour) });
      return;
    case 3: // one in the folder for spam, and the draft of an answer that quotes it
      gmail.deliver(order(), { labelIds: ['SPAM', 'UNREAD'] });
      gmail.deliver(bloomdashOrder(`BD-DRAFT-${expected.length}`), { labelIds: ['DRAFT'] });
      return;
    case 4: {
      const mail = order();
      gmail.deliver(mail);
      gmail.deliver(mail); // the service sends it twice
      return;
    }
    default:
      for (let nth = random.below(6); nth >= 0; nth -= 1)
        gmail.deliver(plainMail('a@friend.example', 'Hello', 'Hi'));
  }
}

it('makes one order of each order mail, whatever Gmail and the computer do meanwhile', {
  timeout: 1_800_000,
}, async () => {
  const seeds = isLong ? 1_000 : 25;
  const wrong: object[] = [];
  const sum = { missed: 0, twice: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { missed, twice, strange } = await weather(seed);
    sum.missed += missed.length;
    sum.twice += Math.abs(twice);
    if (missed.length > 0 || twice !== 0 || strange.length > 0) wrong.push({ seed, missed, twice, strange });
  }
  expect(wrong).toEqual([]);
  prove(14, 'seeds', seeds);
  prove(14, 'missed', sum.missed);
  prove(14, 'twice', sum.twice);
});

it('would be seen to miss some, did it not list anew when Gmail has forgotten', {
  timeout: 120_000,
}, async () => {
  const missed: string[] = [];
  for (let seed = 1; seed <= 12; seed += 1) missed.push(...(await weather(seed, 'the listing anew')).missed);
  expect(missed).not.toEqual([]);
});
