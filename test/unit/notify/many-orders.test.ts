import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DynamicBlock } from '../../../src/main/manychat/dynamic-block.ts';
import { problemOfAnswer, refusalOf } from '../../../src/main/manychat/problems.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { testNotifier } from './test-notifier.ts';

let clock: FakeClock;
let ledger: Ledger;
let relay: ReturnType<typeof testNotifier>['relay'];
/** The orders each request told. */
let requests: (readonly string[])[];
let onLook: () => void;
let answer: (told: readonly string[]) => void;

const numbersOf = (block: DynamicBlock): readonly string[] =>
  block.content.messages.flatMap((message) =>
    message.type === 'text' ? (/New order #(\d+)/.exec(message.text)?.[1] ?? []) : [],
  );

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  requests = [];
  answer = () => {};
  onLook = () => {};
  const shop = testNotifier({
    ledger,
    clock,
    managers: () => [{ name: 'Iryna', subscriberId: subscriberIdSchema.parse('41') }],
    warehouseOn: () => true,
    manychat: {
      contact: async () => {
        onLook();
        return { name: 'Iryna', lastInteraction: clock.now() };
      },
      send: async (_id, block) => {
        const told = numbersOf(block);
        answer(told);
        requests.push(told);
      },
    },
  });
  relay = shop.relay;
  relay.start();
  for (const number of all) shop.order(number);
});
afterEach(async () => {
  await relay.stop();
  ledger.close();
});

const all = Array.from({ length: 25 }, (_, index) => String(index + 1));
const statesOf = (): readonly (string | undefined)[] =>
  all.map((number) => ledger.orders.get(orderIdOf('shopify', number))?.notifications[0]?.state);

it('one order that ManyChat refuses keeps no other back', async () => {
  answer = (told) => {
    if (told.includes('7')) throw refusalOf('', 'Validation error');
  };
  await clock.advance(61_000);
  expect(requests.flat().toSorted()).toEqual(all.filter((number) => number !== '7').toSorted());
  expect(statesOf()).toEqual(all.map((number) => (number === '7' ? 'refused' : 'sent')));
});

it('parks each order whose outcome is unknown, and sends none again', async () => {
  answer = (told) => {
    requests.push(told);
    const problem = problemOfAnswer({ status: 502, retryAfter: null, body: null }, { writes: true, now: 0 });
    if (problem) throw problem;
  };
  await clock.advance(61_000);
  await clock.advance(3_600_000);
  expect(requests.flat().toSorted()).toEqual(all.toSorted());
  expect(statesOf()).toEqual(all.map(() => 'unknown'));
  expect(ledger.outbox.parked()).toHaveLength(25);
});

it('asks for the contact before each try while ManyChat does not answer', async () => {
  const order: string[] = [];
  onLook = () => order.push('asked');
  answer = () => {
    order.push('sent');
    const problem = problemOfAnswer({ status: 429, retryAfter: '1', body: null }, { writes: true, now: 0 });
    if (problem) throw problem;
  };
  await clock.advance(5 * 60_000);
  expect(order.filter((what) => what === 'sent').length).toBeGreaterThan(3);
  // a question goes before every try: none of them was sure
  expect(order.filter((what) => what === 'asked').length).toBeGreaterThanOrEqual(
    order.filter((what) => what === 'sent').length,
  );
});
