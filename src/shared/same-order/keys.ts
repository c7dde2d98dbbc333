import { homeCountry } from '../home-country.ts';
import { linesLeft, piecesOf } from '../left.ts';
import type { Order, OrderContent } from '../order.ts';
import { normalizePhone } from '../phone.ts';
import { plainWords } from '../plain-words.ts';
import { placeOf } from './address.ts';
import { shortHash } from './hash.ts';

/** Raise it when any key is made otherwise: every ledger then makes its keys anew when it is opened. */
export const sameRule = '6';

/** The names an order is found by when another may be the same: `t` phone, `a` door, `c` cart. */
export type SameKeys = {
  readonly phones: readonly string[];
  readonly door: string | null;
  readonly cart: string | null;
};

/** @returns null for what is hidden (`+380 67 *** ** 67`), too short, or no phone at all */
export function phoneKey(text: string | undefined): string | null {
  if (text === undefined || /[*•·…_?#]|[xхXХ]{2,}/u.test(text)) return null;
  return normalizePhone(text, homeCountry);
}

/** Who is named, whatever the order of the names. */
export const nameKey = (name: string | undefined): string =>
  [...new Set(plainWords(name ?? ''))].toSorted().join(' ');

/** Goods and pieces that are left, and total; null for an order that does not tell them whole. */
function cartKey({ items, total }: OrderContent): string | null {
  const left = linesLeft(items);
  if (left.length === 0 || total === undefined || total.minor <= 0) return null;
  const lines = left.map((item) => {
    const words = plainWords([item.title, ...item.options].join(' '));
    return `${piecesOf(item)} ${[...new Set(words)].toSorted().join(' ')}`;
  });
  return `${total.currency} ${total.minor}\n${lines.toSorted().join('\n')}`;
}

export function sameKeysOf({ content }: Pick<Order, 'content'>): SameKeys {
  const { customer, recipient, address } = content;
  const phones = [phoneKey(customer.phone), phoneKey(recipient?.phone)].filter((phone) => phone !== null);
  const door = placeOf(address)?.door ?? null;
  const cart = cartKey(content);
  return {
    phones: [...new Set(phones)].map((phone) => `t${shortHash(phone)}`),
    door: door === null ? null : `a${shortHash(door)}`,
    cart: cart === null ? null : `c${shortHash(cart)}`,
  };
}

export const keyList = ({ phones, door, cart }: SameKeys): readonly string[] => [
  ...phones,
  ...(door === null ? [] : [door]),
  ...(cart === null ? [] : [cart]),
];

/** Whom a key was seen with; empty when nobody was named. */
export function whoOf({ content: { customer } }: Pick<Order, 'content'>): string {
  const name = nameKey(customer.name);
  return name === '' ? '' : shortHash(name);
}
