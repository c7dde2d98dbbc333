import { wholeAmount } from './amounts.ts';
import { endsList, isExtra, section } from './flat-row-lines.ts';
import { isBulleted, isSkuLine, unitPrice } from './item-lines.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { isNoise } from './noise-lines.ts';
import { markedQuantity, splitQuantity } from './read-quantity.ts';
import { columnMeanings } from './table-head.ts';
import { saysFree, sumKind } from './total-words.ts';

const longestText = 120;

type Part = 'amounts' | 'count' | 'counted text' | 'text' | 'other';
type Pending = { readonly row: Row; readonly part: Part };

/**
 * Joins a table whose boxes became separate lines (title, quantity, price one under another) into rows again: the lines between
 * two prices belong to the price below them. Returns the same layout if there is no such table.
 */
export function withFlatRowsJoined(layout: Layout): Layout {
  const rows: Row[] = [];
  let pending: Pending[] = [];
  const groups: Group[] = [];
  const parts = layout.rows.map((row, at) =>
    isLastChoice(row, layout.rows[at - 1]) ? 'amounts' : partOf(row),
  );
  const countsFollow = endsWithCounts(parts);
  const isCountFirst = beginsWithCounts(layout.rows, parts);
  const flush = () => {
    rows.push(...pending.map(({ row }) => row));
    pending = [];
  };
  for (let at = 0; at < layout.rows.length; at += 1) {
    const row = layout.rows[at];
    if (!row) break;
    const isChosen = pending.length > 0 && parts[at + 1] === 'count' && isPricedText(row);
    const part = isChosen ? 'text' : (parts[at] ?? 'other');
    if (part === 'other') {
      flush();
      rows.push(row);
    } else if (part !== 'amounts') pending.push({ row, part });
    else {
      const run = [row];
      for (let next = layout.rows[at + 1]; next && run.length < 4; next = layout.rows[at + 1]) {
        // `3.57 ea`, `Qty: 2`, `7.14`: the count is between the unit price and the line price
        const isCounted = parts[at + 1] === 'count' && run.every(isEach) && parts[at + 2] === 'amounts';
        const isFollowed = countsFollow && parts[at + 1] === 'count' && parts[at] === 'amounts';
        if (parts[at + 1] !== 'amounts' && !isCounted && !isFollowed) break;
        run.push(next);
        at += 1;
      }
      const start = isCountFirst
        ? startOfCounted(pending, groups.length === 0)
        : startOf(pending, groups.length === 0);
      const group = pending.slice(start);
      const isHeaded = section.test(textOf(pending[start - 1]));
      pending = pending.slice(0, start);
      flush();
      if (group.length === 0) rows.push(...run);
      else {
        groups.push({ at: rows.length, parts: group, run, isHeaded });
        rows.push(joinRows(group, run));
      }
    }
  }
  flush();
  if (groups.length === 0) return layout;
  const headed = groups.filter((group, index) => index > 0 && group.isHeaded);
  const trimmed = headed.reduceRight<readonly Row[]>((all, group) => withTrimmed(all, group, groups), rows);
  return { ...layout, rows: withTrimmed(trimmed, groups[0], groups) };
}

type Group = {
  readonly at: number;
  readonly parts: readonly Pending[];
  readonly run: readonly Row[];
  /** Under a heading that separates it from the group before. */
  readonly isHeaded: boolean;
};

/**
 * The whole mail is above the first price. Its item therefore takes only as many lines as the items elsewhere; the same applies
 * below a heading.
 */
