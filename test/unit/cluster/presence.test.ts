import { expect, it } from 'vitest';
import { fakeClock } from '../../support/clock.ts';
import type { PresenceDesk } from './presence-desks.ts';
import { lastSaid, order, otherOrder, presenceDesk, receive, shownOf } from './presence-desks.ts';

const looks = (at = order) => [{ order: at, doing: 'looks' as const }];
const edits = (at = order) => [{ order: at, doing: 'edits' as const }];

/** Two computers whose messages arrive at once. */
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
  return {
    clock,
    anna,
    ivan,
    pass,
    shown: () => [anna, ivan].map(({ presence }) => shownOf(presence.all())),
  };
}

it('shows who rests on an order, and that they have left', async () => {
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

it('shows editing at once, and for how long, until its window is silent', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass();
  expect(shownOf(ivan.presence.all())).toEqual(['Anna edits shopify:1042']);
  await pass(299_000);
  expect(ivan.presence.of(order)[0]?.sinceMs).toBe(299_000);
  await pass(4_000);
  expect(ivan.presence.all()).toEqual([]);
});

it('sends little while a manager pages through orders', async () => {
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

it('sends nothing while nobody is at an order, and then every half minute', async () => {
  const { anna, ivan, pass } = twoDesks();
  await pass(600_000);
  expect([...anna.frames, ...ivan.frames]).toEqual([]);
  for (let minutes = 0; minutes < 10; minutes += 1) {
    anna.presence.here('window', looks());
    await pass(60_000);
    expect(shownOf(ivan.presence.all())).toEqual(['Anna looks shopify:1042']);
  }
  expect(anna.frames.length).toBeGreaterThanOrEqual(20);
  expect(anna.frames.length).toBeLessThanOrEqual(21);
  expect(ivan.frames).toEqual([]);
});

it('sends nothing while nobody receives it, and everything to a new computer', async () => {
  const { anna, ivan, pass } = twoDesks();
  anna.setHeard(false);
  anna.presence.here('window', edits());
  await pass(180_000);
  expect(anna.frames).toEqual([]);
  anna.setHeard(true);
  anna.presence.sayNow();
  await pass(1_000);
  expect(shownOf(ivan.presence.all())).toEqual(['Anna edits shopify:1042']);
  expect(ivan.presence.of(order)[0]?.sinceMs).toBeGreaterThanOrEqual(180_000);
});

it('forgets a computer silent for a minute, also across sleep or clock changes', async () => {
  const { clock, anna, ivan, pass } = twoDesks();
  anna.presence.here('window', edits());
  await pass();
  clock.set(-3_600_000);
  await clock.advance(59_000);
  expect(ivan.presence.all()).toHaveLength(1);
  // before any timer has run
  clock.sleep(1_500);
  expect(ivan.presence.all()).toEqual([]);
  await clock.advance(0);
  expect(ivan.changes()).toBe(2);
});

it('lets each take editing over, and tells who lost it', async () => {
  const { anna, ivan, pass, shown } = twoDesks();
  anna.presence.here('window', edits());
  await pass(10_000);
  // who opens it later waits
  ivan.presence.here('window', edits());
  await pass(2_000);
  expect(shown()).toEqual([['Ivan looks shopify:1042'], ['Anna edits shopify:1042']]);
  ivan.presence.takeEdit(order);
  await pass(5_000);
  expect(shown()).toEqual([['Ivan edits shopify:1042, took it'], ['Anna looks shopify:1042']]);
  anna.presence.takeEdit(order);
  await pass(5_000);
  expect(shown()).toEqual([['Ivan looks shopify:1042'], ['Anna edits shopify:1042, took it']]);
});

it('lets one user edit an order that two edited during an outage', async () => {
  const { anna, ivan, pass, shown } = twoDesks();
  for (const desk of [anna, ivan]) desk.setHeard(false);
  ivan.presence.here('window', edits());
  await pass(120_000);
  anna.presence.here('window', edits());
  await pass(20_000);
  for (const desk of [anna, ivan]) desk.setHeard(true);
  for (const desk of [anna, ivan]) desk.presence.sayNow();
  await pass(3_000);
  expect(shown()).toEqual([['Ivan looks shopify:1042'], ['Anna edits shopify:1042']]);
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

it('sends at most twenty orders, edited ones first', async () => {
  const { anna, pass } = twoDesks();
  const many = Array.from({ length: 19 }, (_, index) =>
    looks(otherOrder.concat(String(index)) as typeof order),
  );
  anna.presence.here('left', many.flat());
  anna.presence.here('right', [...looks(otherOrder), ...edits()]);
  await pass(1_000);
  expect(lastSaid(anna)?.orders[0]).toMatchObject({ order, doing: 'edits' });
  expect(lastSaid(anna)?.orders).toHaveLength(20);
});
