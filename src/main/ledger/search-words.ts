import type { Order } from '../../shared/order.ts';
import { isDone } from '../../shared/order.ts';
import type { OrderChoice } from '../../shared/order-filter.ts';
import { isPhoneWriting, phonesIn, withoutAreaSlashes } from '../../shared/phone.ts';
import { foldText } from '../../shared/plain-words.ts';
import type { InboxView } from '../../shared/views.ts';

const word = /[\p{L}\p{N}]+/gu;
const longestWord = 60;
const mostWords = 500;

export const wordsOf = (text: string): readonly string[] =>
  (foldText(text).match(word) ?? []).map((found) => found.slice(0, longestWord));

/** A code such as `DS-1042` is found by its parts and by `ds1042`. */
export function codeWords(code: string): readonly string[] {
  const parts = wordsOf(code);
  return parts.length > 1 ? [...parts, parts.join('').slice(0, longestWord)] : parts;
}

const wholeCode = (code: string): string => wordsOf(code).join('').slice(0, longestWord);

/** The digits of each phone in a text, as it is stored: a valid one has its country in front. */
export function phoneKeys(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return phonesIn(text)
    .map((part) => part.replace(/\D/g, '').replace(/^00/, '').slice(0, 20))
    .filter((digits) => digits.length >= 7);
}

/** Every ending of a number, so that a prefix search finds it from the country, the area or the middle. */
export const phoneWords = (text: string | undefined): readonly string[] =>
  phoneKeys(text).flatMap((key) => Array.from({ length: key.length - 3 }, (_, start) => key.slice(start)));

/** What an order can be found by, as words with spaces between. */
export function orderWords({ content, sourceId, copy, tags = [] }: Order): string {
  const { customer, recipient, items, number, wanted } = content;
  const [year = '', month = '', day = ''] = wanted?.date?.split('-') ?? [];
  const words = [
    ...codeWords(number),
    // the order number of the Shopify copy, which the customer may use
    ...codeWords(copy?.number ?? ''),
    ...wordsOf(sourceId),
    ...phoneWords(customer.phone),
    ...phoneWords(recipient?.phone),
    ...wordsOf(
      [customer.name, customer.email, recipient?.name, ...items.map(({ title }) => title)].join('\n'),
    ),
    // `2026-11-25` and `25.11.2026`, and how they begin
    ...(wanted?.date ? [`${year}${month}${day}`, `${day}${month}${year}`] : []),
    ...items.flatMap(({ sku }) => (sku === undefined ? [] : codeWords(sku))),
    ...(content.tracking ?? []).flatMap(codeWords),
    ...wordsOf(tags.join('\n')),
  ];
  return [...new Set(words)].slice(0, mostWords).join(' ');
}

/**
 * Filter tokens of an order, stored in the search index so that a filter needs no look at the row. A mark begins with a colon, so
 * that no word search matches it.
 */
export function orderMarks(order: Order): string {
  const marks = [`:from:${order.source}`];
  const number = wholeCode(order.content.number);
  if (number !== '') marks.push(`:no:${number}`);
  if (order.partOf) return marks.join(' '); // it is found and counted as its whole
  if (order.quarantined) {
    if (isOpen(order)) marks.push(':is:quarantine');
  } else {
    if (order.status === 'new') marks.push(':is:new');
    if (isOpen(order)) marks.push(':is:open');
    if (order.needsReview) marks.push(':is:review');
  }
  return [...marks, ...customerMarks(order)].join(' ');
}

/** Tokens that the orders of one customer share: the normalized phone and the e-mail. */
function customerMarks({ content: { customer } }: Order): readonly string[] {
  const email = customer.email?.trim().toLowerCase();
  return [
    ...phoneKeys(customer.phone).map((key) => `:tel:${key}`),
    // other characters are replaced by their code, so that the address stays one token
    ...(email ? [`:mail:${email.replace(/[^a-z0-9]/gu, (sign) => `-${sign.codePointAt(0)}-`)}`] : []),
  ];
}

/** @returns null when the order names no customer to look for */
export function customerQuery(order: Order): string | null {
  const marks = customerMarks(order).map((mark) => `"${mark}"`);
  return marks.length === 0 ? null : `marks : (${marks.join(' OR ')})`;
}

export const isOpen = ({ status }: Pick<Order, 'status'>): boolean => !isDone(status);

type Named = { readonly title: string; readonly sku: string; readonly barcode: string };

