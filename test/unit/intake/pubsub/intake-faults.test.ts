import { expect, it } from 'vitest';
import { shopifySubscription, shopifyTopic } from '../../../../src/main/cluster/names.ts';
import { intakeShop, openIntake, webhookOf } from './intake-shop.ts';

const minute = 60_000;
const hour = 60 * minute;

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
  expect(anna.intake.problem()).toEqual({ shopify: null, gmail: null });
});

it('leaves what a leader was handling when it died to the next', async () => {
  const { clock, shopify, join, anna, buy, waiting } = await openIntake();
  const borys = join('borys');
  let answer = (): void => {};
  shopify.hold = new Promise((resolve) => {
    answer = resolve;
  });
  const ids = ['1001', '1002', '1003'];
  await buy(...ids);
  await clock.advance(1_000);
  anna.bus.kill();
  void anna.intake.stop();
  answer();
  shopify.hold = null;
  borys.lead();
  await clock.advance(5 * minute);
  expect(borys.orders()).toEqual(ids);
  expect(borys.notified).toHaveLength(ids.length);
  expect(waiting()).toBe(0);
});

it('notifies once of an order whose leader died before it acknowledged', async () => {
  // its events arrive, and its acknowledgements do not
  const { clock, join, anna, buy, waiting } = await openIntake({
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
  await clock.advance(10);
  await buy('1001');
  await clock.advance(1_000);
  expect(borys.orders()).toEqual(['1001']);
  expect(waiting()).toBe(1);
  anna.bus.kill();
  borys.lead();
  await clock.advance(5 * minute);
  expect(waiting()).toBe(0);
  expect([...anna.notified, ...borys.notified]).toEqual(['shopify:1001']);
});

it('holds a message until its order is published to the other computers', async () => {
  const { clock, pubsub, join, anna, buy, waiting } = await openIntake();
  const borys = join('borys');
  await clock.advance(10);
  const events = pubsub.refuse('orderbell-events');
  await buy('1001');
  await clock.advance(5 * minute);
  expect(anna.orders()).toEqual(['1001']);
  expect(waiting()).toBe(1);
  events.restore();
  await clock.advance(2 * minute);
  expect(borys.orders()).toEqual(['1001']);
  expect(waiting()).toBe(0);
});

it('catches up after an hour without a network', async () => {
  const { clock, anna, buy, waiting } = await openIntake();
  anna.bus.cut(true);
  await buy('1001', '1002');
  await clock.advance(hour);
  expect(anna.orders()).toEqual([]);
  expect(anna.intake.problem().shopify).toMatchObject({ kind: 'unreachable' });
  anna.bus.cut(false);
  await clock.advance(2 * minute);
  expect(anna.orders()).toEqual(['1001', '1002']);
  expect(waiting()).toBe(0);
  expect(anna.intake.problem().shopify).toBeNull();
});

it('keeps messages while Shopify cannot be reached, and counts no failure', async () => {
  const { clock, shopify, anna, buy, waiting, unreachable } = await openIntake();
  shopify.fail = unreachable;
  await buy('1001');
  await clock.advance(3 * hour);
  expect(anna.parked()).toEqual([]);
  expect(waiting()).toBe(1);
  expect(anna.intake.problem().shopify).toMatchObject({ message: 'Shopify could not be reached' });
  // a wait grows up to a minute: three hours are no more than a few hundred questions
  expect(shopify.asked.length).toBeLessThan(1_000);
  shopify.fail = () => null;
  await clock.advance(2 * minute);
  expect(anna.orders()).toEqual(['1001']);
  expect(waiting()).toBe(0);
});

it('parks a message that fails five times, and goes on with the next', async () => {
  const { clock, shopify, anna, buy, waiting } = await openIntake();
  shopify.fail = (id) => (id === '1001' ? new Error('an answer nobody expected') : null);
  await buy('1001', '1002');
  await clock.advance(2 * minute);
  expect(shopify.asked.filter((id) => id === '1001')).toHaveLength(5);
  expect(anna.parked()).toEqual(['Order 1001 could not be fetched: an answer nobody expected']);
  expect(anna.orders()).toEqual(['1002']);
  expect(waiting()).toBe(0);
});

it('gives messages back at once when it stops leading', async () => {
  const { clock, shopify, join, anna, buy } = await openIntake();
  const borys = join('borys');
  shopify.hold = new Promise(() => {});
  await buy('1001');
  await clock.advance(1_000);
  shopify.hold = null;
  await anna.stop();
  borys.lead();
  await clock.advance(1_000);
  expect(borys.orders()).toEqual(['1001']);
});

it('makes a deleted topic again, and names the grant it needs', async () => {
  const { clock, pubsub, publish, anna, buy } = await openIntake();
  await buy('1001');
  await clock.advance(1_000);
  expect(anna.intake.problem().shopify).toBeNull();
  const before = anna.gaps();
  pubsub.deleteTopic(shopifyTopic);
  await expect(publish(webhookOf('1002'))).rejects.toMatchObject({ kind: 'not-found' });
  await clock.advance(10 * minute);
  expect(anna.gaps()).toBe(before + 1);
  expect(anna.intake.problem().shopify).toMatchObject({
    message: 'Nothing has arrived through the topic orderbell-shopify since it was created',
    fix: expect.stringContaining('delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com'),
  });
  await buy('1003');
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001', '1003']);
  expect(anna.intake.problem().shopify).toBeNull();
});

it('makes an expired subscription again, and asks what came meanwhile', async () => {
  const { clock, pubsub, anna, buy } = await openIntake();
  const before = anna.gaps();
  pubsub.deleteSubscription(shopifySubscription);
  expect(anna.intake.problem().shopify).toMatchObject({ kind: 'not-found' });
  await clock.advance(minute);
  expect(anna.gaps()).toBe(before + 1);
  await buy('1001');
  await clock.advance(1_000);
  expect(anna.orders()).toEqual(['1001']);
});
