import type { PairVerdict } from '../../../shared/customer/fold.ts';
import { personsOf } from '../../../shared/customer/persons.ts';
import type { CustomerPart } from '../../../shared/customer/view.ts';
import { orderIdSchema, sourceSchema } from '../../../shared/ids.ts';
import { int, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import type { StoredCard } from './card-store.ts';
import { withParts } from './order-parts.ts';
import { verdictsOn } from './verdicts.ts';

/** The groups that the cards of a customer form without the joins of managers. */
export function groupsOf(
  database: Database,
  cards: readonly StoredCard[],
): readonly (readonly StoredCard[])[] {
  const verdicts = verdictsOn(database, cards).filter(({ verdict }) => verdict === 'parted');
  const stored = new Map(cards.map((card) => [card.key, card] as const));
  return personsOf(cards, verdicts).map((group) => group.cards.flatMap(({ key }) => stored.get(key) ?? []));
}

/**
 * @param orders of the customer, newest first: `card`, `id`, `customer_name`, `source`, `received_at`
 * @param verdicts between them, oldest first
 */
export function partsOf(
  database: Database,
  cards: readonly StoredCard[],
  orders: readonly Row[],
  verdicts: readonly PairVerdict[],
): readonly CustomerPart[] {
  const groups = groupsOf(database, cards);
  const byCard = Map.groupBy(orders, (row) => int(row, 'card'));
  const joinings = verdicts.filter(({ verdict }) => verdict === 'joined').toReversed();
  const joiningOf = (ids: readonly string[]): PairVerdict | undefined => {
    if (joinings.length === 0) return undefined;
    const named = new Set(withParts(database, ids));
    return joinings.find(({ one, other }) => named.has(one) || named.has(other));
  };
  return groups
    .flatMap((group, at) =>
      group.flatMap((card): readonly CustomerPart[] => {
        const own = byCard.get(card.row) ?? [];
        const [newest] = own;
        if (!newest) return [];
        const joining = joiningOf(own.map((row) => text(row, 'id')));
        const others = group.filter((other) => other !== card);
        return [
          {
            order: orderIdSchema.parse(newest.id),
            name: own.map((row) => text(row, 'customer_name')).find((name) => name !== '') ?? '',
            phones: valuesOf(card, 'tel:'),
            emails: valuesOf(card, 'mail:'),
            sources: [...new Set(own.map((row) => sourceSchema.parse(row.source)))],
            orders: own.length,
            lastAt: int(newest, 'received_at'),
            leads: card.leads,
            group: at,
            shared: card.own
              .filter((key) => others.some((other) => other.own.includes(key)))
              .map((key) => key.slice(key.indexOf(':') + 1)),
            joined: joining ? { by: joining.by, at: joining.at } : null,
          },
        ];
      }),
    )
    .toSorted((a, b) => Number(b.leads) - Number(a.leads) || b.lastAt - a.lastAt);
}

const valuesOf = ({ own }: StoredCard, kind: string): readonly string[] =>
  own.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
