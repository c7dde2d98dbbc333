import { expect, it } from 'vitest';
import { createLeader } from '../../../src/main/cluster/leader.ts';
import type { MessageBus } from '../../../src/main/cluster/message-bus.ts';
import type { Clock } from '../../../src/main/ports.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';
import { idOf } from './cluster-shop.ts';

/** A computer alone. @param tokens the tokens that it has held */
const electionAlone = (bus: MessageBus, clock: Clock, tokens = new Set<string>()) =>
  createLeader({
    bus,
    workstation: idOf('anna'),
    clock,
    log: quietLog(),
    random: () => 0.5,
    sendHeartbeat: async ({ token }) => void tokens.add(token),
    onChange: () => {},
  });

it('replaces its token before Pub/Sub deletes it', async () => {
  const clock = fakeClock();
  const tokens = new Set<string>();
  const leader = electionAlone(memoryPubsub(clock).connect(), clock, tokens);
  leader.start();
  await clock.advance(8 * 86_400_000);
  expect(leader.isLeader()).toBe(true);
  expect(tokens.size).toBe(3);
  await leader.stop();
  await clock.advance(60_000);
  leader.start();
  await clock.advance(1_000);
  expect(leader.isLeader()).toBe(true);
  await leader.stop();
});

it('elects a leader again when the token was lost', async () => {
  const clock = fakeClock();
  const bus = memoryPubsub(clock).connect();
  // a computer that died between the subscription and the token
  await bus.ensureTopic('orderbell-leader');
  await bus.ensureSubscription('orderbell-leader', 'orderbell-leader', { isExactlyOnce: true });
  const leader = electionAlone(bus, clock);
  leader.start();
  await clock.advance(60_000);
  expect(leader.isLeader()).toBe(false);
  await clock.advance(60_000);
  expect(leader.isLeader()).toBe(true);
  await leader.stop();
});
