import type { OrderSteps } from '../order-steps-port.ts';
import type { Ledger } from '../ports.ts';

/**
 * What waits for a person: deliveries, mails and rows that were not understood or taken, and notices nobody knows the fate
 * of. A notice that was refused is told on its order and by the manager's reachability, and is not counted again here.
 */
export function countParked(ledger: Ledger, today: readonly Pick<OrderSteps, 'notifications'>[]): number {
  const effects = ledger.outbox.parked().filter(({ kind }) => !kind.startsWith('notify.'));
  const unknown = today
    .flatMap(({ notifications }) => notifications)
    .filter(({ state }) => state === 'unknown');
  return ledger.documents.parked().length + effects.length + unknown.length;
}
