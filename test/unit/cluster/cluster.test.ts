import { describe, expect, it } from 'vitest';
import { signalsTopic } from '../../../src/main/cluster/names.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { idOf, leaders, makeShop, maySend, minute, order, ordersOf, shopify1 } from './cluster-shop.ts';

describe('three computers with Pub/Sub', () => {
  it('have one leader, and every event on each of them', async () => {
    const { joinAll, clock } = makeShop();
    const all = await joinAll('anna', 'borys', 'vira');
    for (const [at, computer] of all.entries()) order(computer, clock, String(at));
    await clock.advance(10);
    expect(leaders(all)).toEqual(['anna']);
    expect(all[0]?.cluster.view().computers.map(({ name }) => name)).toEqual(['anna', 'borys', 'vira']);
    for (const computer of all) expect(ordersOf(computer)).toEqual(['shopify:0', 'shopify:1', 'shopify:2']);
    for (const { cluster } of all) {
      expect(cluster.view().computers.filter(({ isLeader }) => isLeader)).toMatchObject([
        { id: 'desk-anna' },
      ]);
      expect(cluster.view()).toMatchObject({ problem: null, live: { problem: null, pending: 0 } });
    }
  });

  it('let the leader alone send', async () => {
    const { joinAll, clock } = makeShop();
    const all = await joinAll('anna', 'borys', 'vira');
    const [anna] = all;
    if (anna) order(anna, clock, '1');
    await clock.advance(10);
    const answers = await Promise.all(all.map((computer) => maySend(computer, shopify1)));
    expect(answers).toEqual([{ ours: true }, { waitMs: 30_000 }, { waitMs: 30_000 }]);
  });

  it('replace a killed leader, which sends what was not begun', async () => {
    const { joinAll, clock } = makeShop();
    const [anna, borys, vira] = await joinAll('anna', 'borys', 'vira');
    if (!anna || !borys || !vira) throw new Error('three were started');
    for (const id of ['1', '2']) order(anna, clock, id);
    await clock.advance(10);
    expect(await maySend(anna, shopify1)).toEqual({ ours: true });
    await clock.advance(10);
    anna.bus.kill();
    await clock.advance(30_000);
    const [next, other] = borys.cluster.role().isLeader ? [borys, vira] : [vira, borys];
    expect([next.cluster.role().isLeader, other.cluster.role().isLeader]).toEqual([true, false]);
    expect([next.roles, other.roles]).toEqual([[false, true], [false]]);
    expect(next.inherited.toSorted()).toEqual(['shopify:1', 'shopify:2']);
    // Anna may have sent it before she was killed
    expect(await maySend(next, shopify1)).toEqual({ waitMs: 30_000 });
    expect(await maySend(next, orderIdOf('shopify', '2'))).toEqual({ ours: true });
  });

  it('make the computer the leader that a manager chose', async () => {
    const { joinAll, clock } = makeShop();
    const all = await joinAll('anna', 'borys', 'vira');
    await all[1]?.cluster.lead(idOf('vira'));
    await clock.advance(15_000);
    expect(leaders(all)).toEqual(['vira']);
    expect(all.map(({ cluster }) => cluster.role().leader)).toEqual(all.map(() => 'desk-vira'));
  });

  it('tell each other who is at which order', async () => {
    const { joinAll, clock } = makeShop();
    const [anna, borys, vira] = await joinAll('anna', 'borys', 'vira');
    expect(anna?.cluster.isLive()).toBe(true);
    const message = { name: 'anna', orders: [] };
    anna?.cluster.sayPresence(message);
    await clock.advance(10);
    expect([anna?.presence, borys?.presence, vira?.presence]).toEqual([[], [message], [message]]);
  });

  it.each([600_000, -600_000])('work as ever when the leader’s clock is %i ms wrong', async (skewMs) => {
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
    const message = { name: 'borys', orders: [] };
    borys.cluster.sayPresence(message);
    await clock.advance(10);
    expect(anna.presence).toEqual([message]);
    await borys.cluster.lead(idOf('vira'));
    await clock.advance(15_000);
    expect(leaders(all)).toEqual(['vira']);
    await borys.cluster.lead(idOf('anna'));
    await clock.advance(15_000);
    expect(leaders(all)).toEqual(['anna']);
  });
});

