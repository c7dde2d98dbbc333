import type { OrderId } from '../../../shared/ids.ts';
import type { NumberedOrder } from '../../orders-port.ts';

/**
 * The orders whose numbers occur as whole tokens in these texts; the first of those with the same number. A number of one to
 * three digits must be marked as a number (such as "#" or "No.").
 */
export const namedOrders = (orders: readonly NumberedOrder[], texts: readonly string[]): readonly OrderId[] =>
  named(orders, texts, /^\d{1,3}$/);

/** The same, stricter, where a wrong match does harm: digits that may be an amount, a year or a postcode must be marked too. */
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
  // a number next to a currency is an amount, unless the currency has another amount
  const isNoSum = `(?!\\s?${currency}\\.?(?!\\s?\\d))`;
  return new RegExp(`${before}${escaped}(?![\\p{L}\\p{N}_/-]|[.,:]\\p{N})${isNoSum}`, 'u');
}
