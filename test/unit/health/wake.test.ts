import { expect, it } from 'vitest';
import { createWakeWatch } from '../../../src/main/health/wake.ts';
import { fakeClock } from '../../support/clock.ts';

const seconds = 1_000;
const hours = 3_600_000;

function watch() {
  const clock = fakeClock();
  const woke: number[] = [];
  const naps: number[] = [];
  const wake = createWakeWatch({
    clock,
    onWake: (sleptMs) => woke.push(sleptMs),
    onNap: () => naps.push(clock.now()),
  });
  wake.start();
  return { clock, wake, woke, naps };
}

it('takes a timer that comes hours late for sleep, once', async () => {
  const { clock, wake, woke } = watch();
  await clock.advance(10 * 60 * seconds);
  clock.sleep(6 * hours);
  await clock.advance(10 * 60 * seconds);
  expect(woke).toHaveLength(1);
  expect(woke[0]).toBeGreaterThanOrEqual(6 * hours);
  expect(woke[0]).toBeLessThan(6 * hours + 30 * seconds);
  await wake.stop();
  expect(clock.waiting).toBe(0);
});

it('takes the system’s event and the gap for one waking, whichever comes first', async () => {
  const { clock, wake, woke, naps } = watch();
  clock.sleep(6 * hours);
  wake.resumed();
  await clock.advance(60 * seconds);
  clock.sleep(2 * hours);
  await clock.advance(0);
  wake.resumed();
  expect([woke.length, naps.length]).toEqual([2, 0]);
});

it('takes a clock set by hand, forward or back, for no sleep', async () => {
  const { clock, woke, naps } = watch();
  for (const ms of [6 * hours, -30 * hours, 400 * 24 * hours]) {
    clock.set(ms);
    await clock.advance(60 * seconds);
  }
  expect([woke, naps]).toEqual([[], []]);
});

it('hears the gap of a sleep in which the clock was set back as well', async () => {
  const { clock, woke } = watch();
  clock.sleep(3 * hours);
  clock.set(-3 * hours);
  await clock.advance(30 * seconds);
  expect(woke).toHaveLength(1);
});

it('asks again after a nap that is too short to be summed up', async () => {
  const { clock, wake, woke, naps } = watch();
  await clock.advance(60 * seconds);
  clock.sleep(20 * seconds);
  wake.resumed();
  expect([woke.length, naps.length]).toEqual([0, 1]);
});

it('is not misled by an app that is busy for some seconds', async () => {
  const { clock, woke } = watch();
  for (let count = 0; count < 20; count += 1) {
    clock.sleep(50 * seconds);
    await clock.advance(15 * seconds);
  }
  expect(woke).toEqual([]);
});

it('notices sleep at the first question, where its own timer stood still as well', () => {
  const { clock, wake, woke } = watch();
  expect(wake.look()).toBe(false);
  clock.sleep(6 * hours);
  expect(wake.look()).toBe(true);
  expect(wake.look()).toBe(false);
  expect(woke).toHaveLength(1);
});
