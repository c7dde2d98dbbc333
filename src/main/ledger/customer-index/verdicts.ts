import type { CardVerdict } from '../../../shared/customer/persons.ts';
import { flag, int, maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import type { StoredCard } from './card-store.ts';

/** Manager decisions on these cards, as pairs of cards; the stored decisions name orders or parts. */
export function verdictsOn(database: Database, cards: readonly StoredCard[]): readonly CardVerdict[] {
  if (!database.get("SELECT 1 FROM customer_verdicts WHERE verdict <> 'open' LIMIT 1")) return [];
  const ids = JSON.stringify(cards.map(({ row }) => row));
  return database
    .all(
      `WITH RECURSIVE mine (id) AS MATERIALIZED (
         SELECT o.id FROM card_orders m JOIN orders o ON o.row = m.order_row
         WHERE m.card IN (SELECT value FROM json_each(?1))
         UNION SELECT p.id FROM mine t JOIN orders p ON p.part_of = t.id)
       SELECT ${columns} FROM customer_verdicts v
       WHERE v.verdict <> 'open' AND (v.one IN (SELECT id FROM mine) OR v.other IN (SELECT id FROM mine))
       ORDER BY v.one, v.other`,
      ids,
    )
    .flatMap(verdictOfRow);
}

export const allVerdicts = (database: Database): readonly CardVerdict[] =>
  database
    .all(`SELECT ${columns} FROM customer_verdicts v WHERE v.verdict <> 'open' ORDER BY v.one, v.other`)
    .flatMap(verdictOfRow);

/** The card key of an order, or of its whole if it is a part. */
const cardKey = (order: string): string =>
  `(WITH RECURSIVE wholes (id) AS (
      SELECT ${order}
      UNION SELECT o.part_of FROM wholes w JOIN orders o ON o.id = w.id WHERE o.part_of IS NOT NULL)
    SELECT c.key FROM wholes w JOIN orders o ON o.id = w.id JOIN card_orders m ON m.order_row = o.row
    JOIN cards c ON c.row = m.card)`;

const columns = `v.*, ${cardKey('v.one')} AS one_card, ${cardKey('v.other')} AS other_card,
  EXISTS (SELECT 1 FROM orders o WHERE o.id = v.alone AND o.part_of IS NOT NULL) AS merged,
  (SELECT count(*) FROM orders o WHERE o.id IN (v.one, v.other) AND o.part_of IS NOT NULL) AS by_parts`;

/** Empty if one order has no card now, or both have the same card, which is never divided. */
function verdictOfRow(row: Row): readonly CardVerdict[] {
  const [one, other] = [maybeText(row, 'one_card'), maybeText(row, 'other_card')];
  const verdict = text(row, 'verdict');
  if (one === null || other === null || one === other) return [];
  if (verdict !== 'joined' && verdict !== 'parted') return [];
  const cardOf = (order: string | null): string | undefined =>
    order === null ? undefined : order === row.one ? one : other;
  const [lead, alone] = [cardOf(maybeText(row, 'lead')), cardOf(maybeText(row, 'alone'))];
  const byParts = int(row, 'by_parts');
  return [
    {
      one,
      other,
      verdict,
      lead,
      alone,
      ...(flag(row, 'merged') && { merged: true }),
      ...(byParts > 0 && { byParts }),
    },
  ];
}
