import type { PairVerdict } from '../../../shared/customer/fold.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import { int, maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';

/** @param row of `customer_verdicts` */
function pairVerdict(row: Row): PairVerdict {
  const idIn = (column: string): OrderId | null => {
    const id = maybeText(row, column);
    return id === null ? null : orderIdSchema.parse(id);
  };
  const verdict = text(row, 'verdict');
  return {
    one: orderIdSchema.parse(row.one),
    other: orderIdSchema.parse(row.other),
    verdict: verdict === 'joined' || verdict === 'parted' ? verdict : 'open',
    lead: idIn('lead'),
    alone: idIn('alone'),
    decision: int(row, 'decision'),
    by: text(row, 'by'),
    at: int(row, 'at'),
  };
}

/** Manager decisions on any of these orders and another, oldest first; includes decisions that were reopened. */
export const pairVerdictsOn = (database: Database, orders: readonly string[]): readonly PairVerdict[] =>
  database
    .all(
      `SELECT * FROM customer_verdicts WHERE one IN (SELECT value FROM json_each(?1))
       UNION SELECT * FROM customer_verdicts WHERE other IN (SELECT value FROM json_each(?1))
       ORDER BY at, one, other`,
      JSON.stringify(orders),
    )
    .map(pairVerdict);