function withTrimmed(
  rows: readonly Row[],
  first: Group | undefined,
  groups: readonly Group[],
): readonly Row[] {
  const others = groups.filter(
    (group) => group !== first && (!group.isHeaded || group.at > (first?.at ?? 0)),
  );
  const begins = first?.parts[0];
  const isCounted = begins?.part !== 'text' || splitQuantity(textOf(begins)).how === 'before';
  const block = begins?.row.block;
  const before = rows[(first?.at ?? 0) - 1];
  const table = begins?.row.table ?? 0;
  const isApart =
    (first?.parts.every(({ row }) => row.block === block) && before?.block !== block) ||
    (table > 0 && first?.parts.every(({ row }) => row.table === table) && before?.table !== table);
  if (!first || isCounted || (isApart && first.parts.length > 1)) return rows;
  const size = (group: Group) => group.parts.filter(isWorded).length;
  const items = others.filter((group) => sumKind(textOf(group.parts[0])) === null && size(group) > 0);
  const isTitle = (each: Pending) =>
    !isBulleted(textOf(each)) && !isExtra(textOf(each)) && !/^[^:]{1,40}:\s*\S/u.test(textOf(each));
  const ownTitle = first.parts.length - first.parts.findLastIndex((each) => isWorded(each) && isTitle(each));
  const most = items.length > 0 ? Math.max(...items.map((group) => group.parts.length)) : ownTitle;
  if (size(first) <= 1 || first.parts.length <= Math.max(most, ownTitle)) return rows;
  const cut = first.parts.length - Math.max(most, ownTitle);
  const loose = first.parts.slice(0, cut).map(({ row }) => row);
  const kept = joinRows(first.parts.slice(cut), first.run);
  return [...rows.slice(0, first.at), ...loose, kept, ...rows.slice(first.at + 1)];
}

const textOf = (pending: Pending | undefined): string => pending?.row.cells[0]?.lines[0] ?? '';
const isWorded = (pending: Pending): boolean => pending.part === 'text' && /\p{L}/u.test(textOf(pending));

function partOf(row: Row): Part {
  const lines = linesOfRow(row);
  const [line = ''] = lines;
  if (
    lines.some((each) => /\d/.test(each)) &&
    lines.some((each) => wholeAmount(each)?.marked || unitPrice(each) || countedPrice.test(each)) &&
    lines.every((each) => isPriceOrCount(each) || isSkuLine(each))
  ) {
    return 'amounts';
  }
  if (row.cells.length === 1 && lines.length === 1) {
    if (saysFree(line)) return 'amounts';
    if (isCount(line)) return 'count';
    if (line.length > longestText || (moneyRow(row, 0) && !isBulleted(line) && !isExtra(line)))
      return 'other';
    return 'text';
  }
  const isCounted = row.cells.some(
    (cell) => cell.lines.length === 1 && markedQuantity(cell.lines[0] ?? '') !== null,
  );
  return isCounted && moneyRow(row, 0) === null ? 'counted text' : 'other';
}

const isCount = (line: string): boolean => markedQuantity(line) !== null || /^\d{1,4}$/.test(line);
/** `× 2 = 70.00`, as shops print it under a title. */
const countedPrice = /^[x×хX]\s?(\d{1,4})\s*=\s*(.+)$/u;
const isPriceOrCount = (line: string): boolean =>
  countedPrice.test(line) ||
  wholeAmount(line) !== null ||
  unitPrice(line) !== null ||
  markedQuantity(line) !== null;

/** The index, among the lines above a price, where its item begins. */
function startOf(pending: readonly Pending[], isFirst: boolean): number {
  const last = pending.at(-1);
  if (!last) return 0;
  const line = last.row.cells[0]?.lines[0] ?? '';
  if (last.part === 'text' && sumKind(line) !== null && splitQuantity(line).how !== 'before') {
    // A card may be an item or a fee: with a count it is an item.
    const isCounted = pending.at(-2)?.part === 'count' && markedQuantity(textOf(pending.at(-2))) !== null;
    return pending.length - (isCounted ? 2 : 1);
  }
  const stop = pending.findLastIndex(({ row, part }) => part === 'text' && endsList(row)) + 1;
  const counted = pending.findLastIndex(
    ({ row, part }, at) =>
      at >= stop &&
      (part === 'counted text' ||
        (part === 'count' &&
          at < pending.length - 1 &&
          markedQuantity(row.cells[0]?.lines[0] ?? '') !== null) ||
        (part === 'text' && isCountedText(row.cells[0]?.lines[0] ?? ''))),
  );
  if (counted >= 0) return counted;
  const texts = pending.findLastIndex(isWorded);
  if (texts < stop) return pending.length;
  const block = pending[texts]?.row.block;
  let start = texts;
  // Lines of one block or table belong together; if every line is a separate block, all lines since the last price do.
  const sharesBlock = pending.some(({ row }, at) => at !== texts && row.block === block);
  const table = pending[texts]?.row.table ?? 0;
  const isWithin = (row: Row | undefined): boolean => {
    if (sharesBlock) return row?.block === block;
    return !isFirst || (table > 0 && row?.table === table);
  };
  while (start > stop && isWithin(pending[start - 1]?.row)) start -= 1;
  return start;
}

