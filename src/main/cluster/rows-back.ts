import { z } from 'zod';
import { moneySchema } from '../../shared/money.ts';

/** A row as queried by `dataset.ts`: times in epoch milliseconds, `data` as JSON text. */
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
 * The event of a row, for import.
 * @returns a foreign row unchanged, which the import skips
 */
export function entryOfRow(row: unknown): unknown {
  const read = askedRowSchema.safeParse(row);
  if (!read.success) return row;
  const { order_id: orderId, recorded_at: recordedAt, data, ...rest } = read.data;
  return { ...rest, orderId, recordedAt, data: withoutAmounts(data) };
}

/** Removes the decimal amounts that `withAmounts` added to the minor units. */
function withoutAmounts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAmounts);
  if (typeof value !== 'object' || value === null) return value;
  const money = moneySchema.safeParse(value);
  if (money.success && 'amount' in value && Object.keys(value).length === 3) return money.data;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutAmounts(inner)]));
}
