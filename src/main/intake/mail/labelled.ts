import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout, Row } from './layout.ts';
import { looksLikeName } from './read-contact.ts';

/** All labels with their values, in reading order. Labels without a colon count only when they stand alone. */
export function findLabelled(layout: Layout): readonly LabelledText[] {
  const found: LabelledText[] = [];
  for (const [at, row] of layout.rows.entries()) {
    for (const [index, cell] of row.cells.entries()) {
      for (const [lineIndex, line] of cell.lines.entries()) {
        for (const part of line.split(/\s[·|]\s/)) {
          const label = readLabel(part);
          if (!label) continue;
          const below = cell.lines.slice(lineIndex + 1);
          const isHeading =
            lineIndex === 0 &&
            below.length > 0 &&
            /^[^\d:]{0,20}$/.test(label.rest) &&
            label.fields.includes('address');
          const isName = !label.closed && label.fields.includes('customer') && isPersonAfterLabel(label.rest);
          if (!label.closed && !isHeading && !isName) continue;
          const beside = isName || (label.closed && label.rest !== '');
          const lines = beside ? [label.rest] : below.length > 0 ? below : elsewhere(layout, row, at, index);
          if (lines.length > 0) found.push({ fields: label.fields, label: part, lines, beside, at });
        }
      }
    }
  }
  return found;
}

/** `Customer John Doe` in a text without colons; `Customer Service Team` is nobody. */
const isPersonAfterLabel = (rest: string): boolean =>
  looksLikeName(rest) &&
  rest.includes(' ') &&
  !/service|support|care|information|details|team|account/i.test(rest);

/** The box to the right; for a label alone in its row, the rows that follow in one block. */
function elsewhere(layout: Layout, row: Row, at: number, index: number): readonly string[] {
  if (row.cells.length > 1) {
    const right = row.cells[index + 1];
    const isHeadRow = row.cells.every(
      (cell) => cell.lines.length === 1 && readLabel(cell.lines[0] ?? '')?.rest === '',
    );
    const under = layout.rows[at + 1];
    if (isHeadRow && under?.cells.length === row.cells.length) return under.cells[index]?.lines ?? [];
    return right?.lines ?? [];
  }
  const lines: string[] = [];
  const first = layout.rows[at + 1];
  if (!first || first.table !== row.table) return [];
  for (const next of layout.rows.slice(at + 1, at + 10)) {
    if (next.cells.length !== 1 || next.table !== row.table || next.block !== first.block) break;
    lines.push(...(next.cells[0]?.lines ?? []));
  }
  return lines;
}
