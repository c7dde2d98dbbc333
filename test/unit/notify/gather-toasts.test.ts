import { expect, it } from 'vitest';
import { createToastGatherer } from '../../../src/main/notify/gather-toasts.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

const id = (n: number) => orderIdSchema.parse(`shopify:${n}`);

function open() {
  const clock = fakeClock();
  const shown: number[] = [];
  const log = quietLog();
  const toasts = createToastGatherer({ clock, log, show: (ids) => void shown.push(ids.length) });
  return { clock, toasts, shown };
}

it('shows one order at once, and twenty of a burst together', async () => {
  const { clock, toasts, shown } = open();
  for (let order = 0; order < 20; order += 1) {
    toasts.add([id(order)]);
    await clock.advance(10);
  }
  await clock.advance(1_000);
  expect(shown).toEqual([20]);
  await clock.advance(60_000);
  toasts.add([id(21)]);
  await clock.advance(300);
  expect(shown).toEqual([20, 1]);
});

it('shows what goes on coming every five seconds, each order once', async () => {
  const { clock, toasts, shown } = open();
  for (let order = 0; order < 100; order += 1) {
    toasts.add([id(order), id(order)]);
    await clock.advance(100);
  }
  await clock.advance(5_000);
  expect(shown.length).toBeLessThanOrEqual(4);
  expect(shown.reduce((sum, count) => sum + count, 0)).toBe(100);
});

it('shows nothing for no order, and nothing after its end', async () => {
  const { clock, toasts, shown } = open();
  toasts.add([]);
  toasts.add([id(1)]);
  await toasts.stop();
  toasts.add([id(2)]);
  await clock.advance(60_000);
  expect(shown).toEqual([]);
});

it('goes on after one that could not be shown', async () => {
  const clock = fakeClock();
  const shown: number[] = [];
  const toasts = createToastGatherer({
    clock,
    log: quietLog(),
    show: (ids) => {
      if (shown.push(ids.length) === 1) throw new Error('no screen');
    },
  });
  toasts.add([id(1)]);
  await clock.advance(1_000);
  toasts.add([id(2)]);
  await clock.advance(5_000);
  expect(shown).toEqual([1, 1]);
});
