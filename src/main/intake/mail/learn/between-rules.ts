import type { ItemRule } from '../../../../shared/mail-template.ts';
import { moneyToDecimal } from '../../../../shared/money.ts';
import { fitsCurrency, toMoney } from '../amounts.ts';
import type { BetweenRule } from '../by-template/items-between.ts';
import { itemsOfLines, linesBetween } from '../by-template/items-between.ts';
import { cleanText, folded } from '../clean-text.ts';
import type { RawItem } from '../item-lines.ts';
import type { Layout } from '../layout.ts';
import { cleanLabel, couldBePerson } from './clean-label.ts';
import { linesOf } from './places.ts';
import type { PointedAt } from './pointed-at.ts';

const mostRules = 2;
/** Learning shares the time limit of parsing: a few regions near the items are enough. */
const mostRegions = 8;
const mostLines = 400;

/** The rules by which the lines between two labels yield exactly the items of the user, or at least their titles. */
export function betweenRules(
  layout: Layout,
  values: PointedAt,
  decimal: ',' | '.',
  secrets: readonly string[],
): readonly ItemRule[] {
  const titles = values.items.map((item) => folded(item.title));
  const scored = regionsOf(layout, values.items, secrets)
    .map((between) => ({ between, lines: linesBetween(between, layout) }))
    .filter(({ lines }) => {
      const text = folded(lines.map((line) => line.text).join(' '));
      return lines.length <= mostLines && titles.every((title) => text.includes(title));
    })
    .slice(0, mostRegions)
    .flatMap(({ between, lines }) =>
      variants.map((variant) => ({
        rule: { between, ...variant },
        right: rightOf(itemsOfLines(lines, variant, decimal), values),
      })),
    )
    .filter(({ right }) => right > 0)
    .toSorted((one, other) => other.right - one.right);
  return scored.slice(0, mostRules).map(({ rule }) => rule);
}

const variants: readonly Omit<BetweenRule, 'between'>[] = (
  ['quantity', 'row', 'block', 'table', 'amount'] as const
).flatMap((each) =>
  (['last', 'first'] as const).flatMap((price) =>
    (['marked', 'bare'] as const).flatMap((count) =>
      (['whole', 'unpriced', 'none'] as const).map((options) => ({ each, count, price, options })),
    ),
  ),
);

/** Labels above the first item and below the last one. */
function regionsOf(
  layout: Layout,
  items: PointedAt['items'],
  secrets: readonly string[],
): readonly BetweenRule['between'][] {
  const lines = linesOf(layout).map(({ line }) => line);
  const title = (at: number) => folded(items.at(at)?.title ?? '');
  const first = lines.findIndex((line) => folded(line).includes(title(0)));
  const last = lines.findLastIndex((line) => folded(line).includes(title(-1)));
  if (first < 0 || last < first) return [];
  const label = (line: string | undefined): string | null =>
    line === undefined
      ? null
      : cleanLabel(line.replace(/[:(].*$/u, '').replace(/[\s.…]*[-−]?\s*\S*\d.*$/u, ''), secrets);
  const clean = (line: string): readonly string[] => {
    const words = label(line);
    return words === null || couldBePerson(words) ? [] : [words];
  };
  const under = lines.slice(last + 1, last + 12).flatMap(clean);
  const over = lines
    .slice(Math.max(0, first - 5), first)
    .toReversed()
    .flatMap(clean);
  return under
    .slice(0, 6)
    .flatMap((before) => [...over.slice(0, 4).map((after) => ({ after, before })), { before }]);
}

/** 0 if the titles differ; else a score of the matching values. */
function rightOf(read: readonly RawItem[], { items, currency }: PointedAt): number {
  if (read.length !== items.length) return 0;
  if (!items.every((item, index) => folded(item.title) === folded(read[index]?.title ?? ''))) return 0;
  const money = (amount: RawItem['amount']): number | undefined =>
    amount && fitsCurrency(amount, currency) ? Number(moneyToDecimal(toMoney(amount, currency))) : undefined;
  return items.reduce((sum, item, index) => {
    const found = read[index];
    if (!found) return sum;
    const prices = [money(found.unit), money(found.amount)];
    const wanted = [item.lineTotal, item.unitPrice].filter((price) => price !== undefined);
    return (
      sum +
      1 +
      (item.quantity === undefined || item.quantity === found.quantity ? 2 : 0) +
      (wanted.every((price) => prices.includes(price)) ? 2 : 0) +
      (item.options === undefined ||
      JSON.stringify(item.options.map(cleanText)) === JSON.stringify(found.options)
        ? 1
        : 0)
    );
  }, 0);
}
