import type { OrderId } from '../../../shared/ids.ts';
import type { NumberedOrder } from '../../orders-port.ts';

/**
 * The orders whose numbers stand as whole tokens in these texts, of those with one number the first. A number of a few digits is like any amount: it has to be
 * called a number.
 */
export function namedOrders(orders: readonly NumberedOrder[], texts: readonly string[]): readonly OrderId[] {
  const text = texts.join('\n').toLowerCase();
  const named = new Map<string, OrderId>();
  for (const { id, number } of orders) {
    const wanted = number.toLowerCase();
    if (!named.has(wanted) && text.includes(wanted) && tokenOf(wanted).test(text)) named.set(wanted, id);
  }
  return [...named.values()];
}

function tokenOf(number: string): RegExp {
  const escaped = number.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const isShort = /^\d{1,3}$/.test(number) || number.length < 3;
  const before = isShort ? '(?:#|№|\\bno\\.?|nr\\.?)\\s*' : '(?<![\\p{L}\\p{N}_/-]|[\\p{N}][.,:])';
  return new RegExp(`${before}${escaped}(?![\\p{L}\\p{N}_/-]|[.,:]\\p{N})`, 'u');
}
