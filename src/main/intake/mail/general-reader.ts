import type { Mail } from '../../../shared/reading.ts';
import type { Amount } from './amounts.ts';
import { hasDecimalComma, hasThousandths, inThousandths } from './amounts.ts';
import { withSumsApart } from './apart-rows.ts';
import type { Found } from './assemble.ts';
import { withCountsBeside } from './counts-above.ts';
import { currencyOf } from './currency-of.ts';
import { currencyGuessed } from './currency-of-place.ts';
import { findItems } from './find-items.ts';
import { withFlatRowsJoined } from './flat-rows.ts';
import { withAmounts } from './item-lines.ts';
import { readJsonLd } from './json-ld.ts';
import type { Layout } from './layout.ts';
import { isSamePerson } from './names.ts';
import type { Contact } from './read-contact.ts';
import type { FoundWords } from './read-words.ts';
import { readWords } from './read-words.ts';
import type { SumRow } from './sum-rows.ts';
import { sumRows } from './sum-rows.ts';

/** Parses an order mail without a template: by repeated rows, by words of eleven languages, and by sums that add up. */
export function findOrder(mail: Mail, layout: Layout): readonly Found[] {
  const apart = withCountsBeside(withSumsApart(layout));
  const joined = withFlatRowsJoined(apart);
  const markedUp = readJsonLd(layout.jsonLd);
  const named = currencyOf(layout, mail.subject, markedUp?.currency ?? null, mail.from);
  const currency = named ?? currencyGuessed(layout, mail.from);
  const monthFirst = writesMonthFirst(layout, currency);
  const read = readWords(mail, layout, monthFirst);
  const contact = withMarkedUp(read, markedUp?.customerName ?? null);
  const words = {
    ...read,
    number: read.number ?? markedUp?.number ?? null,
    placedAt: read.placedAt ?? markedUp?.placedAt ?? null,
    contact,
    currency,
    ...(named === null && currency !== null && { isCurrencyGuessed: true }),
    certainty: certain,
  };
  const found = [...new Set([apart, joined])].map((each): Found => {
    const sums = sumRows(each, named === null);
    const hasTotal = sums.some((row) => row.kind === 'total');
    return {
      ...words,
      itemSets: [...findItems(each), markedUp?.items ?? []],
      sums: hasTotal || !markedUp?.total ? sums : [...sums, markedUpTotal(markedUp.total)],
    };
  });
  return currency !== null && hasThousandths(currency) ? withThousandths(found, currency) : found;
}

/** Whether `04/05/2025` is in April in a mail of this currency. */
export const writesMonthFirst = (layout: Layout, currency: string | null): boolean =>
  currency === 'USD' || (mayWriteMonthFirst(currency) && hasTwelveHours(layout));

/** Parsed as decimals first; if only thousands add up (`1,250` and `250` make `1,500`), the numbers are whole. */
function withThousandths(found: readonly Found[], currency: string): readonly Found[] {
  const told = hasDecimalComma(currency) ? found : found.map(withCommasDoubted);
  const decimals = told.map((each) => ({
    ...each,
    itemSets: each.itemSets.map((set) => set.map((item) => withAmounts(item, inThousandths))),
    sums: each.sums.map((row) => ({ ...row, amount: inThousandths(row.amount) })),
  }));
  return [...decimals, ...told];
}

/** `1,250` and `1,500` make `2,750` as thousands and as thousandths. */
function withCommasDoubted(found: Found): Found {
  const named = found.sums.filter(({ kind, amount }) => kind !== 'other' && Number(amount.decimal) > 0);
  const areDoubted =
    named.length > 0 && named.every(({ amount }) => /^[1-9]\d{0,2},\d{3}$/.test(amount.printed));
  return areDoubted ? { ...found, areCommasDoubted: true } : found;
}

/** The name in the mark-up is the customer's; an unlabelled name with an address is then the shop's. */
function withMarkedUp({ contact, sure }: FoundWords, name: string | null): Contact {
  if (name === null) return contact;
  const { customerName } = contact;
  if (customerName === undefined) return { ...contact, customerName: name };
  const isGuessed = (sure.customerName ?? 0) < certain && (sure.address ?? 0) < certain;
  return isGuessed && !isSamePerson(customerName, name) ? withoutPlace(contact, name) : contact;
}
const certain = 0.8;

const withoutPlace = ({ email, recipientName, recipientPhone }: Contact, customerName: string): Contact => ({
  customerName,
  ...(email !== undefined && { email }),
  ...(recipientName !== undefined && { recipientName }),
  ...(recipientPhone !== undefined && { recipientPhone }),
});

const markedUpTotal = (amount: Amount): SumRow => ({
  at: Number.MAX_SAFE_INTEGER,
  label: 'total',
  kind: 'total',
  amount,
  included: false,
});

/** Currencies where, with a twelve-hour clock, dates are written both ways, or with the year first and the day last. */
const mayWriteMonthFirst = (currency: string | null): boolean =>
  currency === null || /^(?:CAD|PHP|PAB|BZD|KYD|JPY|CNY|KRW|TWD)$/.test(currency);

const hasTwelveHours = (layout: Layout): boolean =>
  layout.rows.some((row) =>
    row.cells.some((cell) => cell.lines.some((line) => /\d\s?[ap]\.?m\b/i.test(line))),
  );
