import { readLabel } from './labels.ts';
import type { Layout, Row } from './layout.ts';

/** One of several orders in a mail: its number, and a layout of only its rows. */
export type Section = { readonly number: string; readonly layout: Layout };

const numberAlone = /^[\s:#№]*([\p{L}\d][\p{L}\d_/.-]{1,38}[\p{L}\d])\s*$/u;
const mostSections = 12;

/**
 * The sections of a mail with several successive orders, each begun by its number; empty if there are fewer than two. Rows above
 * the first section apply to all.
 */
function sectionsOf(layout: Layout): readonly Section[] {
  const last = new Map<string, number>();
  for (const [at, row] of layout.rows.entries()) {
    const number = numberIn(row);
    if (number !== null) last.set(number, at);
  }
  if (last.size < 2 || last.size > mostSections) return [];
  const starts = [...last].toSorted(([, one], [, other]) => one - other);
  const above = layout.rows.slice(0, starts[0]?.[1] ?? 0).filter((row) => numberIn(row) === null);
  return starts.map(([number, start], index) => ({
    number,
    layout: { ...layout, jsonLd: [], rows: [...above, ...layout.rows.slice(start, starts[index + 1]?.[1])] },
  }));
}

/** The sections of a mail in each of its layouts with several orders. */
export const partsOf = (layouts: readonly Layout[]): readonly (readonly Section[])[] =>
  layouts.map(sectionsOf).filter((sections) => sections.length > 0);

/** `Order #1042-77`, `Transaction ID: 9M26`, or the label and the number in two boxes. */
function numberIn(row: Row): string | null {
  const [first, second] = row.cells;
  const line = first?.lines[0] ?? '';
  const label = readLabel(line);
  if (!label?.fields.includes('number')) return null;
  const told = label.rest !== '' ? label.rest : (second?.lines[0] ?? first?.lines[1] ?? '');
  const number = numberAlone.exec(told)?.[1];
  return number !== undefined && /\d/.test(number) ? number : null;
}