/** Search words of a variant, or of a product with all its variants. */
export const variantWords = (...variants: readonly Named[]): string => {
  const words = variants.flatMap(({ title, sku, barcode }) => [
    ...wordsOf(title),
    ...codeWords(sku),
    ...codeWords(barcode),
  ]);
  return [...new Set(words)].slice(0, mostWords).join(' ');
};

/**
 * Builds the FTS5 query for the typed text. Terms contain only letters and digits and are quoted, so that no input becomes an
 * operator.
 * @returns null when the text has no searchable term
 */
export function wordsQuery(text: string): string | null {
  const terms = termsOf(foldText(text)).slice(0, 12);
  return terms.length === 0 ? null : terms.map(termQuery).join(' AND ');
}

type OrdersQuery = {
  readonly match: string;
  /** False when the query has only a view of a source, whose total is cached. */
  readonly typed: boolean;
  /** Whether `match` expresses the whole filter, so that no row has to be read. */
  readonly covers: boolean;
  /** An extra condition for orders with exactly the typed number; they come before phones that contain it. */
  readonly exact: string | null;
};

/** @returns null for a list that the rows' own indexes serve: no text, and only a view or a source */
export function ordersQuery(choice: OrderChoice): OrdersQuery | null {
  const { text, only: { sources = [] } = {}, view } = choice;
  const words = wordsQuery(text);
  const from = sources.map((source) => `":from:${source}"`).join(' OR ');
  const marks = [
    ...(sources.length === 0 ? [] : [`marks : (${from})`]),
    ...(isMarked(view) ? [`marks : ":is:${view}"`] : []),
  ];
  const covers = isPlain(choice);
  if (words === null) {
    if (!covers || marks.length < 2) return null;
    return { match: marks.join(' AND '), typed: false, covers, exact: null };
  }
  const code = wholeCode(text);
  return {
    match: [`words : (${words})`, ...marks].join(' AND '),
    typed: true,
    covers,
    exact: /\d/.test(code) ? `marks : ":no:${code}"` : null,
  };
}

type PlainView = 'all' | 'new' | 'quarantine';

/**
 * Whether the filter has only sources and a view that does not depend on the time. In other views, snoozed orders and orders for
 * another day change without a write.
 */
export function isPlain<C extends OrderChoice>(choice: C): choice is C & { readonly view: PlainView } {
  const { view, only = {}, span } = choice;
  const { sources: _sources, ...others } = only;
  const isUnfiltered = span === undefined && Object.values(others).every((value) => value === undefined);
  return isUnfiltered && (view === 'all' || view === 'new' || view === 'quarantine');
}

const isMarked = (view: InboxView): boolean =>
  view === 'new' || view === 'open' || view === 'review' || view === 'quarantine';

/** Splits into words; adjacent groups of digits form one term, as in `+38 (067) 123`. */
export function termsOf(folded: string): readonly (readonly string[])[] {
  const text = withoutAreaSlashes(folded);
  const terms: string[][] = [];
  let end = 0;
  for (const match of text.matchAll(word)) {
    const between = text.slice(end, match.index);
    const before = terms.at(-1);
    const together = isPhoneWriting(between) && isDigits(match[0]) && before?.every(isDigits);
    if (before && together) before.push(match[0]);
    else terms.push([match[0]]);
    end = match.index + match[0].length;
  }
  return terms;
}

function termQuery(parts: readonly string[]): string {
  const each = parts.map(prefix).join(' AND ');
  const phones = parts.every(isDigits) ? phoneQueries(parts.join('')).map(prefix) : [];
  return anyOf([...new Set([parts.length > 1 ? `(${each})` : each, ...phones])]);
}

/** An FTS5 query that matches any of these terms; needs at least one. */
export const anyOf = (ways: readonly string[]): string =>
  ways.length > 1 ? `(${ways.join(' OR ')})` : ways.join();

/** Prefixes in the index for a phone number that is being typed. */
export function phoneQueries(digits: string): readonly string[] {
  if (digits.length < 3) return [];
  const withoutZero = digits.replace(/^00?/, '');
  return [digits, withoutZero, digits.length >= 10 ? digits.slice(-9) : ''].filter((way) => way.length >= 3);
}

export const isDigits = (text: string): boolean => /^\d+$/.test(text);
export const prefix = (text: string): string => `"${text.slice(0, longestWord)}"*`;
