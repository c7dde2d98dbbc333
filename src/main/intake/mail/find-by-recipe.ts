import { assertNever } from '../../../shared/problem.ts';
import type { FieldRule, ItemRule, Recipe } from '../../../shared/recipe.ts';
import type { Amount } from './amounts.ts';
import { readAgain, wholeAmount } from './amounts.ts';
import type { Found, SumRow } from './assemble.ts';
import { folded } from './clean-text.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import { findItems } from './find-items.ts';
import type { RawItem } from './item-lines.ts';
import type { HeadColumn } from './item-tables.ts';
import { itemsBelow, itemsOfShape } from './item-tables.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { nothing } from './money-rows.ts';
import { emailPattern, findPhone } from './read-contact.ts';
import type { SumKind } from './total-words.ts';
import { saysFree } from './total-words.ts';

/** What a rule takes out of a mail: the lines, and where the label stands. */
type Taken = { readonly lines: readonly string[]; readonly at: number };

/** Reads a mail the way a recipe says. Nothing is guessed: a label that is not there leaves its field unread. */
export function findByRecipe(recipe: Recipe, layout: Layout): Found {
  const { fields } = recipe;
  const text = (rule: FieldRule | undefined): string | undefined => rule && textOf(rule, layout);
  const amount = (kind: SumKind, rule: FieldRule | undefined): readonly SumRow[] => {
    const taken = rule && amountOf(rule, layout, recipe.decimal);
    return taken ? [{ at: taken.at, label: rule.label, kind, amount: taken.found, included: false }] : [];
  };
  const placedLine = text(fields.placedAt);
  const number = text(fields.number)?.replace(/^[#№\s]+/, '');
  return {
    number:
      number === undefined ? null : /^\d{1,4}( \d{3})+$/.test(number) ? number.replaceAll(' ', '') : number,
    placedAt: placedLine === undefined ? null : (findDates(placedLine)[0]?.iso ?? null),
    contact: {
      ...present('customerName', text(fields.customerName)),
      ...present('phone', text(fields.phone)),
      ...present('email', text(fields.email)),
      ...present('recipientName', text(fields.recipientName)),
      ...present('recipientPhone', text(fields.recipientPhone)),
      ...present('address', text(fields.address)),
    },
    note: text(fields.note) ?? null,
    currency: recipe.currency,
    itemSets: itemSetsOf(recipe.items, layout).map((set) =>
      set.map((item) => withDecimal(item, recipe.decimal)),
    ),
    sums: [
      ...amount('subtotal', fields.subtotal),
      ...amount('delivery', fields.deliveryFee),
      ...amount('discount', fields.discount),
      ...amount('tax', fields.tax),
      ...amount('tip', fields.tip),
      ...(fields.fees ?? []).flatMap((rule) => amount('fee', rule)),
      ...amount('total', fields.total),
    ],
    certainty: 0.98,
  };
}

const present = <K extends string>(name: K, value: string | undefined): { readonly [N in K]?: string } =>
  value === undefined ? {} : ({ [name]: value } as { readonly [N in K]: string });

/** The amount one rule yields, and the row its label stands in. */
export function amountOf(
  rule: FieldRule,
  layout: Layout,
  decimal: ',' | '.',
): { readonly at: number; readonly found: Amount } | null {
  for (const taken of takeAll(rule, layout)) {
    const found = taken.lines.map((line) => wholeAmount(line, decimal)).findLast((each) => each !== null);
    if (found) return { at: taken.at, found };
    if (taken.lines.some(saysFree)) return { at: taken.at, found: nothing };
  }
  return null;
}

/** The text one rule yields, as a reading would take it. */
export function textOf(rule: FieldRule, layout: Layout): string | undefined {
  for (const { lines } of takeAll(rule, layout)) {
    const kept = lines.filter((line) => !(hasTimeSpan(line) && rule.take === 'below'));
    const found = partOf(rule, kept);
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

function partOf({ part = 'all', take }: FieldRule, lines: readonly string[]): string | undefined {
  const [first, ...rest] = lines;
  switch (part) {
    case 'all':
      return lines.join(take === 'below' ? ', ' : ' ');
    case 'first':
      return first;
    case 'rest':
      return rest.filter((line) => findPhone(line) === null && !emailPattern.test(line)).join(', ');
    case 'name':
      return first?.replace(findPhone(first) ?? '', '').replace(/[\s,;:]+$/, '');
    case 'phone':
      return lines.map(findPhone).find((found) => found !== null) ?? undefined;
    case 'email':
      return lines.map((line) => emailPattern.exec(line)?.[0]).find((found) => found !== undefined);
    default:
      return assertNever(part);
  }
}

/** Every place where the label stands, a line that is the label alone before one that only begins with it. */
function takeAll(rule: FieldRule, layout: Layout): readonly Taken[] {
  const label = folded(rule.label);
  const found: (Taken & { readonly exact: boolean })[] = [];
  for (const [at, row] of layout.rows.entries()) {
    for (const cell of row.cells) {
      for (const [index, line] of cell.lines.entries()) {
        for (const part of line.split(/\s[·|]\s/)) {
          const after = afterLabel(part, label);
          // A heading is the label and nothing else: `Customer` is not above what follows `Customer note: …`.
          if (after === null || (rule.take === 'below' && /\p{L}/u.test(after))) continue;
          const exact = after === '';
          const below = cell.lines.slice(index + 1);
          const lines =
            rule.take === 'beside'
              ? [after]
              : rule.take === 'end'
                ? cell === row.cells.at(-1)
                  ? []
                  : (row.cells.at(-1)?.lines ?? [])
                : below.length > 0
                  ? below
                  : blockBelow(layout, at);
          const kept = lines.filter((each) => each !== '');
          if (kept.length > 0) found.push({ lines: kept, at, exact });
        }
      }
    }
  }
  return [...found.filter((each) => each.exact), ...found.filter((each) => !each.exact)];
}

/** What follows a label that begins the line as whole words; null when it does not. */
function afterLabel(line: string, label: string): string | null {
  if (!folded(line).startsWith(label)) return null;
  const after = line.slice(label.length);
  if (/^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]$/u.test(label)) return null;
  return after.replace(/^[\s:.*]+/, '').trim();
}

function blockBelow(layout: Layout, at: number): readonly string[] {
  const lines: string[] = [];
  const first = layout.rows[at + 1];
  for (const row of layout.rows.slice(at + 1, at + 10)) {
    if (row.cells.length !== 1 || row.block !== first?.block || row.table !== first.table) break;
    if (lines.length > 0 && readLabel(row.cells[0]?.lines[0] ?? '')?.rest === '') break;
    lines.push(...(row.cells[0]?.lines ?? []));
  }
  return lines;
}

export const itemSetsOf = (rule: ItemRule, layout: Layout): readonly (readonly RawItem[])[] =>
  'find' in rule ? findItems(layout) : [itemsOf(rule, layout)];

const withDecimal = (item: RawItem, decimal: ',' | '.'): RawItem => ({
  ...item,
  unit: item.unit && readAgain(item.unit, decimal),
  amount: item.amount && readAgain(item.amount, decimal),
  optionAmounts: item.optionAmounts.map((amount) => readAgain(amount, decimal)),
});

function itemsOf(items: Exclude<ItemRule, { readonly find: string }>, layout: Layout): readonly RawItem[] {
  if ('row' in items) return itemsOfShape(layout, items.row);
  const wanted = Object.entries(items.head).map(
    ([column, word]) => [folded(word ?? ''), column as HeadColumn] as const,
  );
  for (const [at, row] of layout.rows.entries()) {
    const words = row.cells.map((cell) => ({
      column: cell.column,
      word: folded(cell.lines.join(' ')).replace(/:$/, ''),
    }));
    if (!wanted.every(([word]) => words.some((each) => each.word === word))) continue;
    const head = new Map(
      words.map(({ column, word }) => [
        column,
        wanted.find(([each]) => each === word)?.[1] ?? ('other' as const),
      ]),
    );
    const found = itemsBelow(layout, at, head);
    if (found.length > 0) return found;
  }
  return [];
}
