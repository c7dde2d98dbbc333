import { wholeAmount } from './amounts.ts';
import { findDates } from './dates.ts';
import { readLabel } from './labels.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { findPhone } from './phones.ts';
import { emailPattern } from './read-person.ts';
import { columnQuantity } from './read-quantity.ts';
import { sumKind } from './total-words.ts';

/**
 * The structure of a mail without its content: one word per kind of row, made of the roles of its boxes (the kind of a label, an
 * amount, a date, any text). Two mails of one layout have nearly the same outline for any order. It contains no personal data.
 */
export function outlineOf(layout: Layout): readonly string[] {
  return [...new Set(layout.rows.map(rowOutline))].sort();
}

/** The similarity of two outlines, from 0 to 1. */
export function outlineLikeness(one: readonly string[], other: readonly string[]): number {
  const all = new Set([...one, ...other]);
  if (all.size === 0) return 1;
  const others = new Set(other);
  return one.filter((row) => others.has(row)).length / all.size;
}

/** A row of many boxes is cut: an outline distinguishes templates, it does not rebuild them. */
const rowOutline = (row: Row): string => row.cells.slice(0, 8).map(cellRole).join('|');

function cellRole(cell: Cell): string {
  const [first = ''] = cell.lines;
  const role = lineRole(first);
  return cell.lines.length > 1 ? `${role}+` : role;
}

function lineRole(line: string): string {
  if (wholeAmount(line)) return 'amount';
  if (columnQuantity(line) !== null) return 'quantity';
  const label = readLabel(line);
  if (label?.closed) return `label:${label.fields[0] ?? ''}`;
  const sum = line.length <= 60 ? sumKind(line) : null;
  if (sum !== null) return `sum:${sum}`;
  if (findDates(line).length > 0) return 'date';
  if (line.includes('@') && emailPattern.test(line)) return 'email';
  if (findPhone(line) !== null) return 'phone';
  return line.length > 80 ? 'prose' : 'text';
}
