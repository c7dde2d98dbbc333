import { expect, it } from 'vitest';
import { createLeader } from '../../../src/main/cluster/leader.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';

type Computer = ReturnType<typeof makeCluster>['computers'][number];

/** Computers that hear each other's heartbeats as long as neither is cut off. */
function makeCluster(count: number) {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const computers = Array.from({ length: count }, (_, index) => {
    const bus = pubsub.connect();
    const id = deskIdSchema.parse(`desk-${index + 1}`);
    const state = { isCut: false, isDead: false, changes: [] as boolean[] };
    const leader = createLeader({
      bus,
      workstation: id,
      clock,
      log: quietLog(),
      random: () => 0.5,
      async sendHeartbeat(heartbeat) {
        if (state.isDead) return new Promise(() => {});
        if (state.isCut) throw new Error('the network is down');
        for (const other of computers) {
          if (other.id !== id && !other.state.isCut && !other.state.isDead) other.leader.heard(id, heartbeat);
        }
      },
      onChange: (isLeader) => state.changes.push(isLeader),
    });
    return {
      id,
      leader,
      state,
      cut(isCut: boolean) {
        state.isCut = isCut;
        bus.cut(isCut);
      },
      kill() {
        state.isDead = true;
        bus.kill();
      },
    };
  });
  const living = (): readonly Computer[] => computers.filter(({ state }) => !state.isDead);
  return {
    clock,
    computers,
    leaders: () => living().filter(({ leader }) => leader.isLeader()),
    async start() {
      for (const { leader } of computers) leader.start();
      await clock.advance(1_000);
    },
  };
}

it('elects exactly one leader, whom all computers know', async () => {
  const { start, leaders, clock, computers } = makeCluster(5);
  await start();
  await clock.advance(60_000);
  expect(leaders()).toHaveLength(1);
  expect(new Set(computers.map(({ leader }) => leader.current()))).toEqual(new Set([leaders()[0]?.id]));
  expect(computers.flatMap(({ state }) => state.changes)).toEqual([true]);
});

it('replaces a killed leader within 30 seconds', async () => {
  const { start, leaders, clock } = makeCluster(3);
  await start();
  const [first] = leaders();
  first?.kill();
  await clock.advance(30_000);
  expect(leaders()).toHaveLength(1);
  expect(leaders()).not.toContain(first);
});

it('never has two leaders when one is cut off and comes back', async () => {
  const { start, leaders, clock } = makeCluster(3);
  await start();
  const [first] = leaders();
  first?.cut(true);
  for (let second = 0; second < 60; second += 1) {
    await clock.advance(1_000);
    expect(leaders().length).toBeLessThanOrEqual(1);
  }
  const [next] = leaders();
  expect(next?.id).not.toBe(first?.id);
  first?.cut(false);
  await clock.advance(60_000);
  expect(leaders()).toEqual([next]);
});

it('hands the token over at once, and to another computer', async () => {
  const { start, leaders, clock } = makeCluster(2);
  await start();
  const [first] = leaders();
  first?.leader.handOver();
  await clock.advance(2_000);
  expect(leaders()).toHaveLength(1);
  expect(leaders()).not.toContain(first);
});

it('elects a leader again when the token was lost', async () => {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const bus = pubsub.connect();
  // a computer that died between the subscription and the token
  await bus.ensureTopic('orderbell-leader');
  await bus.ensureSubscription('orderbell-leader', 'orderbell-leader', { isExactlyOnce: true });
  const leader = createLeader({
    bus,
    workstation: deskIdSchema.parse('desk-1'),
    clock,
    log: quietLog(),
    sendHeartbeat: async () => {},
    onChange: () => {},
  });
  leader.start();
  await clock.advance(60_000);
  expect(leader.isLeader()).toBe(false);
  await clock.advance(60_000);
  expect(leader.isLeader()).toBe(true);
  await leader.stop();
});