/** `2 × Rose`, `Rose × 2`: a title with a count. */
const isCountedText = (line: string): boolean => {
  const { how } = splitQuantity(line);
  return how === 'before' || (how === 'times' && !isBulleted(line) && !line.includes(':'));
};

/**
 * `2`, `Rose`, `12.90` one under another: every bare count has a title and a price below it, and none is between a title and
 * its price.
 */
function beginsWithCounts(rows: readonly Row[], parts: readonly Part[]): boolean {
  const counts = rows.flatMap((row, at) =>
    parts[at] === 'count' && /^\d{1,3}$/.test(linesOfRow(row).join(' ')) ? [at] : [],
  );
  return counts.length > 1 && counts.every((at) => parts[at + 1] === 'text' && parts[at + 2] === 'amounts');
}

/** `Rose`, `12.90`, `2 pcs` one under another: every count right below a price, and none above another. */
function endsWithCounts(parts: readonly Part[]): boolean {
  const counts = parts.flatMap((part, at) => (part === 'count' ? [at] : []));
  return (
    counts.length > 0 && counts.every((at) => parts[at - 1] === 'amounts' && parts[at + 1] !== 'amounts')
  );
}

/** `Colour: red | × 2 | 25.80` below `Rose`: the last option, beside the count and the price. */
function isLastChoice(row: Row, above: Row | undefined): boolean {
  const [words, ...others] = row.cells;
  const [line = '', ...more] = words?.lines ?? [];
  const isAbove = above?.cells.length === 1 && above.block === row.block && above.table === row.table;
  if (!isAbove || more.length > 0 || others.length < 2 || !/^\p{L}[^:]{1,30}:\s\p{L}/u.test(line))
    return false;
  const lines = others.flatMap((cell) => cell.lines);
  return (
    lines.every(isPriceOrCount) &&
    lines.some((each) => markedQuantity(each) !== null) &&
    sumKind(line) === null &&
    columnMeanings(line.replace(/:.*$/su, '')).length === 0
  );
}

/** `Care plan: 11.00` above the count of an item is an option of it. */
const isPricedText = (row: Row): boolean => row.cells.length === 1 && moneyRow(row, 0)?.kind === null;

/** Contains only a unit price. */
const isEach = (row: Row): boolean =>
  linesOfRow(row).every((line) => unitPrice(line) !== null && wholeAmount(line) === null);

/** Lines without a count there are options of the item above: of several lines only the last has the price. */
function startOfCounted(pending: readonly Pending[], isFirst: boolean): number {
  const counted = pending.findLastIndex(({ part }) => part === 'count');
  if (counted >= 0) return counted;
  return isFirst ? startOf(pending, true) : Math.max(0, pending.findLastIndex(isWorded));
}

function joinRows(group: readonly Pending[], run: readonly Row[]): Row {
  const first = group[0]?.row ?? run[0];
  const texts: string[] = [];
  const counts: string[] = [];
  for (const { row } of group) {
    for (const line of linesOfRow(row)) {
      if (isCount(line)) counts.push(line);
      else if (/\p{L}/u.test(line)) texts.push(line);
    }
  }
  while (texts.length > 1 && isNoise(texts[0] ?? '')) texts.shift();
  const prices: string[][] = [];
  for (const cell of run.flatMap((row) => row.cells)) {
    // An article number or an option beside the price stays with the title; a count before it is a separate box.
    const isText = (line: string) => isSkuLine(line) || (!isPriceOrCount(line) && /\p{L}{2}.*:/u.test(line));
    texts.push(...cell.lines.filter(isText));
    const rest = cell.lines.filter((line) => !isText(line) && !(isCount(line) && wholeAmount(line) === null));
    counts.push(...cell.lines.filter((line) => isCount(line) && wholeAmount(line) === null));
    for (const line of rest) {
      const count = countedPrice.exec(line)?.[1];
      if (count !== undefined) counts.push(`× ${count}`);
    }
    prices.push(rest.map((line) => countedPrice.exec(line)?.[2] ?? line));
  }
  const lines = [...(counts.length > 0 ? [[counts.at(-1) ?? '']] : []), texts, ...prices];
  const cells = lines
    .filter((each) => each.length > 0)
    .map((each, column): Cell => ({ lines: each, column }));
  return { cells, table: first?.table ?? 0, block: first?.block ?? 0, head: false };
}
