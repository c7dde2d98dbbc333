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

/**
 * A spreadsheet takes a cell that begins like a formula for one, and what is in it comes from strangers. Excel in Ukrainian and in
 * Polish parts this at `;` and at line ends, whatever is in quotes: there a cell may begin within a text.
 */
export const plainText = (text: string | undefined): string | undefined =>
  text !== undefined && phone.test(text) ? text : text?.replace(formulaSign, "'$&");

/** Looks back from the sign: forward from every line end, a text of nothing else would be gone through anew from each. */
const formulaSign = /(?<=(?:^|[;\t\r\n])[\s"]*)[=+\-@]/g;

/** In its usual form it begins like a formula, yet can only be a number. */
const phone = /^\+\d{7,15}$/;

/** RFC 4180; and for those who take another sign for the separator. */
function quoted(cell: Cell): string {
  const text = cell === undefined ? '' : String(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
