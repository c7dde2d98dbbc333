/** Labels of a table in BigQuery. */
export type Labels = { readonly [name: string]: string };
