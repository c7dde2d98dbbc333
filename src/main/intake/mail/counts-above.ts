import { isMoney, wholeAmount } from './amounts.ts';
import type { Layout, Row } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { markedQuantity, splitQuantity } from './read-quantity.ts';
import { sumKind } from './total-words.ts';

/**
 * Moves `2 ×` from a separate row above the title and its price into that row, as its first box. Requires that every priced row
 * has its count directly above and that no count follows the last row, because a count below a title is nearer to it. Returns
 * the same layout if there are no such rows.
 */
export function withCountsBeside(layout: Layout): Layout {
  const { rows } = layout;
  const isCounted = (at: number): boolean => {
    const [count, priced] = [rows[at], rows[at + 1]];
    return count !== undefined && priced?.table === count.table && isCount(count) && isPriced(priced);
  };
  const counts = rows.flatMap((_, at) => (isCounted(at) ? [at] : []));
  const [first] = counts;
  if (first === undefined) return layout;
  const isBelow = (at: number) => at > 0 && rows[at - 1]?.table === rows[at]?.table && isPriced(rows[at - 1]);
  const last = rows[(counts.at(-1) ?? 0) + 2];
  if (isBelow(first) || (last !== undefined && isCount(last))) return layout;
  const above = new Set(counts);
  return {
    ...layout,
    rows: rows.flatMap((row, at) =>
      above.has(at) ? [] : above.has(at - 1) ? [joined(rows[at - 1], row)] : [row],
    ),
  };
}

const isCount = (row: Row): boolean => {
  const [line = '', ...more] = row.cells.length === 1 ? linesOfRow(row) : [];
  return (
    more.length === 0 && /^(?:[x×хХ✕]\s?\d|\d{1,3}\s?[x×хХ✕]$)/u.test(line) && markedQuantity(line) !== null
  );
};

/** A title and its price, without a count. */
function isPriced(row: Row | undefined): boolean {
  const [title, ...others] = row?.cells ?? [];
  const [line = ''] = title?.lines ?? [];
  const isBare = splitQuantity(line).how !== 'before' && /\p{L}/u.test(line) && sumKind(line) === null;
  return (
    isBare && others.length > 0 && others.every(({ lines }) => lines.length === 1 && isPrice(lines[0] ?? ''))
  );
}

const isPrice = (line: string): boolean => {
  const amount = wholeAmount(line);
  return amount !== null && isMoney(amount);
};

const joined = (count: Row | undefined, row: Row): Row => ({
  ...row,
  cells: [...(count?.cells ?? []), ...row.cells.map((cell) => ({ ...cell, column: cell.column + 1 }))],
});
