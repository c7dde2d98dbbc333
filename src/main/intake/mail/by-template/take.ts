import type { LabelRule } from '../../../../shared/mail-template.ts';
import { assertNever } from '../../../../shared/problem.ts';
import { folded } from '../clean-text.ts';
import { readLabel } from '../labels.ts';
import type { Layout, Row } from '../layout.ts';

/** The result of a rule: the lines, and the row of its label. */
export type Taken = { readonly lines: readonly string[]; readonly at: number };

/** Every place where the label leads to a value; a line of only the label precedes one that begins with it. */
export function takeAll(rule: LabelRule, layout: Layout): readonly Taken[] {
  const label = folded(rule.label);
  const found: (Taken & { readonly exact: boolean })[] = [];
  for (const [at, row] of layout.rows.entries()) {
    for (const [cellIndex, cell] of row.cells.entries()) {
      for (const [lineIndex, line] of cell.lines.entries()) {
        for (const part of partsOfLine(line)) {
          const after = afterLabel(part, label);
          // A heading is only the label: `Customer` is not above the value of `Customer note: …`.
          if (after === null || (rule.take !== 'beside' && rule.take !== 'end' && /\p{L}/u.test(after)))
            continue;
          const lines = linesFrom(rule, layout, { at, cellIndex, lineIndex, after }).filter(
            (each) => each !== '',
          );
          if (lines.length > 0) found.push({ lines, at, exact: after === '' });
        }
      }
    }
  }
  const ordered = [...found.filter((each) => each.exact), ...found.filter((each) => !each.exact)];
  return rule.from === 'last' ? found.toReversed() : ordered;
}

/** Splits `Name: Ann · Phone: 555 0143` into two lines. */
export const partsOfLine = (line: string): readonly string[] => line.split(/\s[·|]\s/);

type Place = {
  readonly at: number;
  readonly cellIndex: number;
  readonly lineIndex: number;
  /** The rest of the label's own line. */
  readonly after: string;
};

function linesFrom({ take }: LabelRule, layout: Layout, place: Place): readonly string[] {
  const row = layout.rows[place.at];
  const cell = row?.cells[place.cellIndex];
  if (!row || !cell) return [];
  switch (take) {
    case 'beside':
      return [place.after];
    case 'below': {
      const below = cell.lines.slice(place.lineIndex + 1);
      return below.length > 0 ? below : blockBelow(layout, place.at);
    }
    case 'end':
      return cell === row.cells.at(-1) ? [] : (row.cells.at(-1)?.lines ?? []);
    case 'right':
      return row.cells[place.cellIndex + 1]?.lines ?? [];
    case 'left':
      return row.cells[place.cellIndex - 1]?.lines ?? [];
    case 'column':
      return cellUnder(layout, place.at, cell.column);
    case 'above':
      return lineAbove(layout, row, place);
    default:
      return assertNever(take);
  }
}

/** The text after a label that begins the line as whole words; null if it does not. */
function afterLabel(line: string, label: string): string | null {
  if (!folded(line).startsWith(label)) return null;
  const after = line.slice(label.length);
  if (/^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]$/u.test(label)) return null;
  return after.replace(/^[\s:.*–—-]+/, '').trim();
}

function blockBelow(layout: Layout, at: number): readonly string[] {
  const lines: string[] = [];
  const first = layout.rows[at + 1];
  for (const row of layout.rows.slice(at + 1, at + 10)) {
    if (row.cells.length !== 1 || row.block !== first?.block || row.table !== first.table) break;
    if (lines.length > 0 && readLabel(row.cells[0]?.lines[0] ?? '')?.rest === '') break;
    lines.push(...(row.cells[0]?.lines ?? []));
  }
  return lines;
}

function cellUnder(layout: Layout, at: number, column: number): readonly string[] {
  const under = layout.rows[at + 1];
  if (!under || under.table !== layout.rows[at]?.table) return [];
  return under.cells.find((cell) => cell.column === column)?.lines ?? [];
}

function lineAbove(layout: Layout, row: Row, { at, cellIndex, lineIndex }: Place): readonly string[] {
  const own = row.cells[cellIndex]?.lines[lineIndex - 1];
  if (own !== undefined) return [own];
  const above = layout.rows[at - 1];
  const last = above?.cells.find((cell) => cell.column === row.cells[cellIndex]?.column) ?? above?.cells[0];
  return last ? last.lines.slice(-1) : [];
}
