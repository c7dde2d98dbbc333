/** A column of a view with its BigQuery type. */
export type ViewColumn = {
  readonly name: string;
  readonly type: 'STRING' | 'INTEGER' | 'NUMERIC' | 'BOOLEAN' | 'TIMESTAMP' | 'DATE' | 'JSON';
  readonly description: string;
};

/** A view over `entries`. Its SQL and descriptions are stored in BigQuery and updated when they change here. */
export type View = {
  readonly name: string;
  readonly description: string;
  /** In the order of the query. */
  readonly columns: readonly ViewColumn[];
  readonly query: string;
};

/** An integer from JSON. Cast by FLOAT64, because a large one may be written with an exponent; exact up to 2^53. */
export const integerAt = (path: string, from = 'data'): string =>
  `CAST(CAST(JSON_VALUE(${from}, '$.${path}') AS FLOAT64) AS INT64)`;

/** An amount from JSON, in whole units of its currency. */
export const amountAt = (path: string, from = 'data'): string =>
  `CAST(JSON_VALUE(${from}, '$.${path}.amount') AS NUMERIC)`;

/** A column in one line: `column('total', 'NUMERIC', 'What …')`. */
export const column = (name: string, type: ViewColumn['type'], description: string): ViewColumn => ({
  name,
  type,
  description,
});
