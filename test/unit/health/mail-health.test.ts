import { beforeEach, describe, expect, it } from 'vitest';
import { addWarnings } from '../../../src/main/health/add-warnings.ts';
import type { MailHealth } from '../../../src/main/health/mail-health.ts';
import { createMailHealth } from '../../../src/main/health/mail-health.ts';
import type { Connection, ConnectionStatus, Ledger, StoredReading } from '../../../src/main/ports.ts';
import { bloomdash } from '../../../src/sample-shop/mail-templates/bloomdash.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { keptReading } from './kept-reading.ts';

const hour = 3_600_000;
const minute = 60_000;
const sender = 'orders@bloomdash.example';

let clock: FakeClock;
let ledger: Ledger;
let changes: number;
let health: MailHealth;
let status: ConnectionStatus;
let number: number;
let consentEndsAt: number | null;
let sendingEndsAt: number | null;

beforeEach(() => {
  clock = fakeClock('2025-03-04T10:00:00Z');
  ledger = memoryLedger({ clock });
  changes = 0;
  number = 0;
  consentEndsAt = null;
  sendingEndsAt = null;
  status = {
    state: 'working',
    account: 'shop@flowers.example',
    lastSuccessAt: clock.now(),
    problem: null,
    fix: null,
    facts: [],
  };
  health = createMailHealth({
    ledger,
    clock,
    log: quietLog(),
    recipes: () => [bloomdash],
    mailbox: {
      connection: { status: () => status },
      unfetched: () => [],
      isRead: () => true,
      everyMs: 20_000,
      consentEndsAt: () => consentEndsAt,
      sendingEndsAt: () => sendingEndsAt,
    },
    onChange: () => {
      changes += 1;
    },
  });
});

function keep(change: Partial<StoredReading> = {}): void {
  number += 1;
  ledger.readings.put({
    ...keptReading(number),
    document: documentIdSchema.parse(`mail:${number}`),
    sender,
    family: 'bloomdash',
    recipe: 'bloomdash@1',
    mailedAt: clock.now(),
    ...change,
  });
}
/** Mails every half hour between nine and five for so many days, ending yesterday. */
function keepDays(days: number): void {
  const midnight = new Date(clock.now()).setHours(0, 0, 0, 0);
  for (let day = days; day > 0; day -= 1) {
    for (let half = 0; half < 17; half += 1) {
      keep({ mailedAt: midnight - day * 24 * hour + (9 + half / 2) * hour });
    }
  }
}
/** So many mails two weeks ago that were read well, and of this week so many that were not, before two that were. */
function keepTrend(before: number, odd: number): void {
  for (let count = 0; count < before; count += 1) keep({ mailedAt: clock.now() - 14 * 24 * hour });
  for (let count = 0; count < odd; count += 1) keep({ recipe: null, mailedAt: clock.now() - hour });
  for (let count = 0; count < 2; count += 1) keep();
}
const kinds = () => health.warnings().map(({ kind }) => kind);
const pollAt = (time: number) => {
  status = { ...status, lastSuccessAt: time };
};
const today = (hours: number) => new Date(clock.now()).setHours(hours, 0, 0, 0);

