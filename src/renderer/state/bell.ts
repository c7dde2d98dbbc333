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
  let heardAt = clock.now();

  const newest = () =>
    client.call('orders.list', { view: 'new', text: '', offset: 0, limit: 200 }).then((answer) => {
      review ??= answer.counts.review;
      return answer.rows;
    });

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

  function ringSoon(): void {
    heardAt = clock.now();
    cancel ??= clock.after(settleMs, () => {
      cancel = null;
      void ring();
    });
  }

  /** After a gap nobody says which orders came in it. */
  async function catchUp(): Promise<void> {
    const since = heardAt;
    if ((await newest()).some(({ receivedAt }) => receivedAt > since)) ringSoon();
  }

  async function watch(): Promise<void> {
    const now = clock.now();
    const rows = await newest();
    const [from, until] = [watchedUntil - lateAfterMs, now - lateAfterMs];
    watchedUntil = now;
    if (rows.some(({ receivedAt }) => receivedAt > from && receivedAt <= until)) player.play('late');
  }

  const watchSoon = (): void => void watch().catch(() => undefined); // asked again in a minute, about two

  const ends = [
    client.on((event) => {
      if (event.kind !== 'orders-changed') return;
      if (event.newIds.length > 0) ringSoon();
      else if (event.ids.length === 0) void catchUp().catch(() => undefined); // what could not be asked is in the list
    }),
    clock.every(watchMs, watchSoon),
  ];
  watchSoon();
  return () => {
    cancel?.();
    for (const end of ends) end();
  };
}
