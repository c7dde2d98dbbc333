import type { FieldRule, MailTemplate } from '../../../../shared/mail-template.ts';
import { omitUndefined } from '../../../../shared/omit-undefined.ts';
import type { OrderContent } from '../../../../shared/order.ts';
import type { Found } from '../assemble.ts';
import { findDates } from '../dates.ts';
import type { SumRow } from '../sum-rows.ts';
import type { SumKind } from '../total-words.ts';
import { itemSetsOf } from './item-sets.ts';
import { printedCurrency } from './printed-currency.ts';
import type { RuleSource } from './source.ts';
import type { AmountField, TextField } from './values.ts';
import { amountOf, generalAmount, textOf } from './values.ts';

const sumKinds: { readonly [F in AmountField]: SumKind } = {
  subtotal: 'subtotal',
  deliveryFee: 'delivery',
  discount: 'discount',
  tax: 'tax',
  tip: 'tip',
  total: 'total',
};

/** Parses a mail by a mail template. Nothing is guessed: if a label is missing, its field stays unread. */
export function findByTemplate(recipe: MailTemplate, source: RuleSource): Found {
  const { fields } = recipe;
  const text = (field: TextField): string | undefined => {
    const rule = fields[field];
    return rule && textOf(field, rule, source);
  };
  const placed = text('placedAt');
  const itemSets = itemSetsOf(recipe.items, source, recipe.decimal);
  const sums = sumsOf(recipe, source);
  return {
    number: plainNumber(text('number')),
    placedAt: dateOf(placed, recipe),
    contact: omitUndefined({
      customerName: text('customerName'),
      phone: text('phone'),
      email: text('email'),
      recipientName: text('recipientName'),
      recipientPhone: text('recipientPhone'),
      address: text('address'),
    }),
    note: text('note') ?? null,
    ...printedCurrency({ itemSets, sums }, recipe.currency),
    itemSets,
    sums,
    certainty: 0.98,
  };
}

/** Amounts that the rules call sums are sums, wherever they are: their rows get the order of a bill, below all other rows. */
function sumsOf(recipe: MailTemplate, source: RuleSource): readonly SumRow[] {
  const { fields, decimal } = recipe;
  const rows: SumRow[] = [];
  const add = (field: AmountField | 'fee', rule: FieldRule): void => {
    const amount = amountOf(field, rule, source, decimal);
    if (!amount) return;
    const label = 'label' in rule ? rule.label : field;
    const kind = field === 'fee' ? 'fee' : sumKinds[field];
    rows.push({ at: Number.MAX_SAFE_INTEGER - 100 + rows.length, label, kind, amount, included: false });
  };
  for (const field of ['subtotal', 'deliveryFee', 'discount', 'tax', 'tip'] as const) {
    for (const rule of rulesOf(fields[field])) add(field, rule);
  }
  for (const rule of fields.fees ?? []) {
    if ('reader' in rule) rows.push(...(source.general()?.fees ?? []).flatMap(generalFee));
    else add('fee', rule);
  }
  add('total', fields.total);
  return rows;
}

function generalFee({ label, amount }: NonNullable<OrderContent['fees']>[number]): readonly SumRow[] {
  const found = generalAmount(amount);
  return found
    ? [{ at: Number.MAX_SAFE_INTEGER - 100, label, kind: 'fee', amount: found, included: false }]
    : [];
}

/** A value of the general parser is a date already. */
function dateOf(placed: string | undefined, { fields, monthFirst }: MailTemplate): string | null {
  if (placed === undefined) return null;
  const isRead = fields.placedAt !== undefined && 'reader' in fields.placedAt;
  return isRead ? placed : (findDates(placed, monthFirst)[0]?.iso ?? null);
}

/** One rule, or several rows that form one value together. */
export const rulesOf = (rules: FieldRule | readonly FieldRule[] | undefined): readonly FieldRule[] =>
  rules === undefined ? [] : Array.isArray(rules) ? rules : [rules as FieldRule];

const plainNumber = (number: string | undefined): string | null => {
  const bare = number?.replace(/^[#№\s]+/, '');
  if (bare === undefined || bare === '') return null;
  return /^\d{1,4}( \d{3})+$/.test(bare) ? bare.replaceAll(' ', '') : bare;
};
