import type { Money } from '../../../shared/money.ts';
import { moneyToDecimal, timesMoney } from '../../../shared/money.ts';
import type { LineItem, OrderContent, ReviewReason } from '../../../shared/order.ts';
import type { Confidence } from '../../../shared/reading.ts';
import type { Amount } from './amounts.ts';
import { fitsCurrency, toMoney } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import type { Contact } from './read-contact.ts';
import type { Balance } from './sums.ts';
import { weigh } from './sums.ts';
import type { SumKind } from './total-words.ts';

/** One amount of the sums, told apart by what it stands for. */
export type SumRow = {
  readonly at: number;
  readonly label: string;
  readonly kind: SumKind;
  readonly amount: Amount;
  /** A tax that is only told, being part of the amounts above. */
  readonly included: boolean;
};

/** Everything a reader found, before arithmetic has judged it. */
export type Found = {
  readonly number: string | null;
  readonly placedAt: string | null;
  readonly contact: Contact;
  readonly note: string | null;
  readonly currency: string | null;
  /** Sets of items in order of trust; the first that adds up is taken. */
  readonly itemSets: readonly (readonly RawItem[])[];
  readonly sums: readonly SumRow[];
  /** How sure the reader is of words that no sum can check. */
  readonly certainty: number;
};

export type Assembled = {
  readonly content: OrderContent;
  readonly review: readonly ReviewReason[];
  readonly confidence: Confidence;
};

type Choice = {
  readonly items: readonly RawItem[];
  readonly asUnit: boolean;
  readonly sums: PickedSums;
  readonly balance: Balance;
  readonly lines: number;
};

/** Makes one order of what was found. The sums decide which items and which total belong together; nothing is made up. */
export function assemble(found: Found): Assembled {
  const { currency } = found;
  const choice = currency === null ? null : chooseItems(found, currency);
  const review: ReviewReason[] = [];
  if (found.number === null) review.push({ code: 'no-number' });
  if (!choice?.sums.total) review.push({ code: 'no-total' });
  if (!choice || choice.items.length === 0) review.push({ code: 'no-items' });
  if (choice?.sums.total && choice.items.length > 0 && !choice.balance.balances) {
    review.push({ code: 'sum-mismatch', detail: mismatch(choice, choice.sums.total) });
  }
  const sums = choice?.sums;
  const content: OrderContent = {
    number: found.number ?? '',
    ...(found.placedAt !== null && { placedAt: found.placedAt }),
    ...(currency !== null && { currency }),
    ...(sums?.total && { total: sums.total }),
    ...(sums?.subtotal && { subtotal: sums.subtotal }),
    ...(sums?.delivery && { deliveryFee: sums.delivery }),
    ...(sums?.discount && { discount: sums.discount }),
    ...(sums?.tax && { tax: sums.tax }),
    ...((sums?.taxIncluded || (sums?.tax && choice?.balance.taxIncluded)) && { taxIncluded: true }),
    ...(sums?.tip && { tip: sums.tip }),
    ...(sums && sums.fees.length > 0 && { fees: sums.fees }),
    paymentStatus: 'unknown',
    customer: customerOf(found.contact),
    ...recipientOf(found.contact),
    ...(found.contact.address !== undefined && { address: found.contact.address }),
    items: choice ? choice.items.map((item) => lineItem(item, choice.asUnit, currency ?? '')) : [],
    ...(found.note !== null && { note: found.note }),
    ...(review.length > 0 && { review }),
  };
  return { content, review, confidence: confidenceOf(found, choice) };
}

function chooseItems(found: Found, currency: string): Choice {
  let first: Choice | null = null;
  const sets = found.itemSets.filter((set) => set.length > 0);
  for (const items of sets.length > 0 ? sets : [[]]) {
    const sumRows = rowsBeside(found.sums, items);
    for (const totalRow of totalsOf(sumRows)) {
      for (const asUnit of [false, true]) {
        for (const withOptions of [false, true]) {
          const sums = pickSums(sumRows, totalRow, currency);
          const lines = linesOf(items, asUnit, withOptions, currency);
          const choice = { items, asUnit, sums, lines: lines ?? 0, balance: weighed(lines, sums) };
          if (choice.balance.balances) return choice;
          first ??= choice;
        }
      }
    }
  }
  return (
    first ?? { items: [], asUnit: false, sums: pickSums([], null, currency), lines: 0, balance: unbalanced }
  );
}

const unbalanced: Balance = { balances: false, taxIncluded: false };

/** Sums stand below the items; where none is there (a total printed first), those above count. Prices within the items never do. */
function rowsBeside(sums: readonly SumRow[], items: readonly RawItem[]): readonly SumRow[] {
  const first = Math.min(...items.map((item) => item.at));
  const last = Math.max(...items.map((item) => item.until ?? item.at));
  const below = sums.filter((row) => row.at > last);
  if (items.length === 0 || below.some((row) => row.kind === 'total'))
    return items.length === 0 ? sums : below;
  return sums.filter((row) => row.at < first || row.at > last);
}

/** The last total is what is paid; an earlier one is tried when that does not add up. */
function totalsOf(rows: readonly SumRow[]): readonly (SumRow | null)[] {
  const totals = rows.filter((row) => row.kind === 'total' && !row.amount.negative);
  return totals.length > 0 ? totals.slice(-8).toReversed() : [null];
}

type PickedSums = {
  readonly total: Money | null;
  readonly subtotal: Money | null;
  readonly delivery: Money | null;
  readonly discount: Money | null;
  readonly tax: Money | null;
  readonly tip: Money | null;
  readonly taxIncluded: boolean;
  readonly fees: readonly { readonly label: string; readonly amount: Money }[];
};

