/** A column of a view, as BigQuery types it. */
export type ViewColumn = {
  readonly name: string;
  readonly type: 'STRING' | 'INTEGER' | 'NUMERIC' | 'BOOLEAN' | 'TIMESTAMP' | 'DATE' | 'JSON';
  readonly description: string;
};

/** A view over `entries`. Its SQL and its words are kept in BigQuery and brought up to date when they change here. */
export type View = {
  readonly name: string;
  readonly description: string;
  /** In the order of the query. */
  readonly columns: readonly ViewColumn[];
  readonly query: string;
};

/** A whole number out of JSON. By way of FLOAT64, for a great one may be written with an exponent; exact up to 2^53. */
export const integerAt = (path: string, from = 'data'): string =>
  `CAST(CAST(JSON_VALUE(${from}, '$.${path}') AS FLOAT64) AS INT64)`;

/** An amount out of JSON, in whole units of its currency. */
export const amountAt = (path: string, from = 'data'): string =>
  `CAST(JSON_VALUE(${from}, '$.${path}.amount') AS NUMERIC)`;

/** A column in one line: `column('total', 'NUMERIC', 'What …')`. */
export const column = (name: string, type: ViewColumn['type'], description: string): ViewColumn => ({
  name,
  type,
  description,
});
