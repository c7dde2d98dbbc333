import { isContent } from '../../shared/content-entry.ts';
import type { Order } from '../../shared/order.ts';
import { momentTold } from '../../shared/placed-at.ts';
import { backupRestoredAt } from '../ledger/backup-restored.ts';
import type { Performer } from '../outbox/relay.ts';
import type { Clock, Ledger } from '../ports.ts';

/** By how much two services' clocks may differ. */
const marginMs = 5 * 60_000;
const againMs = 30_000;

export const notShown = 'BigQuery has not said yet what was done since the backup';

/** What was done before the ledger was put back from a backup, and BigQuery has not shown yet. */
export type UnknownPast = {
  /** Whether this may have been told already; without an order, whatever is told. */
  covers(order: Order | null): boolean;
  /** Keeps a performer from doing what was owed by the backup. */
  heldBack(performer: Performer): Performer;
};

/** @param isAnswered whether there is a BigQuery that will say what happened since */
export function createUnknownPast(
  { settings, entries }: Pick<Ledger, 'settings' | 'entries'>,
  clock: Clock,
  isAnswered: boolean,
): UnknownPast {
  const end = (): number | null => (isAnswered ? backupRestoredAt(settings) : null);
  /** By the mail, where its order names no moment: after the ledger was put back it comes again as if it were new. */
  const firstToldAt = ({ id, receivedAt }: Order): number =>
    Math.min(
      receivedAt,
      ...entries
        .ofOrder(id)
        .filter(isContent)
        .map(({ data }) => data.order.version),
    );
  return {
    covers(order) {
      const at = end();
      if (at === null) return false;
      if (order === null) return true;
      return (momentTold(order.content.placedAt) ?? firstToldAt(order)) <= at + marginMs;
    },
    heldBack: (performer) => ({
      ...performer,
      async perform(message) {
        const at = end();
        if (at === null || message.createdAt > at) return performer.perform(message);
        return {
          retryAt: clock.now() + againMs,
          reason: notShown,
        };
      },
    }),
  };
}
