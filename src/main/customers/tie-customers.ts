import type { PairVerdict } from '../../shared/customer/fold.ts';
import type { CustomerDetail, TieBefore, TieSaid } from '../../shared/customer/view.ts';
import type { OrderId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { wholeOf } from '../intake/same-order/whole-of.ts';
import { actionId } from '../ledger/action-id.ts';
import { changedSince } from '../order-actions/action-entries.ts';
import type { Clock, Ledger } from '../ports.ts';

export type TieParts = {
  readonly ledger: Pick<Ledger, 'customerIndex' | 'entries' | 'orders' | 'transaction'>;
  readonly clock: Clock;
};

/** A manager's decisions on which orders belong to one person. Each returns the previous state of the pairs. */
export function createTies({ ledger, clock }: TieParts) {
  const found = <T>(one: T | null): T => {
    if (one === null) throw new Problem('not-found', 'This order has no customer');
    return one;
  };
  /** An order may have become a part of another meanwhile; the customer then belongs to the whole order. */
  const toWhole = (id: OrderId): OrderId => wholeOf(ledger, id)?.id ?? id;
  const customer = (id: OrderId): CustomerDetail => found(ledger.customerIndex.get(toWhole(id)));
  /** The order id that identifies the customer of an order, without loading the customer. */
  const idOf = (id: OrderId): OrderId => found(ledger.customerIndex.ofOrder(toWhole(id))).id;

  const lastOn = (one: OrderId, other: OrderId): PairVerdict | undefined =>
    ledger.customerIndex.verdictsOn([one]).find((verdict) => verdict.one === one && verdict.other === other);

  function decide(a: OrderId, b: OrderId, made: TieSaid, by: string): TieBefore {
    const [one, other] = a < b ? [a, b] : [b, a];
    const last = lastOn(one, other);
    const { verdict, lead, alone } = made;
    ledger.entries.append({
      id: actionId(),
      orderId: null,
      at: clock.now(),
      by,
      kind: 'customer-decided',
      data: {
        one,
        other,
        verdict,
        ...(lead !== null && { lead }),
        ...(alone !== null && { alone }),
        decision: (last?.decision ?? 0) + 1,
      },
    });
    return {
      one,
      other,
      verdict: last?.verdict ?? 'open',
      lead: last?.lead ?? null,
      alone: last?.alone ?? null,
      made: { verdict, lead, alone },
    };
  }

  /** @throws Problem `refused` when a later decision has changed a pair that is to be undone */
  function assertMade({ one, other, made }: TieBefore, by: string): void {
    const last = lastOn(one, other);
    if (last === undefined || last.by === by) return;
    const { verdict, lead, alone } = last;
    if (verdict !== made.verdict || lead !== made.lead || alone !== made.alone) throw changedSince();
  }

  return {
    customer,
    idOf,
    join: (lead: OrderId, other: OrderId, by: string): readonly TieBefore[] => {
      const [first, second] = [idOf(lead), idOf(other)];
      if (first === second) throw new Problem('bad-input', 'These are already one customer');
      return ledger.transaction(() => {
        const theirs = new Set(ledger.customerIndex.ordersOf(second));
        const isPair = ({ one, other }: PairVerdict): boolean =>
          [one, other].every((id) => id === first || id === second);
        // an earlier split may name other orders of theirs, and would apply again after the merge
        const undone = ledger.customerIndex
          .verdictsOn(ledger.customerIndex.ordersOf(first))
          .filter((last) => last.verdict === 'parted' && !isPair(last))
          .filter(({ one, other }) => theirs.has(toWhole(one)) || theirs.has(toWhole(other)))
          .map(({ one, other }) => decide(one, other, { verdict: 'open', lead: null, alone: null }, by));
        return [...undone, decide(first, second, { verdict: 'joined', lead: first, alone: null }, by)];
      });
    },
    keepApart: (one: OrderId, other: OrderId, by: string): readonly TieBefore[] => {
      const [first, second] = [idOf(one), idOf(other)];
      if (first === second) throw new Problem('bad-input', 'These are one customer: split them instead');
      return ledger.transaction(() => [
        decide(first, second, { verdict: 'parted', lead: null, alone: null }, by),
      ]);
    },
    /** @returns the previous state of the pairs, and an order of the remaining customer */
    part: (
      id: OrderId,
      part: OrderId,
      whole: boolean,
      by: string,
    ): { readonly before: readonly TieBefore[]; readonly rest: OrderId } =>
      ledger.transaction(() => {
        const all = ledger.customerIndex.ordersOf(id);
        const away = new Set(ledger.customerIndex.ordersOfPart(part, whole));
        const rest = all.filter((order) => !away.has(order));
        const [anchor] = rest;
        if (anchor === undefined || !all.includes(part)) {
          throw new Problem('bad-input', 'This customer cannot be split');
        }
        const goes = (order: OrderId): boolean => away.has(toWhole(order));
        const isTheirs = (order: OrderId): boolean => all.includes(toWhole(order));
        // undo a manager's join at the pair where it was made
        const crossing = ledger.customerIndex
          .verdictsOn([...away])
          .filter(({ verdict, one, other }) => verdict === 'joined' && goes(one) !== goes(other))
          .filter(({ one, other }) => isTheirs(one) && isTheirs(other));
        const isByItself = ledger.customerIndex.ordersOfPart(part, true).some((order) => !away.has(order));
        const cut = crossing.map(({ one, other }) =>
          decide(one, other, { verdict: 'parted', lead: null, alone: null }, by),
        );
        if (cut.length > 0 && !isByItself) return { before: cut, rest: anchor };
        const parted = decide(part, anchor, { verdict: 'parted', lead: null, alone: part }, by);
        return { before: [...cut, parted], rest: anchor };
      }),
    putBack: (before: readonly TieBefore[], by: string): void =>
      ledger.transaction(() => {
        for (const id of before.flatMap(({ one, other }) => [one, other])) idOf(id);
        // a split may have decided on one pair twice: the second decision is in force, and the first holds the previous state
        const made = new Map(before.map((tie) => [`${tie.one} ${tie.other}`, tie]));
        for (const tie of made.values()) assertMade(tie, by);
        for (const { one, other, ...said } of before.toReversed()) decide(one, other, said, by);
      }),
  };
}
export type RelatedOrders = ReturnType<typeof createTies>;
