import { describe, expect, it } from 'vitest';
import { leaderSubscription, leaderTopic, signalsTopic } from '../../../src/main/cluster/names.ts';
import { knownRole } from '../../../src/main/cluster/role.ts';
import type { Computer } from './cluster-shop.ts';
import { makeShop, minute, ours, waits } from './cluster-shop.ts';

describe('the stored role, by which the shop is opened again', () => {
  const kept = ({ ledger }: Computer) => knownRole(ledger.settings, ledger.deskId);

  it('agrees with a computer that stopped leading and knows no leader', async () => {
    const { two, clock } = makeShop();
    const [anna, borys] = await two();
    borys.order('1');
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

  it('agrees with a new computer that has seen another, and no leader', async () => {
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

it.each([
  ['with Pub/Sub', { isCut: false }, {}],
  ['cut off from Pub/Sub from the start', { isCut: true }, {}],
  ['cut off from Pub/Sub, with BigQuery down', { isCut: true }, { isBigQueryDown: true }],
  ['without Pub/Sub', { isCut: false }, { hasPubsub: false }],
])('a computer alone leads and sends, %s', async (_, { isCut }, services) => {
  const { join, clock } = makeShop(services);
  const { cluster, order, maySend } = join('anna', { isCut });
  order('1');
  await clock.advance(3 * minute);
  expect(cluster.role()).toEqual({ leader: 'desk-anna', isLeader: true });
  expect(await maySend()).toEqual(ours);
  expect([cluster.view().live === null, cluster.view().canBeChosen]).toEqual(['hasPubsub' in services, true]);
});

it('a computer cut off sends nothing until the other computer was removed', async () => {
  const { two, clock } = makeShop();
  const [anna, borys] = await two();
  await anna.stop();
  borys.bus.cut(true);
  borys.order('1');
  await clock.advance(10 * minute);
  expect(await borys.maySend()).toEqual(waits);
  borys.cluster.forget(anna.ledger.deskId);
  await clock.advance(minute);
  expect(borys.cluster.role().isLeader).toBe(true);
  expect(await borys.maySend()).toEqual(ours);
});
