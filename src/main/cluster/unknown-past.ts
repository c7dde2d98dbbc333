import { isContent } from '../../shared/content-entry.ts';
import type { Order } from '../../shared/order.ts';
import { momentTold } from '../../shared/placed-at.ts';
import { backupRestoredAt } from '../ledger/backup-restored.ts';
import type { Performer } from '../outbox/relay.ts';
import type { Clock, Ledger } from '../ports.ts';

/** Maximum difference between two services' clocks. */
const marginMs = 5 * 60_000;
const againMs = 30_000;

export const notShown = 'BigQuery has not yet shown what happened since the backup';

/** The time between a backup and its restore, whose events BigQuery has not shown yet. */
export type UnknownPast = {
  /** Whether a notification of this order may already have been sent; without an order, whether any may have been. */
  covers(order: Order | null): boolean;
  /** Wraps a performer so that it does not repeat work pending in the backup. */
  heldBack(performer: Performer): Performer;
};

/** @param isAnswered whether a BigQuery exists that will provide the missing events */
export function createUnknownPast(
  { settings, entries }: Pick<Ledger, 'settings' | 'entries'>,
  clock: Clock,
  isAnswered: boolean,
): UnknownPast {
  const end = (): number | null => (isAnswered ? backupRestoredAt(settings) : null);
  /** Uses the mail's time if the order has none: after a restore, the mail arrives again as if it were new. */
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
