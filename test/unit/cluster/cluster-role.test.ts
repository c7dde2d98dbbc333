import { describe, expect, it } from 'vitest';
import { leaderSubscription, leaderTopic, signalsTopic } from '../../../src/main/cluster/names.ts';
import { knownRole } from '../../../src/main/cluster/role.ts';
import type { Computer } from './cluster-shop.ts';
import { makeShop, maySend, minute, order, shopify1 } from './cluster-shop.ts';

describe('what is kept of the role, by which the shop is opened again', () => {
  const kept = ({ ledger }: Computer) => knownRole(ledger.settings, ledger.deskId);

  it('agrees with it when a computer has stopped leading and knows no other', async () => {
    const { joinAll, clock } = makeShop();
    const [anna, borys] = await joinAll('anna', 'borys');
    if (!anna || !borys) throw new Error('two were started');
    order(borys, clock, '1');
    await clock.advance(10);
    borys.bus.kill();
    anna.bus.cut(true);
    await clock.advance(minute);
    expect(anna.roles.at(-1)).toBe(false);
    expect(kept(anna)).toEqual({ leader: null, isLeader: false });
    anna.bus.cut(false);
    await clock.advance(5 * minute);
    expect(anna.roles.at(-1)).toBe(true);
    expect(kept(anna)).toEqual({ leader: 'desk-anna', isLeader: true });
  });

  it('agrees with it when a new computer has seen another, and no leader', async () => {
    const { join, pubsub, clock } = makeShop();
    const other = pubsub.connect();
    // somebody holds the token, and says nothing
    await other.ensureTopic(leaderTopic);
    await other.ensureSubscription(leaderTopic, leaderSubscription);
    const anna = join('anna');
    await clock.advance(10);
    const attributes = { workstation: 'desk-borys', kind: 'alive' };
    await other.publish(signalsTopic, { data: 'null', attributes });
    await clock.advance(10);
    expect(anna.roles).toEqual([false]);
    expect(kept(anna).isLeader).toBe(anna.cluster.role().isLeader);
  });
});

describe('a computer that is alone with Pub/Sub', () => {
  it('becomes the leader and sends', async () => {
    const { joinAll, clock } = makeShop();
    const [anna] = await joinAll('anna');
    if (!anna) throw new Error('one was started');
    order(anna, clock, '1');
    expect(anna.cluster.role()).toEqual({ leader: 'desk-anna', isLeader: true });
    expect(await maySend(anna, shopify1)).toEqual({ ours: true });
  });

  it.each([false, true])(
    'sends though Pub/Sub is unreachable from the start; BigQuery down: %s',
    async (isBigQueryDown) => {
      const { join, clock } = makeShop({ isBigQueryDown });
      const anna = join('anna', { isCut: true });
      order(anna, clock, '1');
      await clock.advance(3 * minute);
      expect(anna.cluster.role()).toEqual({ leader: 'desk-anna', isLeader: true });
      expect(await maySend(anna, shopify1)).toEqual({ ours: true });
    },
  );

  it('sends nothing unannounced until the other computer was removed', async () => {
    const { joinAll, clock } = makeShop();
    const [anna, borys] = await joinAll('anna', 'borys');
    if (!anna || !borys) throw new Error('two were started');
    await anna.stop();
    borys.bus.cut(true);
    order(borys, clock, '1');
    await clock.advance(10 * minute);
    expect(await maySend(borys, shopify1)).toEqual({ waitMs: 30_000 });
    borys.cluster.forget(anna.ledger.deskId);
    await clock.advance(minute);
    expect(borys.cluster.role().isLeader).toBe(true);
    expect(await maySend(borys, shopify1)).toEqual({ ours: true });
  });
});

describe('computers without Pub/Sub', () => {
  it('send where no other is known', async () => {
    const { joinAll, clock } = makeShop({ hasPubsub: false });
    const [anna] = await joinAll('anna');
    if (!anna) throw new Error('one was started');
    order(anna, clock, '1');
    expect(await maySend(anna, shopify1)).toEqual({ ours: true });
    expect(anna.cluster.view()).toMatchObject({ live: null, canBeChosen: true });
  });
});
