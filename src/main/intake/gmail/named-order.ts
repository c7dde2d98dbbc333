import type { OrderId } from '../../../shared/ids.ts';

type Numbered = { readonly id: OrderId; readonly number: string };

/**
 * The one order whose number stands as a whole token in these texts; null when none does, or several do: then nobody
 * knows which one is meant. A number of a few digits is like any amount: it has to be called a number.
 */
export function namedOrder(orders: readonly Numbered[], texts: readonly string[]): OrderId | null {
  const text = texts.join('\n').toLowerCase();
  const named = new Set<OrderId>();
  for (const { id, number } of orders) {
    const wanted = number.toLowerCase();
    if (text.includes(wanted) && tokenOf(wanted).test(text)) named.add(id);
  }
  const [only] = named;
  return only !== undefined && named.size === 1 ? only : null;
}

function tokenOf(number: string): RegExp {
  const escaped = number.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const isShort = /^\d{1,3}$/.test(number) || number.length < 3;
  const before = isShort ? '(?:#|№|\\bno\\.?|nr\\.?)\\s*' : '(?<![\\p{L}\\p{N}_/-]|[\\p{N}][.,:])';
  return new RegExp(`${before}${escaped}(?![\\p{L}\\p{N}_/-]|[.,:]\\p{N})`, 'u');
}
