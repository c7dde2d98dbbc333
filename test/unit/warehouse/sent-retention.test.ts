import { expect, it } from 'vitest';
import { createInsightsBook } from '../../../src/main/insights/insights-book.ts';
import { decidedDraft } from '../../../src/main/ledger/mail-facts.ts';
import { createRuleStore } from '../../../src/main/notify/alert-rules/rule-store.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { createSentRetention } from '../../../src/main/warehouse/sent-retention.ts';
import { defaultRules } from '../../../src/shared/alert-rules/rules.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact } from '../../support/orders.ts';

/** Advances by days; the computer is on in the last hour. */
async function daysOn(clock: FakeClock, days: number): Promise<void> {
  clock.sleep((days * 24 - 1) * 3_600_000);
  await clock.advance(3_600_000);
}

const insightsOf = (ledger: Ledger, clock: FakeClock) =>
  createInsightsBook({
    ledger,
    clock,
    currency: () => 'UAH',
    timeZone: () => 'Europe/Kyiv',
    told: () => null,
    listens: true,
  });

const alertRulesOf = (ledger: Ledger, clock: FakeClock) =>
  createRuleStore({ ledger, clock, timeZone: () => 'UTC', managers: () => [], atDesks: () => new Set() });

/** A computer on which the shop has set each fact once, and some again. */
function recordedOnce(keptDays: number | undefined, listens = true) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const book = insightsOf(ledger, clock);
  book.settleZone();
  book.setCommission({ source: 'shopify', share: 900 }, 'Anna');
  book.setCommission({ source: 'shopify', share: 1000 }, 'Anna');
  book.setCommission({ source: 'manual', share: 300 }, 'Taras');
  const bells = alertRulesOf(ledger, clock);
  bells.set(defaultRules, 'Anna');
  bells.setDuty({ manager: 'Anna', on: true, via: 'app' });
  ledger.entries.append(
    decidedDraft(
      { sender: 'shop@example.com', verdict: 'approved', family: 'shop', decision: 1 },
      clock.now(),
      'Anna',
    ),
  );
  const first = ledger.entries.list();
  const loop = createSentRetention({ ledger, clock, log: quietLog(), keptDays: () => keptDays, listens });
  loop.start();
  const standing = first.filter((entry) => entry.kind !== 'commission-set' || entry.data.share !== 900);
  return { clock, ledger, loop, book, standing, again: () => ledger.entries.list().slice(first.length) };
}

/** The events with their data, without computer and time. */
const wordsOf = (entries: ReturnType<Ledger['entries']['list']>) =>
  entries.map(({ kind, at, by, data }) => JSON.stringify([kind, at, by, data])).toSorted();

it('repeats current facts once, after two thirds of BigQuery’s retention', async () => {
  const { clock, standing, again } = recordedOnce(60);
  await daysOn(clock, 39);
  expect(again()).toEqual([]);
  await daysOn(clock, 6);
  expect(standing).toHaveLength(6);
  expect(wordsOf(again())).toEqual(wordsOf(standing));
  const repeatedAt = again().map(({ recordedAt }) => recordedAt);
  await daysOn(clock, 30);
  expect(again().map(({ recordedAt }) => recordedAt)).toEqual(repeatedAt);
  // and the same again, before those are gone
  await daysOn(clock, 15);
  expect(wordsOf(again())).toEqual(wordsOf([...standing, ...standing]));
});

it.each([
  ['where BigQuery keeps its rows, or has not answered yet', undefined, true],
  ['on a computer that does not listen', 60, false],
] as const)('says nothing again %s', async (_where, keptDays, listens) => {
  const { clock, again } = recordedOnce(keptDays, listens);
  await daysOn(clock, 100);
  expect(again()).toEqual([]);
});

it('says nothing more once it was stopped', async () => {
  const { clock, loop, again } = recordedOnce(60);
  await loop.stop();
  await daysOn(clock, 100);
  expect(again()).toEqual([]);
});

it('gives a late computer the current facts, and accepts its changes', async () => {
  const { clock, ledger, book, again } = recordedOnce(60);
  await daysOn(clock, 70);
  const late = memoryLedger({ clock, deskId: 'desk-2' });
  late.entries.importRemote(again());
  const lateBook = insightsOf(late, clock);
  expect(lateBook.settled()?.timeZone).toBe('Europe/Kyiv');
  expect(lateBook.commissions()).toEqual(expect.arrayContaining([...book.commissions()]));
  lateBook.setCommission({ source: 'shopify', share: 1500 }, 'Taras');
  ledger.entries.importRemote(late.entries.ofNumbers(late.deskId, 1, 10));
  for (const one of [book, lateBook]) {
    const shares = new Map(one.commissions().map(({ source, share }) => [source, share]));
    expect(shares.get('shopify')).toBe(1500);
  }
});

// of two events of one decision the greater id counts
it.each(['before', 'then'])(
  'leaves the zone to its computer, and loses to newer decisions: %s',
  async (id) => {
    const clock = fakeClock();
    const first = memoryLedger({ clock, deskId: 'desk-1' });
    const firstBook = insightsOf(first, clock);
    const zone = { timeZone: 'Europe/Kyiv', decision: 1 };
    first.entries.append(fact({ id, kind: 'zone-set', orderId: null, at: clock.now(), data: zone }));
    firstBook.setCommission({ source: 'shopify', share: 1000 }, 'Anna');
    const taker = memoryLedger({ clock, deskId: 'desk-2' });
    taker.entries.importRemote(first.entries.list());
    createSentRetention({ ledger: taker, clock, log: quietLog(), keptDays: () => 60, listens: true }).start();
    firstBook.setCommission({ source: 'shopify', share: 1500 }, 'Anna');
    await daysOn(clock, 45);
    const repeated = taker.entries.ofNumbers(taker.deskId, 1, 10);
    expect(repeated).toHaveLength(2);
    taker.entries.importRemote(first.entries.list());
    first.entries.importRemote(repeated);
    const takerBook = insightsOf(taker, clock);
    for (const one of [firstBook, takerBook]) expect(one.commissions()[0]?.share).toBe(1500);
    expect([firstBook, takerBook].map((one) => one.settled()?.isOwnZone)).toEqual([true, false]);
  },
);
