import { randomUUID } from 'node:crypto';
import type { EntryData, EntryOf } from '../../../shared/entry.ts';
import { lastDecision } from '../../../shared/fold-takings.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import { changedSince } from '../../order-actions/action-entries.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { reportWholes } from './report-wholes.ts';

type Verdict = EntryData<'same-decided'>['verdict'];

export interface SameOrders {
  /** `keep` remains, `drop` becomes a part of it. */
  merge(keep: OrderId, drop: OrderId, by: string): void;
  keepBoth(id: OrderId, other: OrderId, by: string): void;
  /**
   * Reverts the last decision on the two orders. A guess that they are the same is open again.
   * @param made the decision of `by` to revert, if only that one
   * @throws Problem `refused` when another manager has decided otherwise since
   */
  undo(id: OrderId, other: OrderId, by: string, made?: Verdict): void;
}

/** Records managers' decisions on two orders, on both at once. A guess by itself decides nothing. */
export function createSameOrders({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): SameOrders {
  const get = (id: OrderId): Order => {
    const order = ledger.orders.get(id);
    if (!order) throw new Problem('not-found', `There is no order ${id}`);
    return order;
  };

  /** The last decision on the two: its number, its author, and the verdict for the first order. */
  function lastOn(
    id: OrderId,
    other: OrderId,
  ): { readonly decision: number; readonly verdict: Verdict; readonly by: string | null } {
    const last = lastDecided(ledger, id, other);
    return last ? { ...last.data, by: last.by } : { decision: 0, verdict: 'open', by: null };
  }

  function decide(id: OrderId, other: OrderId, verdict: Verdict, by: string): void {
    const last = lastOn(id, other);
    if (last.verdict === verdict) return;
    // of two concurrent decisions the greater id wins, and it must be the same on both orders: so both events of a decision share
    // a prefix that decides the comparison
    const deed = randomUUID();
    const say = (orderId: OrderId, about: OrderId, said: Verdict, end: string): void => {
      ledger.entries.append({
        id: entryIdSchema.parse(`deed:${deed}:${end}`),
        orderId,
        at: clock.now(),
        by,
        kind: 'same-decided',
        data: { other: about, verdict: said, decision: last.decision + 1 },
      });
    };
    say(id, other, verdict, 'one');
    say(other, id, mirrored[verdict], 'other');
  }

  return {
    merge: (keep, drop, by) =>
      ledger.transaction(() => {
        if (keep === drop) throw new Problem('bad-input', 'An order cannot be merged with itself');
        if (lastOn(keep, drop).verdict === 'kept') return;
        const kept = get(keep);
        assertStands(kept);
        assertStands(get(drop));
        assertHolds(kept);
        decide(keep, drop, 'kept', by);
        reportWholes(ledger, clock, drop);
      }),
    keepBoth: (id, other, by) =>
      ledger.transaction(() => {
        assertStands(get(id));
        assertStands(get(other));
        decide(id, other, 'both', by);
      }),
    undo: (id, other, by, made) =>
      ledger.transaction(() => {
        get(id);
        get(other);
        const last = lastOn(id, other);
        const isAnothers = last.by !== by && last.verdict !== made && last.verdict !== 'open';
        if (made !== undefined && isAnothers) throw changedSince();
        decide(id, other, 'open', by);
        // an order that either is still a part of has received the other's state through it
        for (const one of [id, other]) reportWholes(ledger, clock, one);
      }),
  };
}

/** The last decision on the two, as recorded on the first. */
export const lastDecided = (
  { entries }: Pick<Ledger, 'entries'>,
  id: OrderId,
  other: OrderId,
): EntryOf<'same-decided'> | undefined =>
  lastDecision(
    entries
      .ofOrder(id)
      .filter((entry) => entry.kind === 'same-decided')
      .filter(({ data }) => data.other === other),
  );

const mirrored: { readonly [V in Verdict]: Verdict } = {
  kept: 'merged',
  merged: 'kept',
  both: 'both',
  open: 'open',
};

/** Only an order that is not a part can be merged, so that one computer cannot create a cycle. */
function assertStands({ partOf, quarantined, content: { number } }: Order): void {
  if (partOf) {
    throw new Problem('refused', `${number} is already merged into another order`, {
      fix: 'Open that order and decide there',
    });
  }
  if (quarantined) {
    throw new Problem('refused', `${number} is quarantined: its sender is not verified`, {
      fix: 'Release it first',
    });
  }
}

/** An order merged into a cancelled one would not be delivered. */
function assertHolds({ status, content: { number } }: Order): void {
  if (status !== 'cancelled') return;
  throw new Problem('refused', `${number} is cancelled`, { fix: 'Reopen the order first' });
}
