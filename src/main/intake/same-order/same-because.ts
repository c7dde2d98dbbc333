import { nameKey, phoneKey } from '../../../shared/contact-text.ts';
import { namesAgree } from '../../../shared/customer/names-agree.ts';
import type { Order, OrderContent, SameReason } from '../../../shared/order.ts';
import { momentOf } from '../../../shared/placed-at.ts';
import { linesLeft, piecesOf } from '../../../shared/remaining-quantity.ts';
import { nameWords } from '../../ledger/name-words.ts';

/** Orders further apart than this are different orders. */
const sameWithinMs = 3_600_000;

/** Cancelled, quarantined, test and part orders are not compared. */
export const canBeSame = ({ status, quarantined, partOf, content }: Order): boolean =>
  status !== 'cancelled' && !quarantined && partOf === undefined && content.test !== true;

/**
 * Why two orders may be one that was placed twice: the same customer, and the same items or total, within the hour, at two
 * sources. Empty where any of that is missing: one source numbers two orders because they are two. Pure.
 */
export function sameBecause(a: Order, b: Order): readonly SameReason[] {
  if (a.source === b.source || !canBeSame(a) || !canBeSame(b)) return [];
  if (Math.abs(momentOf(a) - momentOf(b)) > sameWithinMs) return [];
  const customer = sameCustomer(a.content.customer, b.content.customer);
  const bought = sameGoods(a.content, b.content);
  return customer.length === 0 || bought.length === 0 ? [] : [...customer, ...bought];
}

type Customer = OrderContent['customer'];

/** Colleagues at one office phone have names that do not agree. */
function sameCustomer(a: Customer, b: Customer): readonly SameReason[] {
  if (!namesAgree(nameWords(a.name ?? ''), nameWords(b.name ?? ''))) return [];
  const phone = phoneKey(a.phone);
  const email = emailKey(a.email);
  return [
    ...(phone !== null && phone === phoneKey(b.phone) ? (['phone'] as const) : []),
    ...(email !== '' && email === emailKey(b.email) ? (['email'] as const) : []),
  ];
}

const emailKey = (email: string | undefined): string => email?.trim().toLowerCase() ?? '';

function sameGoods(a: OrderContent, b: OrderContent): readonly SameReason[] {
  const items = itemsKey(a);
  const total = totalKey(a);
  return [
    ...(items !== '' && items === itemsKey(b) ? (['items'] as const) : []),
    ...(total !== null && total === totalKey(b) ? (['total'] as const) : []),
  ];
}

/** Remaining pieces and titles, in any order; without options, which differ between sources. */
const itemsKey = ({ items }: OrderContent): string =>
  linesLeft(items)
    .map((item) => `${piecesOf(item)} ${nameKey(item.title)}`)
    .toSorted()
    .join('\n');

const totalKey = ({ total }: OrderContent): string | null =>
  total === undefined || total.minor <= 0 ? null : `${total.currency} ${total.minor}`;
