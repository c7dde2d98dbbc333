import type { Order } from '../order.ts';
import { ownEmail, ownPhones } from './own-contact.ts';

/** What an order says of who made it. Orders that say the same are of one card, and a card is never divided. */
export type Card = {
  readonly key: string;
  /** Verified: `tel:+380671234567`, `mail:a@b.example`. Equal ones tie two cards by themselves. */
  readonly own: readonly string[];
  /** `shopify:123`, `messenger:42`: equal ones are worth a question, and tie nothing. */
  readonly hints: readonly string[];
  /** The sounds of the name's words, sorted; empty where no name was given. */
  readonly name: readonly string[];
  /** Shopify's id of the customer. */
  readonly account: string | null;
};

/**
 * @param soundsOf how the words of a name sound, in whatever alphabet
 * @param country ISO 3166, of phones without a prefix
 * @returns null for an order that is nobody's: in quarantine, a test, told by another order, erased, or without any name,
 *   phone and e-mail
 */
export function cardOf(
  order: Order,
  soundsOf: (name: string) => readonly string[],
  country: string,
): Card | null {
  const { customer, test } = order.content;
  if (order.quarantined || test === true || order.partOf || order.erased) return null;
  const email = ownEmail(customer.email);
  const own = [
    ...ownPhones(customer.phone, country).map((phone) => `tel:${phone}`),
    ...(email === null ? [] : [`mail:${email}`]),
  ].toSorted();
  const name = [...new Set(soundsOf(customer.name ?? ''))].toSorted();
  if (own.length === 0 && name.length === 0 && !customer.phone && !customer.email) return null;
  const isShopify = order.source === 'shopify' || order.source === 'manual';
  const account = isShopify && /^\d+$/.test(customer.id ?? '') ? (customer.id ?? null) : null;
  const hints = [
    ...(account === null ? [] : [`shopify:${account}`]),
    ...(order.subscriberId === undefined ? [] : [`messenger:${order.subscriberId}`]),
  ];
  // who left nothing to be known by is somebody else each time
  const key = own.length === 0 ? `order:${order.id}` : JSON.stringify([own, name, hints]);
  return { key, own, hints, name, account };
}
