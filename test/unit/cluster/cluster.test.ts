import { describe, expect, it } from 'vitest';
import { eventsTopic, signalsTopic } from '../../../src/main/cluster/names.ts';
import { idOf, leaders, makeShop, minute, ours, waits } from './cluster-shop.ts';

const presenceOf = (name: string) => ({ name, orders: [] });

describe('three computers with Pub/Sub', () => {
  it('have one leader, every event on each of them, and one sender', async () => {
    const { three, clock } = makeShop();
    const all = await three();
    for (const computer of all) computer.order(computer.name);
    all[0].order('1');
    await clock.advance(10);
    expect(leaders(all)).toEqual(['anna']);
    for (const { cluster, orders } of all) {
      expect(orders()).toEqual(['1', 'anna', 'borys', 'vira'].map((id) => `shopify:${id}`));
      const { computers, problem, live } = cluster.view();
      expect(computers.map(({ id }) => id).toSorted()).toEqual(['anna', 'borys', 'vira'].map(idOf));
      expect(computers.filter(({ isLeader }) => isLeader)).toMatchObject([{ id: 'desk-anna' }]);
      expect({ problem, live }).toMatchObject({ problem: null, live: { problem: null, pending: 0 } });
    }
    expect(await Promise.all(all.map(({ maySend }) => maySend()))).toEqual([ours, waits, waits]);
  });

  it('replace a killed leader, which sends what was not begun', async () => {
    const { three, clock } = makeShop();
    const [anna, borys, vira] = await three();
    for (const id of ['1', '2']) anna.order(id);
    await clock.advance(10);
    expect(await anna.maySend()).toEqual(ours);
    await clock.advance(10);
    anna.bus.kill();
    await clock.advance(30_000);
    const [next, other] = borys.cluster.role().isLeader ? [borys, vira] : [vira, borys];
    expect([next.cluster.role().isLeader, other.cluster.role().isLeader]).toEqual([true, false]);
    expect([next.roles, other.roles]).toEqual([[false, true], [false]]);
    expect(next.inherited.toSorted()).toEqual(['shopify:1', 'shopify:2']);
    // Anna may have sent it before she was killed
    expect(await next.maySend()).toEqual(waits);
    expect(await next.maySend('2')).toEqual(ours);
  });

  it('tell each other who is at which order', async () => {
    const { three, clock } = makeShop();
    const [anna, borys, vira] = await three();
    expect(anna.cluster.isLive()).toBe(true);
    anna.cluster.sayPresence(presenceOf('anna'));
    await clock.advance(10);
    const said = [presenceOf('anna')];
    expect([anna.presence, borys.presence, vira.presence]).toEqual([[], said, said]);
  });

  it.each([600_000, -600_000])('obey a manager when the leader’s clock is %i ms wrong', async (skewMs) => {
    const { join, clock } = makeShop();
    const anna = join('anna', { skewMs });
    await clock.advance(6_000);
    const [borys, vira] = [join('borys'), join('vira')];
    const all = [anna, borys, vira];
    await clock.advance(2 * minute);
    for (const { cluster } of all) {
      const others = cluster.view().computers.filter(({ isThis }) => !isThis);
      expect(others.map(({ lastSeenAt }) => lastSeenAt !== null)).toEqual([true, true]);
    }
    borys.cluster.sayPresence(presenceOf('borys'));
    await clock.advance(10);
    expect(anna.presence).toEqual([presenceOf('borys')]);
    for (const chosen of ['vira', 'anna']) {
      await borys.cluster.lead(idOf(chosen));
      await clock.advance(15_000);
      expect(leaders(all)).toEqual([chosen]);
      expect(all.map(({ cluster }) => cluster.role().leader)).toEqual(all.map(() => `desk-${chosen}`));
    }
  });
});

