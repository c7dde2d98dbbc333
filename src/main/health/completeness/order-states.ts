import type { CountedSource } from '../../../shared/completeness.ts';
import { documentIdSchema } from '../../../shared/ids.ts';
import { dayIn } from '../../../shared/shop-days.ts';
import type { Facts, Held, Named, PlacedOrder } from './facts.ts';

/** One order as known at its source, on disk and in the ledger. */
export type Thing = {
  readonly key: string;
  readonly source: CountedSource;
  readonly day: string;
  /** Whether the source reports it; null if the source was not asked. */
  readonly atSource: boolean | null;
  readonly order: PlacedOrder | null;
  readonly held: Held | null;
  readonly named: Named | null;
};

/** Matches the reports of the sources with what is here, so that each order appears once. */
export function thingsOf(facts: Facts): readonly Thing[] {
  const { orders, asked, held, isRead, timeZone } = facts;
  const byId = new Map<string, PlacedOrder>(orders.map((order) => [order.id, order]));
  const byDocument = Map.groupBy(orders, ({ document }): string => document ?? '');
  const heldBy = new Map<string, Held>();
  for (const one of held) {
    heldBy.set(one.id, one);
    if (one.order !== null) heldBy.set(one.order, one);
  }
  // the payment link already reports the missing order: do not report it twice
  const toldByLink = new Set<string>(facts.paidLinks.missing.map(({ order }) => order));
  const askedAt = new Map(asked.map((one) => [`${one.source} ${one.day}`, one.askedAt]));
  const things = new Map<string, Thing>();
  const put = (thing: Thing) => {
    if (!things.has(thing.key)) things.set(thing.key, thing);
  };

  for (const { source, day, named } of asked) {
    for (const one of named) {
      const own = byId.get(one.id);
      const found = own ? [own] : (byDocument.get(one.id) ?? []);
      for (const order of found) {
        put({ key: order.id, source, day, atSource: true, order, held: null, named: one });
      }
      if (found.length > 0 || toldByLink.has(one.id)) continue;
      const stored = heldBy.get(one.id) ?? null;
      // a mail that is not an order, or an update to an earlier order
      if (!stored && source !== 'shopify' && isRead(documentIdSchema.parse(one.id))) continue;
      put({ key: one.id, source, day, atSource: true, order: null, held: stored, named: one });
    }
  }
  for (const order of orders) {
    const { source, day, receivedAt } = order;
    const at = askedAt.get(`${source} ${day}`);
    // an order that came after the source was asked will be in its next answer
    const atSource = at === undefined ? null : receivedAt > at;
    put({ key: order.id, source, day, atSource, order, held: null, named: null });
  }
  for (const one of held) {
    // the order came by another path, so this document's failure does not matter
    if (one.order !== null && byId.has(one.order)) continue;
    const key = one.order ?? one.id;
    put({
      key,
      source: one.source,
      day: dayIn(timeZone, one.at),
      atSource: null,
      order: null,
      held: one,
      named: null,
    });
  }
  return [...things.values()];
}
