import { expect, it } from 'vitest';
import { chooseLeader } from '../../../src/main/cluster/chosen-leader.ts';
import { keepName } from '../../../src/main/cluster/workstation-names.ts';
import { createInsightsBook } from '../../../src/main/insights/insights-book.ts';
import { createChatHandlers } from '../../../src/main/ipc/chat-handlers.ts';
import { createRuleStore } from '../../../src/main/notify/alert-rules/rule-store.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { defaultRules } from '../../../src/shared/alert-rules/rules.ts';
import type { EntryKind } from '../../../src/shared/entry.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact } from '../../support/orders.ts';

const clock = fakeClock();
const subscriberId = subscriberIdSchema.parse('24680135790246802469');
const rules = (ledger: Ledger) =>
  createRuleStore({ ledger, clock, timeZone: () => 'UTC', managers: () => [], atDesks: () => new Set() });
const insights = (ledger: Ledger) =>
  createInsightsBook({
    ledger,
    clock,
    currency: () => 'UAH',
    timeZone: () => 'Europe/Kyiv',
    told: () => null,
    listens: true,
  });

const decisions: readonly (readonly [EntryKind, (ledger: Ledger) => unknown])[] = [
  ['bell-set', (ledger) => rules(ledger).set({ ...defaultRules, rules: [] }, 'Anna')],
  ['duty-set', (ledger) => rules(ledger).setDuty({ manager: 'Anna', on: true, via: 'app' })],
  ['commission-set', (ledger) => insights(ledger).setCommission({ source: 'shopify', share: 100 }, 'Anna')],
  ['zone-set', (ledger) => insights(ledger).settleZone()],
  ['leader-set', (ledger) => chooseLeader(ledger, clock, ledger.deskId, 'Anna')],
  ['desk-named', (ledger) => keepName(ledger, clock, 'Anna')],
  [
    'chat-answered',
    (ledger) => {
      const data = { subscriberId, name: 'Olena', wantsManager: true };
      ledger.entries.append(fact({ id: 'ask', kind: 'touched', orderId: null, at: 1, data }));
      const status = () => expect.fail('not asked');
      const handlers = createChatHandlers({ ledger, clock, manager: () => 'Anna', status });
      return handlers['chats.answer']({ subscriberId, upTo: 1 });
    },
  ],
];

it.each(decisions)('a %s on each of two copies of a ledger is two facts', async (kind, decide) => {
  const ids = new Set<string>();
  for (const ledger of [memoryLedger({ clock }), memoryLedger({ clock })]) {
    await decide(ledger);
    for (const event of ledger.entries.each()) if (event.kind === kind) ids.add(event.id);
    ledger.close();
  }
  expect(ids.size).toBe(2);
});
