import { expect, it } from 'vitest';
import type { MessageBus } from '../../../../src/main/cluster/message-bus.ts';
import { shopifySubscription, shopifyTopic } from '../../../../src/main/cluster/names.ts';
import { intakeShop, webhookOf } from './intake-shop.ts';

const minute = 60_000;
const hour = 60 * minute;

it('records an order that comes by Pub/Sub, and acknowledges it', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  order('1001');
  await publish(webhookOf('1001'), { 'X-Shopify-Topic': 'orders/create' });
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001']);
  expect(anna.notified).toEqual(['shopify:1001']);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  expect(anna.intake.problem()).toEqual({ shopify: null, gmail: null });
  await anna.stop();
});

it('handles 200 webhooks that were published while every computer was off', async () => {
  const { clock, pubsub, join, order, publish, prepare } = intakeShop();
  await prepare();
  const ids = Array.from({ length: 200 }, (_, index) => String(2_001 + index));
  for (const id of ids) {
    order(id);
    await publish(webhookOf(id));
  }
  await clock.advance(12 * hour);
  expect(pubsub.waiting(shopifySubscription)).toBe(200);
  const anna = join('anna');
  anna.lead();
  await clock.advance(minute);
  expect(anna.orders()).toEqual(ids);
  expect(anna.notified).toHaveLength(200);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  await anna.stop();
});

/** The leader dies while Shopify keeps it waiting for an order; another takes over. @returns the orders that the other has */
async function killLeader(wrap: (bus: MessageBus) => MessageBus) {
  const { clock, pubsub, shopify, join, order, publish } = intakeShop();
  const [anna, borys] = [join('anna', { wrap }), join('borys', { wrap })];
  anna.lead();
  await clock.advance(10);
  const ids = ['1001', '1002', '1003'];
  let answer = (): void => {};
  shopify.hold = new Promise((resolve) => {
    answer = resolve;
  });
  for (const id of ids) {
    order(id);
    await publish(webhookOf(id));
  }
  await clock.advance(1_000);
  anna.bus.kill();
  void anna.intake.stop();
  answer();
  shopify.hold = null;
  borys.lead();
  await clock.advance(5 * minute);
  await borys.stop();
  return {
    ids,
    orders: borys.orders(),
    notified: borys.notified,
    waiting: pubsub.waiting(shopifySubscription),
  };
}

it('leaves what a leader was handling when it died to the next', async () => {
  const { ids, orders, notified, waiting } = await killLeader((bus) => bus);
  expect(orders).toEqual(ids);
  expect(notified).toHaveLength(ids.length);
  expect(waiting).toBe(0);
});

it('control: an intake that acknowledges before it stores loses them', async () => {
  const acknowledgeFirst = (bus: MessageBus): MessageBus => ({
    ...bus,
    pull: (name, handle, options) =>
      bus.pull(
        name,
        async (message) => {
          void handle(message);
          return 'ack';
        },
        options,
      ),
  });
  const { orders, waiting } = await killLeader(acknowledgeFirst);
  expect(orders).toEqual([]);
  expect(waiting).toBe(0);
});

it('notifies once of an order whose leader died before it acknowledged', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  // all that it publishes as an event arrives, and its acknowledgements do not
  const anna = join('anna', {
    wrap: (bus) => ({
      ...bus,
      pull: (name, handle, options) =>
        bus.pull(
          name,
          async (message) => {
            await handle(message);
            return new Promise(() => {});
          },
          options,
        ),
    }),
  });
  const borys = join('borys');
  anna.lead();
  await clock.advance(10);
  order('1001');
  await publish(webhookOf('1001'));
  await clock.advance(1_000);
  expect(borys.orders()).toEqual(['1001']);
  expect(pubsub.waiting(shopifySubscription)).toBe(1);
  anna.bus.kill();
  borys.lead();
  await clock.advance(5 * minute);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  expect([...anna.notified, ...borys.notified]).toEqual(['shopify:1001']);
  await borys.stop();
});

it('holds a message until its order is published to the other computers', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  const anna = join('anna');
  const borys = join('borys');
  anna.lead();
  await clock.advance(10);
  order('1001');
  anna.bus.cut(false);
  const events = pubsub.refuse('orderbell-events');
  await publish(webhookOf('1001'));
  await clock.advance(5 * minute);
  expect(anna.orders()).toEqual(['1001']);
  expect(pubsub.waiting(shopifySubscription)).toBe(1);
  events.restore();
  await clock.advance(2 * minute);
  expect(borys.orders()).toEqual(['1001']);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  await Promise.all([anna.stop(), borys.stop()]);
});

