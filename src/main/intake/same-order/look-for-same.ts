import type { EntryDraft } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { SameReason } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { shortName } from '../../short-name.ts';
import { canBeSame, sameBecause } from './same-because.ts';

/**
 * Records on both orders that they may be the same, once per pair: a decided pair is not asked about again. Must run in the
 * transaction that records the order.
 */
export function lookForSame(ledger: Ledger, clock: Clock, id: OrderId): void {
  const order = ledger.orders.get(id);
  if (!order || !canBeSame(order)) return;
  for (const otherId of ledger.orders.ofSameContact(id)) {
    if (ledger.entries.has(guessId(id, otherId))) continue;
    const other = ledger.orders.get(otherId);
    const because = other ? sameBecause(order, other) : [];
    if (because.length === 0) continue;
    ledger.entries.append(guess(id, otherId, because, clock.now()));
    ledger.entries.append(guess(otherId, id, because, clock.now()));
  }
}

const guess = (orderId: OrderId, other: OrderId, because: readonly SameReason[], at: number): EntryDraft => ({
  id: guessId(orderId, other),
  orderId,
  at,
  by: 'orderbell',
  kind: 'same-guessed',
  data: { other, because },
});

/** Two mail ids may be too long together. */
const guessId = (id: OrderId, other: OrderId) =>
  entryIdSchema.parse(shortName(`same:${id}:${other}`, 280, 'same:'));
