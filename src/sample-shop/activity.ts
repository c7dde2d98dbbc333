import type { Clock, Log } from '../main/ports.ts';
import { messageOf } from '../shared/problem.ts';
import type { SamplePath } from '../shared/sample-paths.ts';
import type { Dice } from './dice.ts';
import type { Store } from './shopify/store.ts';

const seconds = 1000;
/** One order by every path, for a new user who watches. */
const opening: readonly (readonly [path: SamplePath, at: number])[] = [
  ['shopify', 2 * seconds],
  ['mail-bloomdash', 5 * seconds],
  ['chat-bot', 9 * seconds],
  ['chat-manager', 11 * seconds],
  ['mail-dostavo', 13 * seconds],
  ['draft-paid', 19 * seconds],
  ['twin', 22 * seconds],
  ['mail-unreadable', 24 * seconds],
];
const afterOpening = 45 * seconds;
const usualPaths: readonly SamplePath[] = [
  'shopify',
  'shopify',
  'chat-bot',
  'chat-manager',
  'mail-bloomdash',
  'mail-dostavo',
  'draft-paid',
];
const busyOrders = 10;

export type LifeParts = {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly log: Log;
  readonly order: (path: SamplePath) => Promise<void>;
  readonly store: Store;
};

/** Simulates customers: frequent orders at first, then as many as in a small shop. */
export function createLife({ clock, dice, log, order, store }: LifeParts) {
  const waiting = new Set<() => void>();
  let stopped = false;
  let orders = 0;

  function later(ms: number, work: () => void): void {
    if (stopped) return;
    const cancel = clock.after(ms, () => {
      waiting.delete(cancel);
      work();
    });
    waiting.add(cancel);
  }

  function come(path: SamplePath): void {
    orders += 1;
    order(path).catch((error: unknown) => {
      if (!stopped) log.warn('an order of the sample shop went wrong', { path, reason: messageOf(error) });
    });
  }

  function next(wait: number): void {
    later(wait, () => {
      come(dice.pick(usualPaths));
      if (dice.chance(0.2)) later(dice.between(20, 90) * seconds, changeOfMind);
      const [least, most] = orders < busyOrders ? [20, 40] : [120, 300];
      next(dice.between(least, most) * seconds);
    });
  }

  /** A later change of an order: cash is paid, or the buyer cancels. */
  function changeOfMind(): void {
    const open = [...store.orders.values()].filter((one) => one.cancelledAt === null).slice(-6);
    if (open.length === 0) return;
    const one = dice.pick(open);
    if (one.financial === 'pending' || one.financial === 'partially_paid')
      store.changeOrder(one.id, { financial: 'paid' });
    else store.changeOrder(one.id, { financial: 'refunded', cancelledAt: clock.now() });
  }

  return {
    start(): void {
      for (const [path, at] of opening) later(at, () => come(path));
      next(afterOpening);
    },
    stop(): void {
      stopped = true;
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
