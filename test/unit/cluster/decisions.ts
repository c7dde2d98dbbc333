import { keepName } from '../../../src/main/cluster/workstation-names.ts';
import { createInsightsBook } from '../../../src/main/insights/insights-book.ts';
import { createChatHandlers } from '../../../src/main/ipc/chat-handlers.ts';
import { createRuleStore } from '../../../src/main/notify/alert-rules/rule-store.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import { defaultRules, lastRule } from '../../../src/shared/alert-rules/rules.ts';
import type { EntryKind } from '../../../src/shared/entry.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fact } from '../../support/orders.ts';

const bells = (ledger: Ledger, clock: Clock) =>
  createRuleStore({ ledger, clock, timeZone: () => 'UTC', managers: () => [], atDesks: () => new Set() });
const insights = (ledger: Ledger, clock: Clock, timeZone = 'UTC') =>
  createInsightsBook({
    ledger,
    clock,
    currency: () => 'UAH',
    timeZone: () => timeZone,
    told: () => null,
    listens: true,
  });
const subscriberId = subscriberIdSchema.parse('24680135790246802469');
/** What is answered twice, before it is. */
export const askTwice = (ledger: Ledger) =>
  [1, 2].map((at) =>
    ledger.entries.append(
      fact({
        id: `ask:${at}`,
        kind: 'touched',
        orderId: null,
        at,
        data: { subscriberId, name: 'Olena', wantsManager: true },
      }),
    ),
  );

/** What is decided without an order, in two ways. */
export const decisions: readonly (readonly [
  EntryKind,
  (ledger: Ledger, clock: Clock, way: 1 | 2) => unknown,
])[] = [
  [
    'bell-set',
    (ledger, clock, way) =>
      bells(ledger, clock).set({ ...defaultRules, rules: [{ ...lastRule, name: `Rule ${way}` }] }, 'Anna'),
  ],
  [
    'duty-set',
    (ledger, clock, way) =>
      bells(ledger, clock).setDuty({ manager: 'Anna', on: true, via: way === 1 ? 'app' : 'messenger' }),
  ],
  [
    'commission-set',
    (ledger, clock, way) =>
      insights(ledger, clock).setCommission({ source: 'shopify', share: way * 100 }, 'Anna'),
  ],
  ['desk-named', (ledger, clock, way) => keepName(ledger, clock, `Anna ${way}`)],
  [
    'zone-set',
    (ledger, clock, way) => insights(ledger, clock, way === 1 ? 'Europe/Kyiv' : 'Europe/Warsaw').settleZone(),
  ],
  [
    'chat-answered',
    (ledger, clock, way) => {
      const status = () => {
        throw new Error('not asked');
      };
      const handlers = createChatHandlers({ ledger, clock, manager: () => 'Anna', status });
      return handlers['people.answer']({ subscriberId, upTo: way });
    },
  ],
];