it('records an order once when its acknowledgement is lost', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  order('1001');
  let isLost = false;
  anna.ledger.entries.onAppended(() => {
    // cut off just as it acknowledges
    if (!isLost) queueMicrotask(() => anna.bus.cut(true));
    isLost = true;
  });
  await publish(webhookOf('1001'));
  await clock.advance(2 * minute);
  expect(pubsub.waiting(shopifySubscription)).toBe(1);
  anna.bus.cut(false);
  await clock.advance(5 * minute);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  expect([anna.orders(), anna.notified]).toEqual([['1001'], ['shopify:1001']]);
  await anna.stop();
});

it('catches up after an hour without a network', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  anna.bus.cut(true);
  for (const id of ['1001', '1002']) {
    order(id);
    await publish(webhookOf(id));
  }
  await clock.advance(hour);
  expect(anna.orders()).toEqual([]);
  expect(anna.intake.problem().shopify).toMatchObject({ kind: 'unreachable' });
  anna.bus.cut(false);
  await clock.advance(2 * minute);
  expect(anna.orders()).toEqual(['1001', '1002']);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  expect(anna.intake.problem().shopify).toBeNull();
  await anna.stop();
});

it('keeps messages while Shopify cannot be reached, and counts no failure', async () => {
  const { clock, pubsub, shopify, join, order, publish, unreachable } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  order('1001');
  shopify.fail = unreachable;
  await publish(webhookOf('1001'));
  await clock.advance(3 * hour);
  expect(anna.parked()).toEqual([]);
  expect(pubsub.waiting(shopifySubscription)).toBe(1);
  expect(anna.intake.problem().shopify).toMatchObject({ message: 'Shopify could not be reached' });
  // a wait grows up to a minute: three hours are no more than a few hundred questions
  expect(shopify.asked.length).toBeLessThan(1_000);
  shopify.fail = () => null;
  await clock.advance(2 * minute);
  expect(anna.orders()).toEqual(['1001']);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  await anna.stop();
});

it('parks a message that fails five times, and goes on with the next', async () => {
  const { clock, pubsub, shopify, join, order, publish } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  for (const id of ['1001', '1002']) order(id);
  shopify.fail = (id) => (id === '1001' ? new Error('an answer nobody expected') : null);
  for (const id of ['1001', '1002']) await publish(webhookOf(id));
  await clock.advance(2 * minute);
  expect(shopify.asked.filter((id) => id === '1001')).toHaveLength(5);
  expect(anna.parked()).toEqual(['Order 1001 could not be fetched: an answer nobody expected']);
  expect(anna.orders()).toEqual(['1002']);
  expect(pubsub.waiting(shopifySubscription)).toBe(0);
  await anna.stop();
});

it('gives messages back at once when it stops leading', async () => {
  const { clock, shopify, join, order, publish } = intakeShop();
  const [anna, borys] = [join('anna'), join('borys')];
  anna.lead();
  await clock.advance(10);
  order('1001');
  shopify.hold = new Promise(() => {});
  await publish(webhookOf('1001'));
  await clock.advance(1_000);
  shopify.hold = null;
  await anna.stop();
  borys.lead();
  await clock.advance(1_000);
  expect(borys.orders()).toEqual(['1001']);
  await borys.stop();
});

it('makes a deleted topic again, and names the grant it needs', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  order('1001');
  await publish(webhookOf('1001'));
  await clock.advance(1_000);
  expect(anna.intake.problem().shopify).toBeNull();
  const before = anna.gaps();
  pubsub.deleteTopic(shopifyTopic);
  await expect(publish(webhookOf('1002'))).rejects.toMatchObject({ kind: 'not-found' });
  await clock.advance(10 * minute);
  expect(anna.gaps()).toBe(before + 1);
  expect(anna.intake.problem().shopify).toMatchObject({
    message: 'Nothing has come through the topic orderbell-shopify since it was made',
    fix: expect.stringContaining('delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com'),
  });
  order('1003');
  await publish(webhookOf('1003'));
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001', '1003']);
  expect(anna.intake.problem().shopify).toBeNull();
  await anna.stop();
});

it('makes an expired subscription again, and asks what came meanwhile', async () => {
  const { clock, pubsub, join, order, publish } = intakeShop();
  const anna = join('anna');
  anna.lead();
  await clock.advance(10);
  const before = anna.gaps();
  pubsub.deleteSubscription(shopifySubscription);
  expect(anna.intake.problem().shopify).toMatchObject({ kind: 'not-found' });
  await clock.advance(minute);
  expect(anna.gaps()).toBe(before + 1);
  order('1001');
  await publish(webhookOf('1001'));
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001']);
  await anna.stop();
});
