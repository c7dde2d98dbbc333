import { z } from 'zod';
import type { OrderId, SubscriberId } from '../ids.ts';
import type { Order, OrderContent } from '../order.ts';
import { namesAgree } from './names-agree.ts';
import { ownEmail, ownPhones } from './own-contact.ts';

const words = z.array(z.string()).readonly();

/** The identifying data of an order's customer. */
export type Told = {
  /** Verified contacts: `tel:+380671234567`, `mail:a@b.example`, sorted. */
  readonly own: readonly string[];
  /** `shopify:123`, `messenger:42`: equal hints suggest the same customer, but do not link them. */
  readonly hints: readonly string[];
  /** The phonetic forms of the words of the name, sorted; empty without a name. */
  readonly name: readonly string[];
};

/** Orders with the same data share one card, and a card is never split. Equal own keys link two cards automatically. */
export type Card = Told & { readonly key: string };

/**
 * @param soundsOf returns the phonetic forms of the words of a name, in any alphabet
 * @returns null for an order without a customer: in quarantine, a test, a part of another order, erased, or without name, phone
 * and e-mail
 */
export function toldOf(order: Order, soundsOf: (name: string) => readonly string[]): Told | null {
  const { customer, test } = order.content;
  if (order.quarantined || test === true || order.partOf || order.erased) return null;
  const own = ownKeys(customer);
  const name = [...new Set(soundsOf(customer.name ?? ''))].toSorted();
  if (own.length === 0 && name.length === 0 && !customer.phone && !customer.email) return null;
  const isShopify = order.source === 'shopify' || order.source === 'manual';
  const account = isShopify && /^\d+$/.test(customer.id ?? '') ? (customer.id ?? null) : null;
  const hints = [
    ...(account === null ? [] : [accountKey(account)]),
    ...(order.subscriberId === undefined ? [] : [messengerHint(order.subscriberId)]),
  ];
  return { own, name, hints };
}

/** The contacts that identify a customer. */
export function ownKeys({
  phone,
  email,
}: Pick<OrderContent['customer'], 'phone' | 'email'>): readonly string[] {
  const own = ownEmail(email);
  const phones = ownPhones(phone).map((one) => `tel:${one}`);
  return [...phones, ...(own === null ? [] : [`mail:${own}`])].toSorted();
}

/** @param id Shopify's, in digits */
export const accountKey = (id: string): string => `shopify:${id}`;

/** @param id of the customer the order was sold to in Messenger */
export const messengerHint = (id: SubscriberId): string => `messenger:${id}`;

/** @param isShared whether a phone or e-mail occurs on too many orders of others to identify one customer */
export function cardOf(id: OrderId, told: Told, isShared: (key: string) => boolean): Card {
  const own = told.own.filter((key) => !isShared(key));
  // an order without contacts is a separate customer each time
  const key = JSON.stringify([own, told.name, told.hints, ...(own.length === 0 ? [id] : [])]);
  return { ...told, own, key };
}

const keySchema = z.tuple([words, words, words]).rest(z.string());

export function cardOfKey(key: string): Card {
  const [own, name, hints] = keySchema.parse(JSON.parse(key));
  return { key, own, name, hints };
}

/** Shopify's id of the customer; undefined if the order has none. */
export const accountOf = ({ hints }: Pick<Told, 'hints'>): string | undefined =>
  hints.find((hint) => hint.startsWith('shopify:'));

/** With more different names than this, a phone or e-mail is shared, such as by a courier, a shop or an office. */
const mostNames = 3;
/** With more spellings of a name than this, a contact counts as shared, so that they need not be compared. */
export const mostWritings = 100;

/** Whether a contact is shared, by the names on its orders. */
export function isSharedBy(names: readonly (readonly string[])[]): boolean {
  if (names.length > mostWritings) return true;
  // longest names first: each name that agrees with none before it is another customer
  const others: (readonly string[])[] = [];
  const fullest = names.toSorted((a, b) => b.length - a.length || (a.join(' ') < b.join(' ') ? -1 : 1));
  for (const name of fullest) {
    if (name.length > 0 && !others.some((known) => namesAgree(known, name))) others.push(name);
    if (others.length > mostNames) return true;
  }
  return false;
}
