import { findAmounts } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import { readItemLines } from './item-lines.ts';
import type { Layout, Row } from './layout.ts';
import { sumKind } from './total-words.ts';

/** `Easter cake (12.50 € each)`: a question of a form with a unit price. */
const question = /^(?<title>.*\p{L}.*?)\s*[([](?<price>[^()[\]]{2,40})[)\]]\s*[:*]?$/u;

/** Items as answers of a form: the question is the title with its price, the answer below or beside it the count. */
export function itemsInAnswers(layout: Layout): readonly RawItem[] {
  return layout.rows.flatMap((row, at) => {
    const next = layout.rows[at + 1];
    const answer =
      row.cells.length === 2 ? onlyLine(row, 1) : next?.cells.length === 1 ? onlyLine(next, 0) : '';
    // the answer first: it is cheap to check, while the question pattern tries every bracket
    if (row.cells.length > 2 || !/^[1-9]\d{0,2}$/.test(answer)) return [];
    const asked = question.exec(onlyLine(row, 0))?.groups;
    if (!asked) return [];
    const [unit, ...others] = findAmounts(asked.price ?? '').filter((amount) => amount.marked);
    if (!unit || others.length > 0 || unit.negative || sumKind(asked.title ?? '') !== null) return [];
    const { pieces: _, ...text } = readItemLines([asked.title ?? ''], at);
    const until = row.cells.length === 2 ? at : at + 1;
    return [{ ...text, quantity: Number(answer), unit, amount: null, until }];
  });
}

const onlyLine = (row: Row, at: number): string => {
  const lines = row.cells[at]?.lines ?? [];
  return lines.length === 1 ? (lines[0] ?? '') : '';
};
