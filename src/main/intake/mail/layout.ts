/** One box of a row: its text, line by line. */
export type Cell = { readonly lines: readonly string[]; readonly column: number };
/** One row in visual order, from the top of the mail to its end. */
export type Row = {
  readonly cells: readonly Cell[];
  /** Number of the table it belongs to; rows of one table share it. */
  readonly table: number;
  /** Number of its box: lines of one cell or block share it. */
  readonly block: number;
  /** From the head of a table (`th`). */
  readonly head: boolean;
  /** A term and its definition, from a definition list. */
  readonly definition?: boolean;
};
export type Layout = {
  readonly rows: readonly Row[];
  /** Numbers and addresses the mail links to (`tel:`, `mailto:`). */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly jsonLd: readonly string[];
  /** Alternative texts of pictures. */
  readonly pictures?: readonly string[];
};

/** All text of a row, line by line. */
export const linesOfRow = ({ cells }: Pick<Row, 'cells'>): readonly string[] => {
  const [only] = cells;
  return only && cells.length === 1 ? only.lines : cells.flatMap((cell) => cell.lines);
};

/** The line of a row with only one line; empty for any other. */
export const lineAlone = ({ cells }: Pick<Row, 'cells'>): string => {
  const [only] = cells;
  return cells.length === 1 && only?.lines.length === 1 ? (only.lines[0] ?? '') : '';
};
