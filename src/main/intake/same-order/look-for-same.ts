import type { EntryDraft } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { SameReason } from '../../../shared/order.ts';
import { momentOf } from '../../../shared/placed-at.ts';
import { shortHash } from '../../../shared/same-order/hash.ts';
import { keyList, sameKeysOf } from '../../../shared/same-order/keys.ts';
import { canBeSame, mostPeople, sameBecause, sameWithinMs } from '../../../shared/same-order/rule.ts';
import type { Clock, Ledger } from '../../ports.ts';

/**
 * Guesses which orders may be this one told twice and tells both, once for each pair: a guess that was decided is never made
 * again. Belongs in the transaction that records the order.
 */
export function lookForSame(ledger: Ledger, clock: Clock, id: OrderId): void {
  const order = ledger.orders.get(id);
  if (!order || !canBeSame(order)) return;
  const at = momentOf(order);
  const shared = new Map<string, boolean>();
  const isShared = (key: string): boolean => {
    const known = shared.get(key) ?? ledger.orders.peopleWith(key, mostPeople + 1) > mostPeople;
    shared.set(key, known);
    return known;
  };
  // what many people have is no evidence by itself: on the day everybody buys the same, everybody would be looked at
  const keys = keyList(sameKeysOf(order)).filter((key) => !isShared(key));
  const found = ledger.orders.withKeys(keys, at - sameWithinMs, at + sameWithinMs);
  for (const otherId of found) {
    if (otherId === id || ledger.entries.has(guessId(id, otherId))) continue;
    const other = ledger.orders.get(otherId);
    const because = other ? sameBecause(order, other, isShared) : [];
    if (because.length === 0) continue;
    ledger.entries.append(guess(id, otherId, because, clock.now()));
    ledger.entries.append(guess(otherId, id, because, clock.now()));
  }
}

const guessId = (id: OrderId, other: OrderId) => entryIdSchema.parse(shortened(`same:${id}:${other}`));

const guess = (orderId: OrderId, other: OrderId, because: readonly SameReason[], at: number): EntryDraft => ({
  id: guessId(orderId, other),
  orderId,
  at,
  by: 'orderbell',
  kind: 'same-guessed',
  data: { other, because },
});

/** Two long ids of mails may be longer than an entry's id can be. */
const shortened = (id: string): string => (id.length <= 280 ? id : `same:${shortHash(id)}:${id.slice(-200)}`);
