import { expect, it } from 'vitest';
import { fakeClock } from '../../support/clock.ts';
import type { PresenceDesk } from './presence-desks.ts';
import { lastSaid, order, otherOrder, presenceDesk, receive, shownOf } from './presence-desks.ts';

const looks = (at = order) => [{ order: at, doing: 'looks' as const }];
const edits = (at = order) => [{ order: at, doing: 'edits' as const }];

/** Two desks whose words arrive at once. */
function twoDesks() {
  const clock = fakeClock();
  const [anna, ivan] = [presenceDesk('desk-a', clock, 'Anna'), presenceDesk('desk-i', clock, 'Ivan')];
  const read = new Map<PresenceDesk, number>();
  async function pass(ms = 0): Promise<void> {
    const until = clock.uptime() + ms;
    do {
      await clock.advance(Math.min(100, until - clock.uptime()));
      for (const [from, to] of [
        [anna, ivan],
        [ivan, anna],
      ] as const) {
        const fresh = from.frames.slice(read.get(from) ?? 0);
        read.set(from, from.frames.length);
        receive(to, from, fresh);
      }
    } while (clock.uptime() < until);
  }
  return { clock, anna, ivan, pass };
}

it('tells who looks at an order once they rest on it, and that they have left', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', looks());
  await pass(1_500);
  expect(ivan.presence.all()).toEqual([]);
  await pass(1_000);
  expect(shownOf(ivan.presence.of(order))).toEqual(['Anna looks shopify:1042']);
  expect(ivan.presence.of(otherOrder)).toEqual([]);
  anna.presence.here('window', []);
  await pass(3_000);
  expect(ivan.presence.all()).toEqual([]);
  expect(ivan.changes()).toBe(2);
});

it('says editing at once, and for how long it has gone on', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass();
  expect(shownOf(ivan.presence.all())).toEqual(['Anna edits shopify:1042']);
  await pass(47_000);
  expect(ivan.presence.of(order)[0]?.sinceMs).toBe(47_000);
});

it('says where a manager pages through orders only where he rests, and never twice in a second', async () => {
  const { anna, pass } = twoDesks();
  for (let at = 0; at < 300; at += 1) {
    anna.presence.here('window', looks(at % 2 === 0 ? order : otherOrder));
    await pass(100);
  }
  await pass(5_000);
  const times = anna.frames.map(({ at }) => at);
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
  // half a minute of paging without a rest
  expect(times.length).toBeLessThanOrEqual(7);
  expect(lastSaid(anna)).toMatchObject({ orders: [{ order: otherOrder }] });
});

it('never says anything twice in a second either where editing begins and ends', async () => {
  const { anna, ivan, pass } = twoDesks();
  for (let at = 0; at < 50; at += 1) {
    anna.presence.here('window', at % 2 === 0 ? edits() : []);
    if (at % 5 === 0) ivan.presence.takeEdit(order);
    await pass(130);
  }
  for (const { frames } of [anna, ivan]) {
    const pauses = frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
  }
});

it('says nothing while nobody is at anything, and half-minutely what stands', async () => {
  const { anna, ivan, pass } = twoDesks();
  await pass(600_000);
  expect([...anna.frames, ...ivan.frames]).toEqual([]);
  anna.presence.here('window', looks());
  for (let minutes = 0; minutes < 10; minutes += 1) {
    anna.presence.here('window', looks());
    await pass(60_000);
    expect(shownOf(ivan.presence.all())).toEqual(['Anna looks shopify:1042']);
  }
  expect(anna.frames.length).toBeGreaterThanOrEqual(20);
  expect(anna.frames.length).toBeLessThanOrEqual(21);
  expect(ivan.frames).toEqual([]);
});

it('says nothing while nobody is there to hear it, and everything to a desk that has just connected', async () => {
  const clock = fakeClock();
  const anna = presenceDesk('desk-a', clock, 'Anna');
  const ivan = presenceDesk('desk-i', clock, 'Ivan');
  anna.setHeard(false);
  anna.presence.here('window', edits());
  await clock.advance(180_000);
  expect(anna.frames).toEqual([]);
  anna.setHeard(true);
  anna.presence.sayNow();
  await clock.advance(1_000);
  receive(ivan, anna);
  expect(shownOf(ivan.presence.all())).toEqual(['Anna edits shopify:1042']);
  expect(ivan.presence.of(order)[0]?.sinceMs).toBeGreaterThanOrEqual(180_000);
});

