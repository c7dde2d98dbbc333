import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import type { DynamicBlock } from '../../../../src/main/manychat/dynamic-block.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import {
  alertRulesSchema,
  defaultRules,
  savedRulesSchema,
} from '../../../../src/shared/alert-rules/rules.ts';
import { inputSchemas } from '../../../../src/shared/contract.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

const night = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '08:00' };
let clock: FakeClock;
let ledger: Ledger;
let desk: BellDesk;
let told: string[];

const textsIn = ({ content: { messages } }: DynamicBlock): readonly string[] =>
  messages.flatMap((message) => (message.type === 'text' ? [message.text] : []));
const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async () => ({ name: 'Anna', lastInteraction: clock.now() }),
  send: async (_, block) => void told.push(...textsIn(block)),
};

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  told = [];
  desk = startBellDesk({ ledger, clock, managers: managersOf('Anna'), manychat: messenger });
});
afterEach(async () => {
  await desk.stop();
  ledger.close();
});

describe("the shop's own text", () => {
  it('is what managers get from the moment it is saved, and the usual one once it is taken back', async () => {
    desk.book.set({ ...defaultRules, texts: { en: 'Hurry: {number}' } }, 'Anna');
    desk.order('1');
    await clock.advance(10_000);
    desk.book.set(defaultRules, 'Anna');
    desk.order('2');
    await clock.advance(10_000);
    expect(told.map((text) => text.split('\n')[0])).toEqual(['Hurry: #1', 'New order #2 · shopify']);
  });

  it('is of no other language than its own', async () => {
    desk.book.set({ ...defaultRules, texts: { uk: 'Мерщій: {number}' } }, 'Anna');
    desk.order('1');
    await clock.advance(10_000);
    expect(told[0]).toContain('New order #1');
  });

  it('stands beside what somebody else saved since it was begun', () => {
    desk.book.set({ ...defaultRules, quiet: [{ manager: 'Taras', hours: night }] }, 'Taras');
    desk.book.set({ ...defaultRules, texts: { en: 'Hurry: {number}' } }, 'Anna', defaultRules);
    expect(desk.book.bell().bell).toMatchObject({
      texts: { en: 'Hurry: {number}' },
      quiet: [{ manager: 'Taras' }],
    });
  });

  it('tells an order that came late and alone, too', async () => {
    desk.book.set({ ...defaultRules, texts: { en: 'Hurry: {number}' } }, 'Anna');
    desk.order('1', { toldAt: clock.now() - 2 * 3_600_000 });
    await clock.advance(10 * 60_000);
    expect(told.map((text) => text.split('\n')[0])).toEqual(['Hurry: #1']);
  });

  it('is not saved with a field there is not, and the place is named', () => {
    const bell = { ...defaultRules, texts: { en: 'Hurry!\n{nubmer}' } };
    const refused = inputSchemas['alertRules.set'].safeParse({ bell });
    expect(refused.error?.issues).toMatchObject([
      { path: ['bell', 'texts', 'en'], message: 'Line 2, column 1: there is no field “nubmer”' },
    ]);
  });

  it('is read from the ledger though a newer version has saved it, and older words have none', () => {
    const newer = { ...defaultRules, texts: { en: 'Soon: {eta}' } };
    expect(alertRulesSchema.parse(newer)).toEqual(newer);
    expect(alertRulesSchema.parse(defaultRules)).toEqual(defaultRules);
    expect(savedRulesSchema.parse(defaultRules)).toEqual(defaultRules);
  });
});
