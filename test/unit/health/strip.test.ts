import { expect, it } from 'vitest';
import { buildStrip } from '../../../src/main/health/strip.ts';
import type { Difference, SourceCounts } from '../../../src/shared/completeness.ts';

const counts = (part: Partial<SourceCounts>): SourceCounts => ({
  source: 'shopify',
  atSource: 2,
  askedAt: 77,
  canBeAsked: true,
  problem: null,
  inLedger: 2,
  inWarehouse: 2,
  notified: 2,
  taken: 2,
  late: [],
  ...part,
});
const strip = (sources: readonly SourceCounts[], differences: readonly Difference[] = []) =>
  buildStrip({
    today: { day: '2026-11-24', isToday: true, sources },
    differences,
    before: 1,
    touches: 3,
    parked: 0,
    noticesToLook: 0,
    quarantined: 0,
    warehouseOff: false,
    notifyOff: false,
  });

it('is proven as of the oldest answer of the sources that can be asked', () => {
  const manual = counts({ source: 'manual', canBeAsked: false, askedAt: null, atSource: null });
  expect(strip([counts({}), counts({ source: 'mail:dostavo', askedAt: 44 }), manual]).provenAt).toBe(44);
  expect(strip([manual]).provenAt).toBeNull();
});

it('tells paid links only where there are some, and the chat-bot as chats', () => {
  const links = counts({ source: 'pay-links', inLedger: 0, late: [] });
  const sourcesOf = (...list: readonly SourceCounts[]) => strip(list).sources.map(({ source }) => source);
  expect(sourcesOf(counts({}), links, counts({ source: 'chat-bot' }))).toEqual(['shopify']);
  expect(sourcesOf({ ...links, late: ['ledger'] })).toEqual(['pay-links']);
  expect(sourcesOf({ ...links, inLedger: 1 })).toEqual(['pay-links']);
});

it('counts what is late today and of the days before', () => {
  const difference = {
    key: 'k',
    source: 'shopify',
    day: '2026-11-24',
    stage: 'taken',
    order: null,
    number: '#1',
    customerName: '',
    since: 0,
    why: 'untaken',
    reason: null,
    next: { do: 'hurry' },
  } as const;
  const list = [
    { ...difference, late: true },
    { ...difference, late: false },
  ];
  expect(strip([counts({})], list)).toMatchObject({ day: '2026-11-24', late: 1, before: 1 });
});
