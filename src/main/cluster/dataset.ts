import { z } from 'zod';
import type { WorkstationId } from '../../shared/ids.ts';
import type { OwnNumber } from '../copied-port.ts';
import type { SeenNumbers } from '../ports.ts';
import type { Movement } from '../warehouse/movement.ts';
import type { Question } from '../warehouse/run-query.ts';
import { entryOfRow } from './rows-back.ts';

/** A range of write times, epoch milliseconds; `to` is exclusive. */
export type Span = { readonly from: number; readonly to: number };
export type DayOfRows = Span & { readonly rows: number };

/** The rows that other computers have loaded into the shop's BigQuery. */
export type Dataset = {
  /** Reads whether rows have arrived, without a query. Null while there is no table. */
  movement(): Promise<Movement | null>;
  /** The days (UTC, of writing) with rows of other computers that are not in `seen`, oldest first. */
  days(seen: SeenNumbers): Promise<readonly DayOfRows[]>;
  /** Those rows of a time range, oldest first, for import. */
  rows(seen: SeenNumbers, span: Span): Promise<readonly unknown[]>;
  /** The rows under this computer's id, written since a time, epoch milliseconds. */
  ownNumbers(since: number): Promise<readonly OwnNumber[]>;
  /** All rows with these sequences, in full, sorted by sequence. */
  ownRows(first: number, last: number): Promise<readonly unknown[]>;
};

export type DatasetParts = {
  /** `project.dataset.table` */
  readonly table: string;
  readonly deskId: WorkstationId;
  readonly ask: (question: Question) => Promise<readonly unknown[]>;
  readonly movement: () => Promise<Movement | null>;
};

const dayMs = 86_400_000;
/** Quotes an id for SQL. An id contains no quote and no backslash; the function would escape them. */
const text = (id: string): string =>
  `'${id.replaceAll(/[\\'\n\r]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;

/** Limit for each query. Queries read whole columns of their days: four gibibytes are ten years of a busy shop. */
export const mostBilled = 4 * 1024 ** 3;
const daySchema = z.object({ day: z.coerce.number(), rows: z.coerce.number() });

const ownSchema = z.object({ id: z.string(), seq: z.coerce.number() });
/** An event with the column names of `rows-back.ts`. */
const wholeRow = `e.id, e.desk, e.seq, e.order_id, e.kind, UNIX_MILLIS(e.\`at\`) AS \`at\`,
  UNIX_MILLIS(e.recorded_at) AS recorded_at, e.\`by\`, TO_JSON_STRING(e.data) AS data`;

export function createDataset({ table, deskId, ask, movement }: DatasetParts): Dataset {
  const unseen = (seen: SeenNumbers): string => {
    const here = [...seen].flatMap(([desk, ranges]) =>
      ranges.map(({ first, last }) => `e.desk = ${text(desk)} AND e.seq BETWEEN ${first} AND ${last}`),
    );
    return [`e.desk != ${text(deskId)}`, ...here.map((range) => `NOT (${range})`)].join('\n  AND ');
  };

  return {
    movement,
    async days(seen) {
      const query = `SELECT CAST(FLOOR(UNIX_MILLIS(e.recorded_at) / ${dayMs}) AS INT64) AS day, COUNT(*) AS \`rows\`
FROM \`${table}\` AS e
WHERE ${unseen(seen)}
GROUP BY day
ORDER BY day`;
      const rows = await ask({ query, mostBilled });
      return rows
        .map((row) => daySchema.parse(row))
        .map(({ day, rows: count }) => ({ from: day * dayMs, to: (day + 1) * dayMs, rows: count }));
    },
    async rows(seen, { from, to }) {
      const query = `SELECT ${wholeRow}
FROM \`${table}\` AS e
WHERE e.recorded_at >= TIMESTAMP(@from) AND e.recorded_at < TIMESTAMP(@to) AND ${unseen(seen)}
ORDER BY UNIX_MILLIS(e.recorded_at), e.desk, e.seq`;
      const params = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
      const rows = await ask({ query, params, mostBilled });
      return rows.map(entryOfRow);
    },
    async ownNumbers(since) {
      const query = `SELECT DISTINCT e.id, e.seq
FROM \`${table}\` AS e
WHERE e.desk = ${text(deskId)} AND e.recorded_at >= TIMESTAMP(@since)`;
      const rows = await ask({ query, params: { since: new Date(since).toISOString() }, mostBilled });
      return rows.map((row) => ownSchema.parse(row));
    },
    async ownRows(first, last) {
      const query = `SELECT ${wholeRow}
FROM \`${table}\` AS e
WHERE e.desk = ${text(deskId)} AND e.seq BETWEEN ${first} AND ${last}
ORDER BY e.seq`;
      return (await ask({ query, mostBilled })).map(entryOfRow);
    },
  };
}