it('forgets a desk that fell silent after a minute by its own watch, whatever its clock is set to', async () => {
  const clock = fakeClock();
  const [anna, ivan] = [presenceDesk('desk-a', clock), presenceDesk('desk-i', clock)];
  anna.presence.here('window', edits());
  await clock.advance(0);
  receive(ivan, anna);
  clock.set(-3_600_000);
  await clock.advance(59_000);
  expect(ivan.presence.all()).toHaveLength(1);
  await clock.advance(1_500);
  expect(ivan.presence.all()).toEqual([]);
  expect(ivan.changes()).toBe(2);
});

it('shows nobody of before its sleep, before any timer has run', async () => {
  const clock = fakeClock();
  const [anna, ivan] = [presenceDesk('desk-a', clock), presenceDesk('desk-i', clock)];
  anna.presence.here('window', looks());
  await clock.advance(3_000);
  receive(ivan, anna);
  clock.sleep(8 * 3_600_000);
  expect(ivan.presence.all()).toEqual([]);
});

it('takes editing over at once, keeps it apart for who had it, and gives it back the same way', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass(10_000);
  ivan.presence.here('window', edits());
  await pass(2_000);
  // opened where somebody is at it already, it waits
  expect(shownOf(ivan.presence.all())).toEqual(['Anna edits shopify:1042']);
  expect(shownOf(anna.presence.all())).toEqual(['Ivan looks shopify:1042']);

  ivan.presence.takeEdit(order);
  await pass(1_000);
  expect(shownOf(anna.presence.all())).toEqual(['Ivan edits shopify:1042, took it']);
  await pass(4_000);
  expect(shownOf(ivan.presence.all())).toEqual(['Anna looks shopify:1042']);

  anna.presence.takeEdit(order);
  await pass(4_000);
  expect(shownOf(ivan.presence.all())).toEqual(['Anna edits shopify:1042, took it']);
  expect(shownOf(anna.presence.all())).toEqual(['Ivan looks shopify:1042']);
});

it('lets who waits go on when the other has ended', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass(5_000);
  ivan.presence.here('window', edits());
  await pass(5_000);
  anna.presence.here('window', []);
  await pass(2_000);
  expect(ivan.presence.all()).toEqual([]);
  expect(shownOf(anna.presence.all())).toEqual(['Ivan edits shopify:1042']);
});

it('locks nothing while Pub/Sub cannot be reached', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass(2_000);
  ivan.presence.lost();
  expect(ivan.presence.all()).toEqual([]);
  expect(ivan.changes()).toBe(2);

  await pass(30_000);
  expect(ivan.presence.all()).toHaveLength(1);
});

it('takes several windows of a desk for one person', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('left', edits());
  anna.presence.here('right', [...edits(), ...looks(otherOrder)]);
  await pass(3_000);
  expect(anna.presence.all()).toEqual([]);
  expect(shownOf(ivan.presence.all()).toSorted()).toEqual(['Anna edits shopify:1042', 'Anna looks manual:7']);
  anna.presence.here('left', []);
  await pass(3_000);
  expect(ivan.presence.of(order)).toMatchObject([{ doing: 'edits' }]);
  anna.presence.here('right', looks());
  await pass(3_000);
  expect(shownOf(ivan.presence.all())).toEqual(['Anna looks shopify:1042']);
});

it('lets go of a window that has not said for five minutes what it is at', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass(299_000);
  expect(ivan.presence.all()).toHaveLength(1);
  await pass(4_000);
  expect(ivan.presence.all()).toEqual([]);
});

it('tells at most twenty orders, those that are edited first', async () => {
  const clock = fakeClock();
  const anna = presenceDesk('desk-a', clock);
  const many = Array.from({ length: 19 }, (_, index) =>
    looks(otherOrder.concat(String(index)) as typeof order),
  );
  anna.presence.here('left', many.flat());
  anna.presence.here('right', [...looks(otherOrder), ...edits()]);
  await clock.advance(1_000);
  expect(lastSaid(anna)?.orders[0]).toMatchObject({ order, doing: 'edits' });
  expect(lastSaid(anna)?.orders).toHaveLength(20);
});
