import type { Entry } from '../../shared/entry.ts';
import { moneySchema, moneyToDecimal } from '../../shared/money.ts';
import { shortName } from '../short-name.ts';

/** One row of the table `entries`. */
export type EntryRow = {
  readonly id: string;
  readonly desk: string;
  readonly seq: number;
  readonly order_id: string | null;
  readonly kind: string;
  readonly at: string;
  readonly recorded_at: string;
  readonly by: string;
  readonly data: unknown;
};

/** The source of a row: an event, also one of another computer that this version cannot parse. */
export type RowSource = Pick<Entry, 'seq' | 'at' | 'recordedAt' | 'by'> & {
  readonly id: string;
  readonly desk: string;
  readonly orderId: string | null;
  readonly kind: string;
  readonly data: unknown;
};

/** An event as a BigQuery row. The key order is fixed, so that a repeated batch has the same bytes. */
export const readRow = (entry: RowSource): EntryRow => ({
  id: entry.id,
  desk: entry.desk,
  seq: entry.seq,
  order_id: entry.orderId,
  kind: entry.kind,
  at: new Date(entry.at).toISOString(),
  recorded_at: new Date(entry.recordedAt).toISOString(),
  by: entry.by.toWellFormed(),
  data: withAmounts(entry.data),
});

/** BigQuery's limit is 128 characters. */
export const insertIdOf = ({ id }: Pick<RowSource, 'id'>): string => shortName(id, 128);

/** Newline-delimited JSON, one row a line. */
export const readLines = (entries: readonly RowSource[]): string =>
  entries.map((entry) => `${JSON.stringify(readRow(entry))}\n`).join('');

/**
 * Adds a decimal string to every amount, at any depth, so that SQL can cast it to NUMERIC: `{minor: 1240, currency: 'UAH',
 * amount: '12.40'}`. Text is made well-formed, because BigQuery refuses a row with a lone surrogate.
 */
export function withAmounts(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(withAmounts);
  if (typeof value !== 'object' || value === null) return value;
  const money = moneySchema.safeParse(value);
  if (money.success && Object.keys(value).length === 2) {
    return { minor: money.data.minor, currency: money.data.currency, amount: moneyToDecimal(money.data) };
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toWellFormed(), withAmounts(inner)]),
  );
}
