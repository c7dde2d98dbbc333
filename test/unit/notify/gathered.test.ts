import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { DynamicBlock } from '../../../src/main/manychat/dynamic-block.ts';
import { problemOfAnswer, refusalOf } from '../../../src/main/manychat/problems.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { faultsOfContent } from '../../../src/sample-shop/manychat/content.ts';
import { entryIdSchema, orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder } from '../../support/orders.ts';

let clock: FakeClock;
let ledger: Ledger;
let relay: ReturnType<typeof createRelay>;
/** The orders each request told. */
let requests: (readonly string[])[];
let blocks: DynamicBlock[];
let template: string | undefined;
let looked: number;
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
  blocks = [];
  template = undefined;
  looked = 0;
  answer = () => {};
  onLook = () => {};
  const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };
  const notifier = createNotifier({
    ledger,
    clock,
    log: quietLog(),
    config: () => config,
    managers: () => [{ name: 'Iryna', subscriberId: subscriberIdSchema.parse('41') }],
    warehouseOn: () => true,
    language: () => 'en',
    template: () => template,
    link: () => 'https://admin.shopify.com/store/x/orders/1',
    random: () => 0.5,
    openManychat: () => ({
      page: async () => ({ id: '1', name: 'Shop', isPro: true }),
      contact: async () => {
        looked += 1;
        onLook();
        return { name: 'Iryna', lastInteraction: clock.now() };
      },
      send: async (_id, block) => {
        const told = numbersOf(block);
        answer(told);
        requests.push(told);
        blocks.push(block);
      },
    }),
  });
  relay = createRelay({ ledger, clock, log: quietLog(), performers: notifier.performers });
  relay.start();
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  for (let number = 1; number <= 25; number += 1) {
    const order = incomingOrder({ sourceId: String(number) });
    recorder.record(order, { by: 'shopify', ring: true, toldAt: clock.now() });
  }
});
afterEach(async () => {
  await relay.stop();
  ledger.close();
});

const all = Array.from({ length: 25 }, (_, index) => String(index + 1));
const statesOf = (): readonly (string | undefined)[] =>
  all.map((number) => ledger.orders.get(orderIdOf('shopify', number))?.notifications[0]?.state);

it('orders that come into BigQuery together are told in requests of ten messages, oldest first, ManyChat being asked once for each', async () => {
  await clock.advance(61_000);
  expect(requests.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(requests.flat()).toEqual(all);
  expect(looked).toBeLessThanOrEqual(3);
  expect(statesOf()).toEqual(all.map(() => 'sent'));
});

it('long orders that are told together are told whole in requests that ManyChat takes', async () => {
  template = `New order {number}\n${'Mind the gate. '.repeat(60)}`;
  await clock.advance(61_000);
  expect([...new Set(requests.flat())]).toEqual(all);
  for (const block of blocks) expect(faultsOfContent(block)).toEqual([]);
});

it('what ManyChat refuses of several is sent alone, so that one message keeps no other back', async () => {
  answer = (told) => {
    if (told.includes('7')) throw refusalOf('', 'Validation error');
  };
  await clock.advance(61_000);
  expect(requests.flat().toSorted()).toEqual(all.filter((number) => number !== '7').toSorted());
  expect(statesOf()).toEqual(all.map((number) => (number === '7' ? 'refused' : 'sent')));
});

it('an order that is taken while those refused with it are sent alone is not told any more', async () => {
  answer = (told) => {
    if (told.length > 1) throw refusalOf('', 'Validation error');
    if (told[0] !== '7') return;
    ledger.entries.append({
      id: entryIdSchema.parse('taken:8'),
      orderId: orderIdOf('shopify', '8'),
      at: clock.now(),
      by: 'Iryna',
      kind: 'taken',
      data: { manager: 'Iryna', decision: 1 },
    });
  };
  await clock.advance(61_000);
  expect(requests.flat().toSorted()).toEqual(all.filter((number) => number !== '8').toSorted());
  expect(statesOf()).toEqual(all.map((number) => (number === '8' ? 'off' : 'sent')));
});

it('a shut window is said of all of them after one request', async () => {
  answer = () => {
    throw refusalOf('3011', 'more than 24 hours');
  };
  let tries = 0;
  const refuse = answer;
  answer = (told) => {
    tries += 1;
    refuse(told);
  };
  await clock.advance(61_000);
  expect(tries).toBe(3);
  expect(statesOf()).toEqual(all.map(() => 'refused'));
});

it('what nobody knows about is parked for each of them, and nothing of it is sent again', async () => {
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

it('while ManyChat does not answer, the contact is asked for before each try, which does no harm', async () => {
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
