import { readAmountLine } from './amount-line.ts';
import { findAmounts, isMoney, wholeAmount } from './amounts.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { lineAlone } from './layout.ts';
import { saysFree, sumKind } from './total-words.ts';

/** A longer line is prose, which may mention several sums. */
const longestLine = 300;

/**
 * Splits sums that share one line (`Subtotal: 9.00 | Delivery: 2.00 | Total: 11.00`) or one pair of boxes, line for line, into
 * separate rows. Returns the same layout if there are none.
 */
export function withSumsApart(layout: Layout): Layout {
  const rows = layout.rows.flatMap(
    (row) => inOneLine(row) ?? inTwoBoxes(row) ?? inLinesOfABox(row) ?? inBoxes(row) ?? [row],
  );
  return rows.length === layout.rows.length ? layout : { ...layout, rows };
}

/** Whether a label names a sum of an order. */
const isSum = (label: string): boolean => {
  const kind = sumKind(label);
  return kind !== null && kind !== 'other';
};

function inOneLine(row: Row): readonly Row[] | null {
  const line = lineAlone(row);
  const amounts = line.length > longestLine ? [] : findAmounts(line).filter(isMoney);
  const last = amounts.at(-1);
  if (!last || amounts.length < 2 || /[\p{L}\p{N}]/u.test(line.slice(last.end))) return null;
  const parts = amounts.map((amount, index) => ({
    label: line.slice(amounts[index - 1]?.end ?? 0, amount.start).replace(/^[\s|·•;,./–—]+|[\s:=]+$/gu, ''),
    amount: line.slice(amount.start, amount.end).trim(),
  }));
  if (!parts.every(({ label }) => !label.includes('(') && isSum(label))) return null;
  return parts.map(({ label, amount }) => rowOf(row, [[`${label}:`], [amount]]));
}

/** Labels in one box and their amounts in the next, separated only by line breaks. */
function inTwoBoxes(row: Row): readonly Row[] | null {
  const [first, second, ...others] = row.cells;
  if (!first || !second || others.length > 0 || first.lines.length < 2) return null;
  if (first.lines.length !== second.lines.length || first.lines.filter(isSum).length < 2) return null;
  if (!second.lines.every((line) => wholeAmount(line) !== null || saysFree(line))) return null;
  return first.lines.map((label, at) => rowOf(row, [[label], [second.lines[at] ?? '']]));
}

/** Several sums as lines of a box beside another one. */
function inLinesOfABox(row: Row): readonly Row[] | null {
  if (row.cells.length < 2) return null;
  const box = row.cells.find(
    ({ lines }) => lines.length > 1 && lines.filter((line) => isSumLine(line)).length > 1,
  );
  if (!box) return null;
  const rest = row.cells.filter((cell) => cell !== box);
  return [{ ...row, cells: rest }, ...box.lines.map((line) => rowOf(row, [[line]]))];
}

/** The label above its amount in a box: the total beside other facts, or every sum in a separate box. */
function inBoxes(row: Row): readonly Row[] | null {
  if (row.cells.length < 2) return null;
  const boxes = row.cells.filter(({ lines: [label = '', amount = '', ...more] }) => {
    return (
      more.length === 0 && amount !== '' && isSum(label) && (wholeAmount(amount)?.marked || saysFree(amount))
    );
  });
  const [box] = boxes;
  const isTotal = boxes.length === 1 && sumKind(box?.lines[0] ?? '') === 'total';
  if (!isTotal && (boxes.length < 2 || boxes.length < row.cells.length)) return null;
  const rest = row.cells.filter((cell) => !boxes.includes(cell));
  if (rest.some(({ lines }) => lines.some((line) => wholeAmount(line)?.marked))) return null;
  return [
    ...(rest.length > 0 ? [{ ...row, cells: rest }] : []),
    ...boxes.map(({ lines }) =>
      rowOf(
        row,
        lines.map((line) => [line]),
      ),
    ),
  ];
}

function isSumLine(line: string): boolean {
  const read = readAmountLine(line);
  return read !== null && isSum(read.label);
}

const rowOf = (row: Row, boxes: readonly (readonly string[])[]): Row => ({
  cells: boxes.map((lines, column): Cell => ({ lines, column })),
  table: row.table,
  block: row.block,
  head: false,
});
