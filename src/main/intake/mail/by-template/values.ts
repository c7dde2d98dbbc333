import type { FieldRule, LabelRule, SentenceRule } from '../../../../shared/mail-template.ts';
import { moneyToDecimal } from '../../../../shared/money.ts';
import type { OrderContent } from '../../../../shared/order.ts';
import type { FieldName } from '../../../../shared/reading.ts';
import type { Amount } from '../amounts.ts';
import { findAmounts, wholeAmount } from '../amounts.ts';
import { folded } from '../clean-text.ts';
import { hasTimeSpan } from '../dates.ts';
import type { Layout } from '../layout.ts';
import { linesOfRow } from '../layout.ts';
import { nothing } from '../money-rows.ts';
import { saysFree } from '../total-words.ts';
import { partOf } from './part-of.ts';
import type { RuleSource } from './source.ts';
import { takeAll } from './take.ts';

export type AmountField = 'subtotal' | 'deliveryFee' | 'discount' | 'tax' | 'tip' | 'total';
export type TextField = Exclude<FieldName, AmountField | 'items' | 'fees' | 'currency'>;

/** The text that one rule yields for a field, in the format of a parse result. */
export function textOf(field: TextField, rule: FieldRule, source: RuleSource): string | undefined {
  if ('reader' in rule) return textIn(field, source.general());
  const found = 'sentence' in rule ? sentenceOf(rule, source) : labelledText(rule, source.layout);
  return found === '' ? undefined : found;
}

function labelledText(rule: LabelRule, layout: Layout): string | undefined {
  for (const { lines } of takeAll(rule, layout)) {
    const kept = lines.filter((line) => !(hasTimeSpan(line) && rule.take === 'below'));
    const found = partOf(rule.part ?? 'all', kept, rule.take === 'beside' ? ' ' : ', ');
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

function sentenceOf(rule: SentenceRule, { layout, subject }: RuleSource): string | undefined {
  const lines = rule.sentence === 'subject' ? [subject] : layout.rows.flatMap(linesOfRow);
  for (const line of lines) {
    const between = textBetween(line, rule);
    const found = between === undefined ? undefined : partOf(rule.part ?? 'all', [between], ' ');
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

/** The text between the two texts of a rule; an empty one is the beginning or end of the line. */
function textBetween(line: string, { before, after }: SentenceRule): string | undefined {
  const text = folded(line);
  const from = before === '' ? 0 : text.indexOf(folded(before));
  if (from < 0) return undefined;
  const start = from + (before === '' ? 0 : folded(before).length);
  const end = after === '' ? line.length : text.indexOf(folded(after), start);
  return end < 0 ? undefined : line.slice(start, end).trim();
}

/** The text of an order's field; undefined if it has none. */
export function textIn(field: TextField, order: OrderContent | null): string | undefined {
  switch (field) {
    case 'number':
      return order?.number || undefined;
    case 'placedAt':
    case 'address':
    case 'note':
      return order?.[field];
    case 'customerName':
      return order?.customer.name;
    case 'recipientName':
      return order?.recipient?.name;
    case 'recipientPhone':
      return order?.recipient?.phone;
    default:
      return order?.customer[field];
  }
}

/** The amount one rule yields. */
export function amountOf(
  field: AmountField | 'fee',
  rule: FieldRule,
  source: RuleSource,
  decimal: ',' | '.',
): Amount | null {
  if ('reader' in rule) return field === 'fee' ? null : generalAmount(source.general()?.[field]);
  if ('sentence' in rule) {
    const found = sentenceOf(rule, source);
    return found === undefined ? null : (findAmounts(found, decimal)[0] ?? null);
  }
  for (const { lines } of takeAll(rule, source.layout)) {
    const found = lines.map((line) => wholeAmount(line, decimal)).findLast((each) => each !== null);
    if (found) return found;
    // `1 720,50 руб. (in words)`: beside its label an amount may be followed by words, or preceded by other numbers
    const beside = rule.take === 'beside' ? findAmounts(lines[0] ?? '', decimal) : [];
    const printed = beside[0]?.start === 0 ? beside[0] : beside.at(-1);
    if (printed) return printed;
    if (lines.some(saysFree)) return nothing;
  }
  return null;
}

/** Its currency may be a guess and is not printed in the mail. */
export function generalAmount(money: OrderContent['total']): Amount | null {
  if (!money) return null;
  const decimal = moneyToDecimal(money);
  return { ...nothing, decimal, printed: decimal, currency: null, marked: true };
}
