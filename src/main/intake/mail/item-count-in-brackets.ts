import { findAmounts } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import { readItemLines } from './item-lines.ts';
import type { Layout } from './layout.ts';
import { lineAlone } from './layout.ts';

/** `1. Peony (PION): 4 500 (9 x 500) Colour: pink, Ribbon: white` */
const priced =
  /^(?:\d{1,3}[.)]\s+)?(?<title>\P{N}.*?)\s*[:=–—-]\s*(?<amount>\d[\d.,' \u00a0\u202f]*)[^\d()]{0,6}\s\((?<count>\d{1,4})\s*[x×хХ*]\s*(?<unit>\d[\d.,' \u00a0\u202f]*)[^\d()]{0,6}\)[\s;,]*(?<options>.*)$/u;
const longestLine = 400;
/** The next option begins after a comma with its label. */
const nextOption = /,\s+(?=\p{L}[^:,]{0,40}:\s)/u;

/** Items as form builders print them in one line: the line price, and its calculation in brackets. */
export const itemsCountedInBrackets = (layout: Layout): readonly RawItem[] =>
  layout.rows.flatMap((row, at) => {
    const line = lineAlone(row);
    const found = line.length > longestLine ? undefined : priced.exec(line)?.groups;
    const [amount] = findAmounts(found?.amount?.trim() ?? '');
    const [unit] = findAmounts(found?.unit?.trim() ?? '');
    const quantity = Number(found?.count);
    if (!found || !amount || !unit || !isProduct(Number(unit.decimal), quantity, Number(amount.decimal)))
      return [];
    const { pieces: _, ...text } = readItemLines([bracketedSku(found.title ?? '')], at);
    const options = (found.options ?? '').split(nextOption).filter((option) => option.trim() !== '');
    return [{ ...text, quantity, unit, amount, options: [...text.options, ...options] }];
  });

const isProduct = (unit: number, count: number, whole: number): boolean =>
  Math.round(unit * 100) * count === Math.round(whole * 100);

/** Before a price, brackets contain an article number, with or without digits: `(PION-SB)`, `(OTKR)`. */
const bracketedSku = (title: string): string => title.replace(/\(([A-Z\d][A-Z\d_./-]{1,39})\)$/, '(#$1)');
