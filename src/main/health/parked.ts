import type { Ledger } from '../ports.ts';
import type { TodayOrder } from './strip.ts';

/**
 * What waits for a person: deliveries, mails and rows that were not understood or taken, and notices nobody knows the fate
 * of. A notice that was refused is told on its order and by the manager's reachability, and is not counted again here.
 */
export function countParked(ledger: Ledger, today: readonly TodayOrder[]): number {
  const effects = ledger.outbox.parked().filter(({ kind }) => kind !== 'notify.newOrder');
  const unknown = today
    .flatMap(({ order }) => order.notifications)
    .filter(({ state }) => state === 'unknown');
  return ledger.documents.parked().length + effects.length + unknown.length;
}
