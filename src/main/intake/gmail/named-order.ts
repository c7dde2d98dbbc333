import type { OrderId } from '../../../shared/ids.ts';
import type { NumberedOrder } from '../../orders-port.ts';

/**
 * The orders whose numbers stand as whole tokens in these texts, of those with one number the first. A number of a few digits is like any amount: it has to be
 * called a number.
 */
export const namedOrders = (orders: readonly NumberedOrder[], texts: readonly string[]): readonly OrderId[] =>
  named(orders, texts, /^\d{1,3}$/);

/** The same for what must hit no other order: digits that may be a sum, a year or a postcode have to be called a number too. */
export const surelyNamed = (orders: readonly NumberedOrder[], texts: readonly string[]): readonly OrderId[] =>
  named(orders, texts, /^\d{1,5}$/);

function named(
  orders: readonly NumberedOrder[],
  texts: readonly string[],
  isLikeAny: RegExp,
): readonly OrderId[] {
  const text = texts.join('\n').toLowerCase();
  const found = new Map<string, OrderId>();
  for (const { id, number } of orders) {
    const wanted = number.toLowerCase();
    if (found.has(wanted) || !text.includes(wanted)) continue;
    if (tokenOf(wanted, isLikeAny.test(wanted) || wanted.length < 3).test(text)) found.set(wanted, id);
  }
  return [...found.values()];
}

const currency = '(?:[€$£₴₽₸]|(?<!\\p{L})(?:грн|руб|zł|eur|uah|usd|pln)(?!\\p{L}))';

function tokenOf(number: string, isToBeCalled: boolean): RegExp {
  const escaped = number.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const before = isToBeCalled
    ? '(?:#|№|\\bno\\.?|nr\\.?)\\s*'
    : `(?<![\\p{L}\\p{N}_/-]|[\\p{N}][.,:]|${currency}\\s?)`;
  // beside a currency it is an amount, unless that has an amount of its own
  const isNoSum = `(?!\\s?${currency}\\.?(?!\\s?\\d))`;
  return new RegExp(`${before}${escaped}(?![\\p{L}\\p{N}_/-]|[.,:]\\p{N})${isNoSum}`, 'u');
}
