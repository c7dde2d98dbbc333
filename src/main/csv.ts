export type Cell = string | number | boolean | undefined;
export type CsvColumns<T> = { readonly [name: string]: (item: T) => Cell };

export const csvHeadOf = (columns: CsvColumns<never>): string => Object.keys(columns).join(',');

export const csvRowOf = <T>(columns: CsvColumns<T>, item: T): string =>
  Object.values(columns)
    .map((cell) => quoted(cell(item)))
    .join(',');

/** The whole of it: lines end as RFC 4180 has it. */
export const csvFileOf = <T>(columns: CsvColumns<T>, items: readonly T[]): string =>
  [csvHeadOf(columns), ...items.map((item) => csvRowOf(columns, item)), ''].join('\r\n');

/** A spreadsheet takes a cell that begins like this for a formula, and what is in it comes from strangers. */
export const plainText = (text: string | undefined): string | undefined =>
  text !== undefined && /^[=+\-@\t\r]/.test(text) && !phone.test(text) ? `'${text}` : text;

/** In its usual form it begins like a formula, yet can only be a number. */
const phone = /^\+\d{7,15}$/;

/** RFC 4180. */
function quoted(cell: Cell): string {
  const text = cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
