import { expect, it } from 'vitest';
import { createLeader } from '../../../src/main/cluster/leader.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { computerClock } from '../../guarantees/sleep/computer-clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';

type Computer = ReturnType<typeof makeCluster>['computers'][number];

/** Computers that hear each other's heartbeats as long as neither is cut off. */
function makeCluster(count: number) {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const computers = Array.from({ length: count }, (_, index) => {
    const own = computerClock(clock);
    const bus = pubsub.connect(() => state.isStill);
    const id = workstationIdSchema.parse(`desk-${index + 1}`);
    const state = { isCut: false, isDead: false, isStill: false, changes: [] as boolean[] };
    const tokens = new Set<string>();
    const leader = createLeader({
      bus,
      workstation: id,
      clock: own,
      log: quietLog(),
      random: () => 0.5,
      async sendHeartbeat(heartbeat) {
        if (state.isDead) return new Promise(() => {});
        tokens.add(heartbeat.token);
        if (state.isCut) throw new Error('the network is down');
        for (const other of computers) {
          const isHeard = !other.state.isCut && !other.state.isDead && !other.state.isStill;
          if (other.id !== id && isHeard) other.leader.heard(id, heartbeat);
        }
      },
      onChange: (isLeader) => state.changes.push(isLeader),
    });
    return {
      id,
      leader,
      state,
      tokens,
      /** Its process stands still, or goes on as if nothing had been. */
      stop(isStill: boolean) {
        state.isStill = isStill;
        if (isStill) own.fallAsleep();
        else own.wakeUp('late');
      },
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

it('keeps the same leader for a day', async () => {
  const { start, clock, computers } = makeCluster(3);
  await start();
  await clock.advance(86_400_000);
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

it('replaces the leader again when one that stood still goes on', async () => {
  const { leaders, clock, computers } = makeCluster(2);
  const [first, second] = computers;
  second?.cut(true);
  first?.leader.start();
  // so that the later one knows of fewer changes than the first
  for (let times = 0; times < 3; times += 1) {
    first?.leader.handOver();
    await clock.advance(30_000);
  }
  expect(leaders()).toEqual([first]);
  first?.stop(true);
  await clock.advance(20_000);
  second?.cut(false);
  second?.leader.start();
  await clock.advance(20_000);
  expect(leaders()).toEqual([second]);
  first?.stop(false);
  await clock.advance(20_000);
  expect(leaders()).toHaveLength(1);
  const [kept] = leaders();
  kept?.kill();
  await clock.advance(30_000);
  expect(leaders()).toHaveLength(1);
});

it('replaces its token before Pub/Sub deletes it', async () => {
  const { start, leaders, clock, computers } = makeCluster(1);
  await start();
  for (let day = 0; day < 8; day += 1) await clock.advance(86_400_000);
  expect(leaders()).toEqual(computers);
  expect(computers[0]?.tokens.size).toBe(3);
  await computers[0]?.leader.stop();
  await clock.advance(60_000);
  computers[0]?.leader.start();
  await clock.advance(1_000);
  expect(leaders()).toEqual(computers);
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
    workstation: workstationIdSchema.parse('desk-1'),
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