describe('two computers with Pub/Sub', () => {
  it('never both send: one that has just started waits for the token', async () => {
    const { join, clock } = makeShop({ isBigQueryDown: true });
    const anna = join('anna');
    await clock.advance(22_000);
    const borys = join('borys');
    await clock.advance(10);
    for (const computer of [borys, anna]) order(computer, clock, '1');
    expect(await maySend(borys, shopify1)).toEqual({ waitMs: 30_000 });
    expect(await maySend(anna, shopify1)).toEqual({ ours: true });
  });

  it('show how much waits while one cannot reach Pub/Sub, and catch up', async () => {
    const { joinAll, clock } = makeShop();
    const [anna, borys] = await joinAll('anna', 'borys');
    if (!anna || !borys) throw new Error('two were started');
    borys.bus.cut(true);
    order(borys, clock, '1');
    await clock.advance(minute);
    expect(borys.cluster.view().live).toMatchObject({
      problem: 'Pub/Sub cannot be reached',
      pending: 1,
      lagMs: expect.any(Number),
    });
    expect(borys.cluster.isLive()).toBe(false);
    borys.bus.cut(false);
    await clock.advance(15 * minute);
    expect(ordersOf(anna)).toEqual(['shopify:1']);
    expect(borys.cluster.view().live).toMatchObject({ problem: null, pending: 0, lagMs: 0 });
  });

  it('are in sync a minute after the last event', async () => {
    const { joinAll, clock } = makeShop();
    const all = await joinAll('anna', 'borys');
    for (const computer of all) order(computer, clock, computer.name);
    await clock.advance(minute);
    for (const { cluster } of all) {
      expect(cluster.view().computers.map(({ lag }) => lag)).toEqual(all.map(() => ({ events: 0, ms: 0 })));
    }
  });

  it.each([0, 600_000])('show how far one is behind, with a clock %i ms off', async (skewMs) => {
    const { join, clock, pubsub } = makeShop();
    const [anna, borys] = [join('anna', { skewMs }), join('borys')];
    await clock.advance(3 * minute);
    // Borys receives signals, and the events stay away
    pubsub.hold('orderbell-events-desk-borys', true);
    const before = clock.uptime();
    for (const id of ['1', '2']) order(anna, clock, id);
    await clock.advance(3 * minute);
    const { computers } = anna.cluster.view();
    const lag = computers.find(({ name }) => name === 'borys')?.lag;
    expect(lag?.events).toBe(2);
    expect(lag?.ms).toBeGreaterThan(minute);
    expect(lag?.ms).toBeLessThanOrEqual(clock.uptime() - before);
    expect(borys.cluster.view().computers.find(({ isThis }) => isThis)?.lag?.events).toBe(2);
    pubsub.hold('orderbell-events-desk-borys', false);
    await clock.advance(minute);
    expect(anna.cluster.view().computers.map(({ lag }) => lag?.events)).toEqual([0, 0]);
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

  it('leave out one that was forgotten until it is back', async () => {
    const { joinAll, clock } = makeShop();
    const [anna, borys] = await joinAll('anna', 'borys');
    if (!anna || !borys) throw new Error('two were started');
    await borys.stop();
    anna.cluster.forget(borys.ledger.deskId);
    expect(anna.cluster.view().computers.map(({ name }) => name)).toEqual(['anna']);
    await clock.advance(2 * minute);
    expect(anna.cluster.view().computers.map(({ name }) => name)).toEqual(['anna']);
  });

  it.each(['no JSON {', '"text"', '{}'])('pass over a signal that is %s', async (data) => {
    const { joinAll, clock } = makeShop();
    const [anna, borys] = await joinAll('anna', 'borys');
    for (const kind of ['heartbeat', 'presence', 'lead', 'unheard-of']) {
      await borys?.bus.publish(signalsTopic, { data, attributes: { workstation: 'desk-borys', kind } });
    }
    await clock.advance(minute);
    expect(leaders([anna, borys].filter((one) => one !== undefined))).toHaveLength(1);
    expect(anna?.presence).toEqual([]);
  });
});
