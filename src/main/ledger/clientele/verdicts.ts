import type { CardVerdict } from '../../../shared/customer/persons.ts';
import { maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import type { StoredCard } from './card-store.ts';

/** What managers decided on these cards and others, as cards; each is named by an order of its own. */
export function verdictsOn(database: Database, cards: readonly StoredCard[]): readonly CardVerdict[] {
  if (!database.get("SELECT 1 FROM customer_verdicts WHERE verdict <> 'open' LIMIT 1")) return [];
  const ids = JSON.stringify(cards.map(({ row }) => row));
  return database
    .all(
      `WITH mine AS MATERIALIZED (
         SELECT o.id FROM card_orders m JOIN orders o ON o.row = m.order_row
         WHERE m.card IN (SELECT value FROM json_each(?1)))
       SELECT v.*, ${cardKey('v.one')} AS one_card, ${cardKey('v.other')} AS other_card
       FROM customer_verdicts v
       WHERE v.verdict <> 'open' AND (v.one IN (SELECT id FROM mine) OR v.other IN (SELECT id FROM mine))
       ORDER BY v.one, v.other`,
      ids,
    )
    .flatMap(verdictOfRow);
}

export const allVerdicts = (database: Database): readonly CardVerdict[] =>
  database
    .all(
      `SELECT v.*, ${cardKey('v.one')} AS one_card, ${cardKey('v.other')} AS other_card
       FROM customer_verdicts v WHERE v.verdict <> 'open' ORDER BY v.one, v.other`,
    )
    .flatMap(verdictOfRow);

const cardKey = (order: string): string =>
  `(SELECT c.key FROM orders o JOIN card_orders m ON m.order_row = o.row JOIN cards c ON c.row = m.card WHERE o.id = ${order})`;

/** None where one of the orders is nobody's now. */
function verdictOfRow(row: Row): readonly CardVerdict[] {
  const [one, other] = [maybeText(row, 'one_card'), maybeText(row, 'other_card')];
  const verdict = text(row, 'verdict');
  if (one === null || other === null || (verdict !== 'joined' && verdict !== 'parted')) return [];
  const cardOf = (order: string | null): string | undefined =>
    order === null ? undefined : order === row.one ? one : other;
  return [
    { one, other, verdict, lead: cardOf(maybeText(row, 'lead')), alone: cardOf(maybeText(row, 'alone')) },
  ];
}