describe('the health of the mails', () => {
  it('warns from the fifth day of a consent that Google ends after seven, with the fix on the card', () => {
    consentEndsAt = clock.now() + 49 * hour;
    expect(kinds()).toEqual([]);
    consentEndsAt = clock.now() + 47.5 * hour;
    health.check();

    expect(health.warnings()).toMatchObject([
      {
        kind: 'consent',
        sender: 'shop@flowers.example',
        text: 'The Google sign-in of this mailbox expires in 47 h: sign in again before',
      },
    ]);
    const told = addWarnings(
      { name: 'gmail', status: () => status, check: async () => status },
      health.warnings,
    );
    expect(told.status().fix).toContain('Sign in with Google again');

    status = {
      ...status,
      state: 'signed-out',
      problem: 'Google no longer accepts the sign-in of this mailbox',
    };
    health.check();
    expect(kinds()).not.toContain('consent');
  });

  it('warns of the consent to send e-mail likewise, which ends at a time of its own', () => {
    sendingEndsAt = clock.now() + 49 * hour;
    expect(kinds()).toEqual([]);
    sendingEndsAt = clock.now() + 47.5 * hour;
    health.check();
    expect(health.warnings().map(({ text }) => text)).toEqual([
      'The consent to send e-mail expires in 47 h: allow it again before',
    ]);
    const mailbox = { name: 'gmail', status: () => status, check: async () => status } as const;
    expect(addWarnings(mailbox, health.warnings).status().fix).toBe('Allow sending e-mail in Setup → Gmail');
  });

  it('tells of a template whose mails are read with warnings this week, until it is taught again', () => {
    keepTrend(20, 3);
    health.check();
    expect([kinds(), changes]).toEqual([['drift'], 1]);
    expect(health.warnings()).toMatchObject([
      {
        kind: 'drift',
        sender,
        family: 'bloomdash',
        text: 'Bloomdash: 40 % of this week’s mails were read without a warning, 100 % in the four weeks before',
        document: 'mail:23',
      },
    ]);
    expect(health.of(bloomdash)).toMatchObject({ mails: 22, warnings: health.warnings() });
    ledger.recipes.save({ recipe: bloomdash, savedAt: clock.now(), savedBy: 'Anna' });
    health.check();
    expect([kinds(), changes]).toEqual([[], 2]);
  });

  it('counts for a recipe the mails it should have read and that need review', () => {
    for (let count = 0; count < 30; count += 1) keep();
    expect(health.of(bloomdash)).toMatchObject({ mails: 30, needingReview: 0 });
    for (let count = 0; count < 3; count += 1) keep({ recipe: null, kind: 'needs-review' });
    keep({ recipe: null });
    expect(health.of(bloomdash)).toMatchObject({ mails: 33, needingReview: 3 });
  });

  it('counts them also where the recipe reads none at all, with when the last one came', () => {
    keep({ recipe: null, kind: 'needs-review', mailedAt: clock.now() - hour });
    keep({ recipe: null, kind: 'needs-review' });
    expect(health.of(bloomdash)).toMatchObject({
      mails: 2,
      needingReview: 2,
      lastMailAt: clock.now(),
    });
  });

  it('offers the newest mail that tells an order to teach from, not what came after it', () => {
    keep({ mailedAt: clock.now() - hour });
    keep({ kind: 'not-an-order', says: 'nothing', recipe: null });
    expect(health.of(bloomdash).lastMail).toBe('mail:1');
  });

  it('offers what there is where no mail tells an order: its template may be a new one', () => {
    keep({ kind: 'not-an-order', says: 'nothing', recipe: null });
    expect(health.of(bloomdash).lastMail).toBe('mail:1');
  });

  it('is not moved by forged mails: they neither raise an alarm nor end one', () => {
    keepDays(20);
    pollAt(today(15));
    for (let count = 0; count < 5; count += 1) {
      keep({ verified: false, recipe: null, outline: ['forged'], mailedAt: today(15) });
    }
    health.check();
    expect(kinds()).toEqual(['silence']);
  });

  it('tells of a sender that is silent as of the last poll, and no more once it writes', () => {
    keepDays(20);
    pollAt(today(15));
    health.check();
    expect(health.warnings()).toMatchObject([
      {
        kind: 'silence',
        text: 'No orders from Bloomdash for 22 h; in the same hours of earlier weeks there were at least 13',
      },
    ]);
    keep({ mailedAt: today(15) });
    health.check();
    expect([kinds(), changes]).toEqual([[], 2]);
  });

  it('calls no service silent that writes from another address than before, and tells once of one that writes from none', () => {
    const other = 'noreply@mail.bloomdash.example';
    keepDays(20);
    keep({ sender: other, mailedAt: today(0) - hour });
    pollAt(today(15));
    health.check();
    expect(kinds()).toEqual(['silence']);
    expect(health.of(bloomdash).warnings).toEqual(health.warnings());
    expect(health.warnings()[0]?.text).toContain('No orders from Bloomdash for');
    keep({ sender: other, mailedAt: today(15) });
    health.check();
    expect(kinds()).toEqual([]);
    expect(health.of(bloomdash)).toMatchObject({ mails: 20 * 17 + 2, lastMailAt: today(15) });
  });

  it('knows nothing of a source that has not answered since the start, or since the computer slept', async () => {
    status = { ...status, lastSuccessAt: null };
    expect(health.knowsOf({ family: 'bloomdash' })).toBe(false);
    pollAt(clock.now());
    health.check();
    expect(health.knowsOf({ family: 'bloomdash' })).toBe(true);
    await clock.advance(hour);
    health.check();
    expect(health.knowsOf({ family: 'bloomdash' })).toBe(false);
  });

  it('calls nobody silent while the mailbox has not been asked', () => {
    keepDays(20);
    pollAt(today(0));
    health.check();
    expect(kinds()).toEqual([]);
  });

  it('tells of a mailbox that cannot be read by the clock alone, with the reason, and when it can again', async () => {
    health.start();
    status = { ...status, state: 'failing', problem: 'Gmail rejected the request: no' };
    await clock.advance(4 * minute);
    expect(health.warnings()).toMatchObject([
      { kind: 'stopped', text: 'Gmail could not be read for 4 min: Gmail rejected the request: no' },
    ]);
    pollAt(clock.now());
    await clock.advance(minute);
    expect(kinds()).toEqual([]);
    await health.stop();
    expect(clock.waiting).toBe(0);
  });

  it('tells of a poll that hangs', async () => {
    health.start();
    await clock.advance(3 * minute);
    expect(health.warnings()).toMatchObject([
      { kind: 'stopped', text: 'Gmail has not responded for 3 min: new mail orders are not received' },
    ]);
    await health.stop();
  });

  it('does not blame the mailbox for the time this computer slept', async () => {
    health.check();
    await clock.advance(9 * hour);
    health.check();
    expect(kinds()).toEqual([]);
  });

  it('is told on the card of the mailbox, below its own problem', async () => {
    keepTrend(20, 3);
    const gmail: Connection = { name: 'gmail', status: () => status, check: async () => status };
    const told = addWarnings(gmail, health.warnings);
    const text =
      'Bloomdash: 40 % of this week’s mails were read without a warning, 100 % in the four weeks before';
    const facts = [{ label: 'Warnings about mails', value: '1' }];
    expect(told.status()).toEqual({ ...status, problem: text, facts });
    status = { ...status, state: 'failing', problem: 'Gmail is limiting requests' };
    expect(await told.check()).toEqual({ ...status, facts });
  });
});
