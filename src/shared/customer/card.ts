import { z } from 'zod';
import type { OrderId, SubscriberId } from '../ids.ts';
import type { Order, OrderContent } from '../order.ts';
import { namesAgree } from './names-agree.ts';
import { ownEmail, ownPhones } from './own-contact.ts';

const words = z.array(z.string()).readonly();

/** What an order says of who made it. */
export type Told = {
  /** Verified: `tel:+380671234567`, `mail:a@b.example`, sorted. */
  readonly own: readonly string[];
  /** `shopify:123`, `messenger:42`: equal ones are worth a question, and tie nothing. */
  readonly hints: readonly string[];
  /** The sounds of the name's words, sorted; empty where no name was given. */
  readonly name: readonly string[];
};

/** Orders that say the same are of one card, and a card is never divided. Equal own keys tie two cards by themselves. */
export type Card = Told & { readonly key: string };

/**
 * @param soundsOf how the words of a name sound, in whatever alphabet
 * @returns null for an order that is nobody's: in quarantine, a test, told by another order, erased, or without any name,
 *   phone and e-mail
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

/** What a person can be known again by. */
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

/** @param id of whom the order was sold to in Messenger */
export const messengerHint = (id: SubscriberId): string => `messenger:${id}`;

/**
 * @param isShared whether a phone or an e-mail stands on too many others' orders to be anybody's own
 */
export function cardOf(id: OrderId, told: Told, isShared: (key: string) => boolean): Card {
  const own = told.own.filter((key) => !isShared(key));
  // who left nothing to be known by is somebody else each time
  const key = JSON.stringify([own, told.name, told.hints, ...(own.length === 0 ? [id] : [])]);
  return { ...told, own, key };
}

const keySchema = z.tuple([words, words, words]).rest(z.string());

/** The card that has this key. */
export function cardOfKey(key: string): Card {
  const [own, name, hints] = keySchema.parse(JSON.parse(key));
  return { key, own, name, hints };
}

/** Shopify's id of the customer; null where none was told. */
export const accountOf = ({ hints }: Pick<Told, 'hints'>): string | undefined =>
  hints.find((hint) => hint.startsWith('shopify:'));

/** More names than these under one phone or address, none of which agree: it is a courier's, a shop's, an office's. */
const mostNames = 3;
/** More ways of writing a name than these: the same, and nobody has to compare them. */
export const mostWritings = 100;

/** Whether a key is nobody's own, by the names on the orders that have it. */
export function isSharedBy(names: readonly (readonly string[])[]): boolean {
  if (names.length > mostWritings) return true;
  // by the fullest names: each that agrees with none before it is another one's
  const others: (readonly string[])[] = [];
  const fullest = names.toSorted((a, b) => b.length - a.length || (a.join(' ') < b.join(' ') ? -1 : 1));
  for (const name of fullest) {
    if (name.length > 0 && !others.some((known) => namesAgree(known, name))) others.push(name);
    if (others.length > mostNames) return true;
  }
  return false;
}
