export type Cell = string | number | boolean | undefined;
export type CsvColumns<T> = { readonly [name: string]: (item: T) => Cell };

export const csvHeadOf = (columns: CsvColumns<never>): string => Object.keys(columns).join(',');

export const csvRowOf = <T>(columns: CsvColumns<T>, item: T): string =>
  Object.values(columns)
    .map((cell) => quoted(cell(item)))
    .join(',');

/** The whole file; lines end as RFC 4180 requires. */
export const csvFileOf = <T>(columns: CsvColumns<T>, items: readonly T[]): string =>
  [csvHeadOf(columns), ...items.map((item) => csvRowOf(columns, item)), ''].join('\r\n');

/**
 * Prevents formula injection: a spreadsheet runs a cell that begins like a formula, and cells hold text of strangers. Excel in
 * Ukrainian and Polish splits at `;` and line ends even inside quotes, so a cell may begin within a text.
 */
export const plainText = (text: string | undefined): string | undefined =>
  text !== undefined && phone.test(text) ? text : text?.replace(formulaSign, "'$&");

/** Uses lookbehind from the sign: searching forward from every line end would take quadratic time. */
const formulaSign = /(?<=(?:^|[;\t\r\n])[\s"]*)[=+\-@]/g;

/** A phone number in this form begins like a formula, but can only be a number. */
const phone = /^\+\d{7,15}$/;

/** Quotes as RFC 4180 does, and also for programs that use another separator. */
function quoted(cell: Cell): string {
  const text = cell === undefined ? '' : String(cell);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
