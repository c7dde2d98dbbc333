import type { Client } from '../client/client.ts';
import type { Player } from '../ui/sounds.ts';
import type { Clock } from './clock.ts';
import { lateAfterMs } from './urgency.ts';

const settleMs = 80;
const watchMs = 60_000;

/** Rings for what came, once for a burst, and once when an order that nobody took becomes late. */
export function startBell({
  client,
  clock,
  player,
}: {
  client: Client;
  clock: Clock;
  player: Player;
}): () => void {
  let review: number | null = null;
  let cancel: (() => void) | null = null;
  let watchedUntil = clock.now();

  async function ring(): Promise<void> {
    try {
      const { counts } = await client.call('orders.list', { view: 'review', text: '', offset: 0, limit: 1 });
      const more = review !== null && counts.review > review;
      review = counts.review;
      player.play(more ? 'needs-review' : 'new-order');
    } catch {
      player.play('new-order'); // the order came all the same; the list tells what failed
    }
  }

  async function watch(): Promise<void> {
    const from = watchedUntil - lateAfterMs;
    watchedUntil = clock.now();
    const { rows, counts } = await client.call('orders.list', {
      view: 'new',
      text: '',
      offset: 0,
      limit: 200,
    });
    review ??= counts.review;
    const until = watchedUntil - lateAfterMs;
    if (rows.some(({ receivedAt }) => receivedAt > from && receivedAt <= until)) player.play('late');
  }

  function watchSoon(): void {
    void watch().catch(() => undefined); // asked again in a minute
  }

  const ends = [
    client.on((event) => {
      if (event.kind !== 'orders-changed' || event.newIds.length === 0) return;
      cancel ??= clock.after(settleMs, () => {
        cancel = null;
        void ring();
      });
    }),
    clock.every(watchMs, watchSoon),
  ];
  watchSoon();
  return () => {
    cancel?.();
    for (const end of ends) end();
  };
}
