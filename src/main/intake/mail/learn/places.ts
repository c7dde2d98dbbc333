import type { LabelRule } from '../../../../shared/mail-template.ts';
import { partsOfLine } from '../by-template/take.ts';
import type { Layout } from '../layout.ts';
import { cleanLabel, isKnownLabel } from './clean-label.ts';

/** One line of a mail, and its position. */
export type LinePlace = {
  readonly at: number;
  readonly cellIndex: number;
  readonly lineIndex: number;
  readonly line: string;
};

export const linesOf = (layout: Layout): readonly LinePlace[] =>
  layout.rows.flatMap((row, at) =>
    row.cells.flatMap((cell, cellIndex) =>
      cell.lines.map((line, lineIndex) => ({ at, cellIndex, lineIndex, line })),
    ),
  );

export type Lead = Pick<LabelRule, 'label' | 'take'> & { readonly known: boolean };

/**
 * Labels of a place: before it in its line, above it, beside it, below it. `startsAt` is the offset of the value in the line.
 */
export function leadsTo(
  place: LinePlace,
  layout: Layout,
  startsAt: (part: string) => number,
  secrets: readonly string[],
): readonly Lead[] {
  const leads: Lead[] = [];
  const add = (take: Lead['take'], line: string | undefined): void => {
    const label = line === undefined ? null : cleanLabel(line, secrets);
    if (label !== null) leads.push({ label, take, known: isKnownLabel(label) });
  };
  const row = layout.rows[place.at];
  const cell = row?.cells[place.cellIndex];
  if (!row || !cell) return [];
  for (const part of partsOfLine(place.line)) {
    for (const label of labelsBefore(part, startsAt(part))) add('beside', label);
  }
  const [first] = row.cells;
  if (place.cellIndex > 0) {
    add('right', row.cells[place.cellIndex - 1]?.lines[0]);
    if (place.cellIndex === row.cells.length - 1) {
      for (const other of row.cells.slice(0, -1)) add('end', other.lines[0]);
      // a code in brackets or after the words belongs to this order, not to the label
      add('end', first?.lines[0]?.replace(/[:(].*$/, '').replace(/\s+\S*\d\S*$/, ''));
    }
  }
  add('left', row.cells[place.cellIndex + 1]?.lines[0]);
  for (const line of cell.lines.slice(Math.max(0, place.lineIndex - 3), place.lineIndex).toReversed())
    add('below', line);
  if (row.cells.length === 1) for (const line of linesOver(layout, place.at)) add('below', line);
  const over = layout.rows[place.at - 1];
  if (over?.table === row.table)
    add('column', over.cells.find((each) => each.column === cell.column)?.lines[0]);
  add('above', cell.lines[place.lineIndex + 1]);
  if (place.lineIndex === cell.lines.length - 1) {
    const under = layout.rows[place.at + 1];
    add('above', (under?.cells.find((each) => each.column === cell.column) ?? under?.cells[0])?.lines[0]);
  }
  return leads;
}

/** `Order #` of `Order #1042`, `Ordered on` of `Ordered on 12 May 2025`, `Phone` of `Phone: 555 0143`. */
function labelsBefore(part: string, start: number): readonly string[] {
  return [
    /^([^:#№]{2,60}?)\s*:/u.exec(part)?.[1],
    /^[^:#№]{2,60}?\s*[#№]/u.exec(part)?.[0],
    start > 0 ? part.slice(0, start) : undefined,
  ].filter((label) => label !== undefined);
}

/** The single lines above a row in the same block. */
function linesOver(layout: Layout, at: number): readonly string[] {
  const lines: string[] = [];
  for (const row of layout.rows.slice(Math.max(0, at - 4), at).toReversed()) {
    const [cell] = row.cells;
    if (row.cells.length !== 1 || !cell) break;
    lines.push(...cell.lines.toReversed());
  }
  return lines.slice(0, 4);
}
