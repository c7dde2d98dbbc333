import { isOfMail } from '../../../shared/ids.ts';
import type { Ledger } from '../../ports.ts';
import { firstLookBackMs } from './poll-plan.ts';

/** The same limit as for Shopify: a computer that was offline longer starts over. */
export const longestLookBackMs = 60 * 86_400_000;

/** The point from which a computer that has never followed a mailbox continues. */
export type LeftByOthers = {
  /** Later mails are unhandled, epoch milliseconds. */
  readonly at: number;
  /** The start of the listing, earlier because Gmail may have shown some mails late. */
  readonly from: number;
};

/**
 * How far other computers have handled the shop's mails, as far as this ledger shows: up to the last mail that became an order.
 * Other mails leave no trace. Null if it has none of theirs.
 * @param now by Google's clock, like the times of mails
 */
export function leftByOthers(ledger: Ledger, now: number): LeftByOthers | null {
  const times = ledger.orders.sources().flatMap((source) => {
    const last = isOfMail(source) ? ledger.orders.lastOfOthers(source, ledger.deskId) : null;
    // a test run says nothing about the mailbox
    return last === null || last.content.test === true ? [] : [last.firstVersion ?? last.version];
  });
  if (times.length === 0) return null;
  const earliest = now - longestLookBackMs;
  const at = Math.max(Math.min(now, Math.max(...times)), earliest);
  return { at, from: Math.max(at - firstLookBackMs, earliest) };
}
