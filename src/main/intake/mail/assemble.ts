import { sumText } from '../../../shared/bill.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyToDecimal } from '../../../shared/money.ts';
import type { OrderContent, ReviewReason } from '../../../shared/order.ts';
import type { Confidence } from '../../../shared/reading.ts';
import type { Choice } from './choose-items.ts';
import { chooseItems, lineItem } from './choose-items.ts';
import type { RawItem } from './item-lines.ts';
import type { ToldSums } from './printed-sums.ts';
import { printedSums } from './printed-sums.ts';
import type { Contact } from './read-contact.ts';
import type { SumRow } from './sum-rows.ts';

/** The findings of a parser, before they are checked by arithmetic. */
export type Found = {
  readonly number: string | null;
  readonly placedAt: string | null;
  readonly contact: Contact;
  readonly note: string | null;
  readonly currency: string | null;
  /** The mail has no currency sign or code; the currency is that of the sender's country, for a user to check. */
  readonly isCurrencyGuessed?: boolean;
  /** In each amount a comma may separate thousands or decimals, for a user to check. */
  readonly areCommasDoubted?: boolean;
  /** Currencies named by amounts, though the order is in another one, for a user to check. */
  readonly otherCurrencies?: readonly string[];
  /** Sets of items in order of trust; the sums decide which one is used. */
  readonly itemSets: readonly (readonly RawItem[])[];
  readonly sums: readonly SumRow[];
  /** Confidence in values that no sum can check. */
  readonly certainty: number;
  /** The same for single fields, if it differs. */
  readonly sure?: Confidence;
};

export type Assembled = {
  readonly content: OrderContent;
  readonly review: readonly ReviewReason[];
  readonly confidence: Confidence;
  /** How well the chosen items and sums explain the mail; for comparing parse results of one mail. */
  readonly fit: number;
};

/** Builds one order from the findings. The sums decide which items and which total belong together; no value is invented. */
export function assemble(found: Found): Assembled {
  const { currency } = found;
  const choice = currency === null ? null : chooseItems(found.itemSets, found.sums, currency);
  const sums = choice && printedSums(choice, choice.sheet.total?.currency ?? currency ?? '');
  const review: ReviewReason[] = [];
  if (found.number === null) review.push({ code: 'no-number' });
  if (!sums?.total) review.push({ code: 'no-total' });
  if (!choice || choice.items.length === 0) review.push({ code: 'no-items' });
  if (choice && sums?.total && choice.items.length > 0 && !choice.solution) {
    review.push({ code: 'sum-mismatch', detail: mismatch(choice, sums, sums.total) });
  }
  if (choice?.solution && choice.isDoubted && sums?.total) {
    const told = `there is more text below the total of ${moneyToDecimal(sums.total)}`;
    review.push({ code: 'sum-mismatch', detail: told });
  }
  if (found.isCurrencyGuessed && review.every(({ code }) => code !== 'no-total')) {
    review.push({
      code: 'sum-mismatch',
      detail: `the mail has no currency; ${currency} is assumed`,
    });
  }
  if (found.areCommasDoubted) {
    review.push({
      code: 'sum-mismatch',
      detail: 'the commas in the mail’s amounts are ambiguous',
    });
  }
  if (found.otherCurrencies) {
    const named = found.otherCurrencies.join(', ');
    review.push({
      code: 'sum-mismatch',
      detail: `the amounts of the mail are in ${named}, not in ${currency}`,
    });
  }
  const content: OrderContent = {
    number: found.number ?? '',
    ...(found.placedAt !== null && { placedAt: found.placedAt }),
    ...(currency !== null && !found.isCurrencyGuessed && { currency }),
    ...(sums?.total && { total: sums.total }),
    ...(sums?.subtotal && { subtotal: sums.subtotal }),
    ...(sums?.delivery && { deliveryFee: sums.delivery }),
    ...(sums?.discount && { discount: sums.discount }),
    ...(sums?.tax && { tax: sums.tax }),
    ...(sums?.taxIncluded && { taxIncluded: true }),
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
  return { content, review, confidence: confidenceOf(found, choice, sums), fit: choice?.fit ?? 0 };
}

/** `97.25 + 7.99 − 5.00 = 100.24, the mail says 120.21`. */
function mismatch({ items, lines }: Choice, sums: ToldSums, total: Money): string {
  if (items.some((item) => item.amount === null && item.unit === null)) {
    return `not every item has a price, the mail says ${moneyToDecimal(total)}`;
  }
  const parts = [
    sums.delivery,
    ...sums.fees.map((fee) => fee.amount),
    sums.tip,
    sums.taxIncluded ? null : sums.tax,
  ].filter((part) => part !== null);
  const sum = sumText({ minor: lines, currency: total.currency }, parts, sums.discount);
  return `${sum}, the mail says ${moneyToDecimal(total)}`;
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

function confidenceOf(found: Found, choice: Choice | null, sums: ToldSums | null): Confidence {
  const words = found.certainty;
  const amounts = choice?.solution && !choice.isDoubted ? 0.97 : 0.5;
  const { contact, sure } = found;
  return {
    ...(found.number !== null && { number: sure?.number ?? words }),
    ...(found.placedAt !== null && { placedAt: sure?.placedAt ?? words }),
    ...(contact.customerName !== undefined && { customerName: sure?.customerName ?? words }),
    ...(contact.phone !== undefined && { phone: sure?.phone ?? words }),
    ...(contact.email !== undefined && { email: sure?.email ?? words }),
    ...(contact.recipientName !== undefined && { recipientName: sure?.recipientName ?? words }),
    ...(contact.recipientPhone !== undefined && { recipientPhone: sure?.recipientPhone ?? words }),
    ...(contact.address !== undefined && { address: sure?.address ?? words }),
    ...(choice && choice.items.length > 0 && { items: amounts }),
    ...(sums?.subtotal && { subtotal: amounts }),
    ...(sums?.delivery && { deliveryFee: amounts }),
    ...(sums?.discount && { discount: amounts }),
    ...(sums?.tax && { tax: amounts }),
    ...(sums?.tip && { tip: amounts }),
    ...(sums && sums.fees.length > 0 && { fees: amounts }),
    ...(sums?.total && { total: amounts }),
    ...(found.currency !== null && !found.isCurrencyGuessed && { currency: 0.9 }),
    ...(found.note !== null && { note: sure?.note ?? words }),
  };
}
