import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCheckpoint } from '../../../src/main/intake/gmail/checkpoint.ts';
import { firstLookBackMs } from '../../../src/main/intake/gmail/poll-plan.ts';
import { createGmailPoller } from '../../../src/main/intake/gmail/poller.ts';
import type { MailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { sampleTemplates } from '../../../src/sample-shop/mail-templates/index.ts';
import { fakeClock } from '../../support/clock.ts';
import { dyingLedger } from '../../support/crash.ts';
import { byForm, inFullForm } from '../../support/form.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { Random } from '../../support/random.ts';
import { randomFrom } from '../../support/random.ts';
import type { FakeGmail, FakeMail } from '../../unit/intake/gmail/fake-gmail.ts';
import { googleError, startFakeGmail } from '../../unit/intake/gmail/fake-gmail.ts';
import { bloomdashOrder, plainMail } from '../../unit/intake/gmail/order-mails.ts';
import { prove } from '../prove.ts';

const script = new URL('../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
let reader: MailReader;
beforeAll(() => {
  reader = createMailReader({ script, log: quietLog(), limitMs: 20_000 });
});
afterAll(() => reader.stop());

const hour = 3_600_000;

/** An order and its mail in the mailbox. */
type Expected = { readonly number: string; readonly mail: FakeMail };
type Missing = 'the new listing' | null;

/**
 * Simulates hours of a mailbox with late mails, drafts, spam, failed answers and lost history, and a process that
 * dies at any ledger call. @param missing a safeguard to switch off
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
      recorder: createRecorder({ ledger: over, clock, enqueueNotices: () => {} }),
      clock,
      log: quietLog(),
      reader,
      recipes: () => sampleTemplates,
    });
  const expected: Expected[] = [];
  /** Mails that Gmail shows over two days late just after its history was lost: no listing can find them. */
  const beyond = new Set<string>();
  let intake = openOn(ledger);
  await intake.now();

  for (let step = 0; step < 10; step += 1) {
    gmail.fail = random.chance(1 / 2) ? failing(random) : () => null;
    const { at: since, historyId } = readCheckpoint(ledger.checkpoints) ?? { at: 0, historyId: '0' };
    const listedFrom = since - firstLookBackMs;
    happen(random, { gmail, clock, expected, seed, listedFrom });
    if (random.chance(1 / 8)) {
      gmail.forgottenUpTo = 1_000_000;
      for (const { number, mail } of expected)
        if (mail.historyId > Number(historyId) && mail.internalDate < listedFrom) beyond.add(number);
      if (missing !== null)
        gmail.fail = (path) => (path.endsWith('/messages') ? { status: 200, body: {} } : null);
    }
    if (random.chance(1 / 4)) {
      const when = random.of(['before', 'after'] as const);
      const dying = dyingLedger(ledger, { call: 1 + random.below(60), when });
      // it may die right after opening
      await Promise.try(() => openOn(dying.ledger).now()).catch(() => {});
      intake = openOn(ledger);
    } else await intake.now().catch(() => {});
    gmail.forgottenUpTo = 0;
    await clock.advance(random.below(3 * hour));
  }
  gmail.fail = () => null;
  for (let round = 0; round < 4; round += 1) {
    await intake.now();
    await clock.advance(60_000);
  }
  await gmail.close();
  const found = new Set([...ledger.orders.each()].map(({ order }) => order.content.number ?? ''));
  const received = ledger.entries
    .list({ limit: 100_000 })
    .filter(({ kind }) => kind === 'order-received' || kind === 'order-updated');
  ledger.close();
  const numbers = new Set(expected.map(({ number }) => number));
  const lost = [...numbers.difference(found)];
  return {
    mails: expected.length,
    missed: lost.filter((number) => !beyond.has(number)),
    beyond: lost.filter((number) => beyond.has(number)),
    // an order changed by its own mail counts as a duplicate too
    twice: received.length - found.size,
    strange: [...found.difference(numbers)],
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

type Mailbox = {
  readonly gmail: FakeGmail;
  readonly clock: { now(): number };
  readonly expected: Expected[];
  readonly seed: number;
  /** The start of a new listing. */
  readonly listedFrom: number;
};

function happen(random: Random, { gmail, clock, expected, seed, listedFrom }: Mailbox): void {
  const deliver = (options: Parameters<FakeGmail['deliver']>[1] = {}): FakeMail => {
    const number = `BD-${seed}${String(expected.length + 1).padStart(3, '0')}`;
    const mail = gmail.deliver(bloomdashOrder(number), options);
    expected.push({ number, mail });
    return mail;
  };
  switch (random.below(6)) {
    case 0:
      deliver();
      return;
    case 1: // mails of the same second
      for (let nth = random.below(5); nth >= 0; nth -= 1) deliver();
      return;
    case 2: // up to three days late, about as long as a new listing looks back
      deliver({ at: clock.now() - random.below(72 * hour) });
      deliver({ at: listedFrom + random.below(4_000) - 2_000 });
      return;
    case 3: // spam, a quoting draft, and a mail scheduled for tomorrow
      deliver({ labelIds: ['SPAM', 'UNREAD'] });
      gmail.deliver(bloomdashOrder(`BD-DRAFT-${expected.length}`), { labelIds: ['DRAFT'] });
      gmail.deliver(bloomdashOrder(`BD-LATER-${expected.length}`), {
        at: clock.now() + 24 * hour,
        labelIds: ['SCHEDULED'],
      });
      return;
    case 4: // the service sends it twice
      gmail.deliver(deliver().raw);
      return;
    default:
      for (let nth = random.below(6); nth >= 0; nth -= 1)
        gmail.deliver(plainMail('a@friend.example', 'Hello', 'Hi'));
  }
}

it('makes one order of each order mail despite faults and crashes', {
  timeout: 1_800_000,
}, async () => {
  const seeds = byForm({ short: 14, full: 25, long: 1_000 });
  const wrong: object[] = [];
  const sum = { mails: 0, missed: 0, twice: 0, beyond: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { mails, missed, twice, strange, beyond } = await weather(seed);
    sum.mails += mails;
    sum.beyond += beyond.length;
    sum.missed += missed.length;
    sum.twice += Math.abs(twice);
    if (missed.length > 0 || twice !== 0 || strange.length > 0) wrong.push({ seed, missed, twice, strange });
  }
  expect(wrong).toEqual([]);
  // some mails were too late for every listing, so the others were late enough too
  expect(sum.beyond).toBeGreaterThan(0);
  prove(14, 'seeds', seeds);
  prove(14, 'mails', sum.mails);
  prove(14, 'missed', sum.missed);
  prove(14, 'twice', sum.twice);
});

inFullForm(() => {
  it('detects missed mails without a new listing after lost history', {
    timeout: 120_000,
  }, async () => {
    const missed: string[] = [];
    for (let seed = 1; seed <= 12; seed += 1) missed.push(...(await weather(seed, 'the new listing')).missed);
    expect(missed).not.toEqual([]);
  });
});
