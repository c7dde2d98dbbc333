import { isOfMail } from '../../../shared/ids.ts';
import type { Ledger, Settings } from '../../ports.ts';
import { firstLookBackMs } from './poll-plan.ts';

const setting = 'gmail.takenOverAt';
/** As far as Shopify is asked back: whoever was away for longer begins anew. */
export const longestLookBackMs = 60 * 86_400_000;

/** Where a desk that has never followed a mailbox goes on from. */
export type LeftByOthers = {
  /** What came from then on nobody has looked at, epoch milliseconds. */
  readonly at: number;
  /** From when on mails are listed: Gmail may have shown some late. */
  readonly from: number;
};

/**
 * Where other desks have left the shop's mails, as far as this ledger shows: with the last mail that they made an order of, for
 * of one that told nothing new there is no trace. Null when it shows none of theirs.
 * @param now by Google's clock, as the times of mails are
 */
export function leftByOthers(ledger: Ledger, now: number): LeftByOthers | null {
  const times = ledger.orders.sources().flatMap((source) => {
    const last = isOfMail(source) ? ledger.orders.lastOfOthers(source, ledger.deskId) : null;
    // a fire drill is no word of who has looked into the mailbox
    return last === null || last.content.test === true ? [] : [last.firstVersion ?? last.version];
  });
  if (times.length === 0) return null;
  const earliest = now - longestLookBackMs;
  const at = Math.max(Math.min(now, Math.max(...times)), earliest);
  return { at, from: Math.max(at - firstLookBackMs, earliest) };
}

export const rememberTakenOver = (settings: Settings, { at }: LeftByOthers): void =>
  settings.set(setting, String(at));

/** Since when this desk follows what others had followed, by Google's clock, epoch milliseconds; null where it took nothing over. */
export function takenOverAt(settings: Settings): number | null {
  const kept = settings.get(setting);
  return kept === null ? null : Number(kept);
}
