import { z } from 'zod';
import { moneySchema } from '../../shared/money.ts';

/** A row as the questions of this folder ask for it: times in epoch milliseconds, `data` as JSON text. */
const askedRowSchema = z.object({
  id: z.string(),
  desk: z.string(),
  seq: z.coerce.number(),
  order_id: z.string().nullable(),
  kind: z.string(),
  at: z.coerce.number(),
  recorded_at: z.coerce.number(),
  by: z.string(),
  data: z.string().transform((text): unknown => JSON.parse(text)),
});

/**
 * The entry a row was made of, to be adopted.
 * @returns the row as it is when it is none of ours, which the ledger then passes over
 */
export function entryOfRow(row: unknown): unknown {
  const read = askedRowSchema.safeParse(row);
  if (!read.success) return row;
  const { order_id: orderId, recorded_at: recordedAt, data, ...rest } = read.data;
  return { ...rest, orderId, recordedAt, data: withoutAmounts(data) };
}

/** Takes off the decimals that `withAmounts` has put beside the minor units. */
function withoutAmounts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAmounts);
  if (typeof value !== 'object' || value === null) return value;
  const money = moneySchema.safeParse(value);
  if (money.success && 'amount' in value && Object.keys(value).length === 3) return money.data;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutAmounts(inner)]));
}