describe('two computers with Pub/Sub', () => {
  it('never both send: one that has just started waits for the token', async () => {
    const { join, clock } = makeShop({ isBigQueryDown: true });
    const anna = join('anna');
    await clock.advance(22_000);
    const borys = join('borys');
    await clock.advance(10);
    for (const computer of [borys, anna]) computer.order('1');
    expect(await borys.maySend()).toEqual(waits);
    expect(await anna.maySend()).toEqual(ours);
  });

  it('show how much waits while one cannot reach Pub/Sub, and catch up', async () => {
    const { two, clock } = makeShop();
    const [anna, borys] = await two();
    borys.bus.cut(true);
    borys.order('1');
    anna.order('2');
    await clock.advance(minute);
    expect(borys.cluster.view().live).toMatchObject({
      problem: 'Pub/Sub cannot be reached',
      pending: 1,
      lagMs: expect.any(Number),
    });
    expect(borys.cluster.isLive()).toBe(false);
    borys.bus.cut(false);
    await clock.advance(15 * minute);
    for (const { orders } of [anna, borys]) expect(orders()).toEqual(['shopify:1', 'shopify:2']);
    expect(borys.cluster.view().live).toMatchObject({ problem: null, pending: 0, lagMs: 0 });
  });

  it('catch up after hours off, and after a subscription was deleted', async () => {
    const { two, clock, pubsub, join } = makeShop();
    const [anna, borys] = await two();
    await borys.stop();
    anna.order('1');
    await clock.advance(3 * 60 * minute);
    expect(borys.orders()).toEqual([]);
    const again = join('borys', { ledger: borys.ledger });
    await clock.advance(10);
    expect(again.orders()).toEqual(['shopify:1']);
    await again.stop();
    pubsub.deleteSubscription('orderbell-events-desk-borys');
    const last = join('borys', { ledger: borys.ledger });
    await clock.advance(10);
    anna.order('2');
    await clock.advance(10);
    expect(last.orders()).toEqual(['shopify:1', 'shopify:2']);
  });

  it('show how far one is behind, though a clock is wrong', async () => {
    const { join, clock, pubsub } = makeShop();
    const [anna, borys] = [join('anna', { skewMs: 600_000 }), join('borys')];
    await clock.advance(3 * minute);
    // Borys receives signals, and the events stay away
    pubsub.hold('orderbell-events-desk-borys', true);
    const before = clock.uptime();
    for (const id of ['1', '2']) anna.order(id);
    await clock.advance(3 * minute);
    const { computers } = anna.cluster.view();
    const lag = computers.find(({ name }) => name === 'borys')?.lag;
    expect(lag?.events).toBe(2);
    expect(lag?.ms).toBeGreaterThan(minute);
    expect(lag?.ms).toBeLessThanOrEqual(clock.uptime() - before);
    expect(borys.cluster.view().computers.find(({ isThis }) => isThis)?.lag?.events).toBe(2);
    pubsub.hold('orderbell-events-desk-borys', false);
    await clock.advance(minute);
    const inSync = { events: 0, ms: 0 };
    expect(anna.cluster.view().computers.map((one) => one.lag)).toEqual([inSync, inSync]);
  });

  it('say that the leader cannot read what the other can', async () => {
    const { join, clock } = makeShop();
    const anna = join('anna', { sources: { gmail: 'signed-out', shopify: 'readable' } });
    const borys = join('borys', { sources: { gmail: 'readable', shopify: 'not-connected' } });
    await clock.advance(minute);
    await borys.cluster.lead(idOf('anna'));
    await clock.advance(minute);
    for (const { cluster, name } of [anna, borys]) {
      expect(cluster.unread()).toMatchObject([
        { source: 'gmail', state: name === 'anna' ? 'signed-out' : 'failing', readableAt: 'borys' },
      ]);
    }
    const [since] = anna.cluster.unread().map((one) => one.since);
    await borys.stop();
    await clock.advance(minute);
    expect(anna.cluster.unread().map((one) => one.since)).toEqual([since]);
    // nobody knows whether one that is off still can
    await clock.advance(3 * minute);
    expect(anna.cluster.unread()).toEqual([]);
  });

  it('leave out one that was forgotten', async () => {
    const { two, clock } = makeShop();
    const [anna, borys] = await two();
    await borys.stop();
    anna.cluster.forget(borys.ledger.deskId);
    for (const _ of ['at once', 'and later']) {
      expect(anna.cluster.view().computers.map(({ name }) => name)).toEqual(['anna']);
      await clock.advance(2 * minute);
    }
  });

  it.each(['no JSON {', '"text"', '{}'])('pass over a message that is %s', async (data) => {
    const { two, clock } = makeShop();
    const [anna, borys] = await two();
    const publish = (topic: string, kind: string) =>
      borys.bus.publish(topic, { data, attributes: { workstation: 'desk-borys', kind } });
    for (const kind of ['heartbeat', 'presence', 'lead', 'unheard-of']) await publish(signalsTopic, kind);
    await publish(eventsTopic, 'events');
    borys.order('1');
    await clock.advance(minute);
    expect(leaders([anna, borys])).toHaveLength(1);
    expect(anna.presence).toEqual([]);
    expect(anna.orders()).toEqual(['shopify:1']);
    expect(anna.cluster.view().live?.unreadable).toBe(1);
  });
});

it('a computer notices another copy of its data directory, and not its own events', async () => {
  const { join, clock } = makeShop();
  const { ledger, order } = join('anna');
  await clock.advance(10);
  order('1');
  await clock.advance(10);
  expect(ledger.copied.shownByLink()).toBeNull();
  join('anna');
  await clock.advance(10);
  expect(ledger.copied.shownByLink()).toBe(1);
});
