import type { PairVerdict } from '../../../shared/customer/fold.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import { int, maybeText, text } from '../columns.ts';
import type { Row } from '../database.ts';

/** A row of `customer_verdicts`. */
export function pairVerdict(row: Row): PairVerdict {
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
