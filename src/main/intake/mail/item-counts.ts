import type { RawItem } from './item-lines.ts';
import { optionText, readItemLines } from './item-lines.ts';
import { readLabel } from './labels.ts';
import type { Layout, Row } from './layout.ts';
import { lineAlone, linesOfRow } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { isNoise } from './noise-lines.ts';
import { markedQuantity, splitQuantity } from './read-quantity.ts';

const longestTitle = 140;

/** Items of a mail without any item prices: `2 x Rose`, or a title with options and `Quantity: 1` below it. */
export function itemsWithoutPrices(layout: Layout): readonly RawItem[] {
  const items: RawItem[] = [];
  const bare = layout.rows.filter(isBareCount).map((row) => Number(lineAlone(row)));
  // 1, 2, 3 are steps or line numbers.
  const areCounted = bare.length === 1 || !bare.every((count, index) => count === index + 1);
  let above: { readonly row: Row; readonly at: number }[] = [];
  for (const [at, row] of layout.rows.entries()) {
    const line = lineAlone(row);
    if (line === '' || line.length > longestTitle || moneyRow(row, at)) {
      above = [];
      continue;
    }
    const count = markedQuantity(line);
    const title = above.find((each) => each.row.block === row.block) ?? above.at(-1);
    const beside = layout.rows[at + 1];
    if (areCounted && isBareCount(row) && beside?.table === row.table && isWorded(beside)) {
      const { pieces: _, ...text } = readItemLines([lineAlone(beside)], at + 1);
      items.push({ ...text, quantity: Number(line), amount: null });
      above = [];
    } else if (
      splitQuantity(line).how === 'before' &&
      /\p{L}/u.test(splitQuantity(line).title) &&
      !readLabel(line)?.closed
    ) {
      const { pieces: _, quantity, ...text } = readItemLines([line], at);
      items.push({ ...text, quantity: quantity ?? 1, amount: null });
      above = [];
    } else if (count !== null && title) {
      const { pieces: _, ...text } = readItemLines([title.row.cells[0]?.lines[0] ?? ''], title.at);
      const options = above
        .filter((each) => each.at > title.at && each.row.block === title.row.block)
        .flatMap((each) => linesOfRow(each.row))
        .filter((each) => !isNoise(each))
        .map(optionText);
      items.push({ ...text, quantity: count, amount: null, options, until: at });
      above = [];
    } else above = [...above, { row, at }].slice(-6);
  }
  return items;
}

/** `2` in a row of a table: the count of the row below it. */
const isBareCount = (row: Row): boolean => row.table > 0 && /^[1-9]\d?$/u.test(lineAlone(row));

const isWorded = (row: Row): boolean =>
  /\p{L}{2}/u.test(lineAlone(row)) && lineAlone(row).length <= longestTitle;