function pickSums(rows: readonly SumRow[], totalRow: SumRow | null, currency: string): PickedSums {
  const fitting = rows.filter((row) => fitsCurrency(row.amount, currency));
  // Money off a delivery or a fee is a discount, whatever its label says first.
  const kindOf = (row: SumRow): SumKind =>
    row.amount.negative && (row.kind === 'delivery' || row.kind === 'fee') ? 'discount' : row.kind;
  const all = (kind: SumKind) => fitting.filter((row) => kindOf(row) === kind && !row.included);
  const sum = (kind: SumKind): Money | null => {
    const amounts = all(kind).map((row) => toMoney(row.amount, currency).minor);
    return amounts.length === 0 ? null : { minor: amounts.reduce((a, b) => a + b, 0), currency };
  };
  const subtotal = all('subtotal').at(-1);
  return {
    total: totalRow && fitsCurrency(totalRow.amount, currency) ? toMoney(totalRow.amount, currency) : null,
    subtotal: subtotal ? toMoney(subtotal.amount, currency) : null,
    delivery: sum('delivery'),
    discount: sum('discount'),
    tax: sum('tax'),
    tip: sum('tip'),
    taxIncluded: fitting.some((row) => row.included),
    fees: all('fee').map((row) => ({ label: row.label, amount: toMoney(row.amount, currency) })),
  };
}

/** The sum of the lines in minor units; null when a line has no amount. */
function linesOf(
  items: readonly RawItem[],
  asUnit: boolean,
  withOptions: boolean,
  currency: string,
): number | null {
  let sum = 0;
  for (const item of items) {
    const line = lineItem(item, asUnit, currency);
    const total = line.lineTotal ?? (line.unitPrice && timesMoney(line.unitPrice, line.quantity));
    if (!total) return null;
    const options = item.optionAmounts.filter((amount) => fitsCurrency(amount, currency));
    sum +=
      total.minor +
      (withOptions ? options.reduce((all, amount) => all + toMoney(amount, currency).minor, 0) : 0);
  }
  return sum;
}

function lineItem(item: RawItem, asUnit: boolean, currency: string): LineItem {
  const money = (amount: Amount | null) =>
    amount && fitsCurrency(amount, currency) ? toMoney(amount, currency) : null;
  const unit = money(asUnit && item.unit === null ? item.amount : item.unit);
  const total = asUnit && item.unit === null ? null : money(item.amount);
  return {
    title: item.title,
    quantity: item.quantity,
    ...(unit && { unitPrice: unit }),
    ...(total && { lineTotal: total }),
    options: item.options,
    ...(item.sku !== null && { sku: item.sku }),
  };
}

const weighed = (lines: number | null, sums: PickedSums): Balance =>
  lines === null || !sums.total
    ? unbalanced
    : weigh({
        lines,
        delivery: sums.delivery?.minor ?? 0,
        fees: sums.fees.reduce((all, fee) => all + fee.amount.minor, 0),
        tip: sums.tip?.minor ?? 0,
        tax: sums.tax?.minor ?? 0,
        discount: sums.discount?.minor ?? 0,
        subtotal: sums.subtotal?.minor ?? null,
        total: sums.total.minor,
      });

/** `97.25 + 7.99 − 5.00 = 100.24, the mail says 120.21`. */
function mismatch({ lines, sums }: Choice, total: Money): string {
  const parts = [sums.delivery, ...sums.fees.map((fee) => fee.amount), sums.tip, sums.tax].filter(
    (part) => part !== null,
  );
  const { currency } = total;
  const sum = lines + parts.reduce((all, part) => all + part.minor, 0) - (sums.discount?.minor ?? 0);
  const plus = [{ minor: lines, currency }, ...parts].map(moneyToDecimal).join(' + ');
  const minus = sums.discount ? ` − ${moneyToDecimal(sums.discount)}` : '';
  return `${plus}${minus} = ${moneyToDecimal({ minor: sum, currency })}, the mail says ${moneyToDecimal(total)}`;
}

const customerOf = ({ customerName, phone, email }: Contact): OrderContent['customer'] => ({
  ...(customerName !== undefined && { name: customerName }),
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
});

function recipientOf({ recipientName, recipientPhone }: Contact): Pick<OrderContent, 'recipient'> {
  if (recipientName === undefined && recipientPhone === undefined) return {};
  return {
    recipient: {
      ...(recipientName !== undefined && { name: recipientName }),
      ...(recipientPhone !== undefined && { phone: recipientPhone }),
    },
  };
}

function confidenceOf(found: Found, choice: Choice | null): Confidence {
  const words = found.certainty;
  const amounts = choice?.balance.balances ? 0.97 : 0.5;
  const { contact } = found;
  return {
    ...(found.number !== null && { number: words }),
    ...(found.placedAt !== null && { placedAt: words }),
    ...(contact.customerName !== undefined && { customerName: words }),
    ...(contact.phone !== undefined && { phone: words }),
    ...(contact.email !== undefined && { email: words }),
    ...(contact.recipientName !== undefined && { recipientName: words }),
    ...(contact.recipientPhone !== undefined && { recipientPhone: words }),
    ...(contact.address !== undefined && { address: words }),
    ...(choice && choice.items.length > 0 && { items: amounts }),
    ...(choice?.sums.subtotal && { subtotal: amounts }),
    ...(choice?.sums.delivery && { deliveryFee: amounts }),
    ...(choice?.sums.discount && { discount: amounts }),
    ...(choice?.sums.tax && { tax: amounts }),
    ...(choice?.sums.tip && { tip: amounts }),
    ...(choice && choice.sums.fees.length > 0 && { fees: amounts }),
    ...(choice?.sums.total && { total: amounts }),
    ...(found.currency !== null && { currency: 0.9 }),
    ...(found.note !== null && { note: words }),
  };
}
