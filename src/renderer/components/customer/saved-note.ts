import type { Mode } from '../../../shared/mode.ts';
import { savedNamesIn } from './saved-names.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const root = 'orderbell.note.';
const keyRoot = 'orderbell.note-key.';
type OfShops = { readonly [M in Mode]: string };
/** The sample shop and the real shop have separate storage. */
const ofOrders: OfShops = { shop: 'order.', sample: 'sample-order.' };
const ofCustomers: OfShops = { shop: 'customer.', sample: 'sample-customer.' };
/** The storage key of the note on an order. */
export const orderNoteName = (mode: Mode, order: string): string => `${ofOrders[mode]}${order}`;
/** The storage key of the note on a customer. */
export const customerNoteName = (mode: Mode, customer: string): string => `${ofCustomers[mode]}${customer}`;

const ofLinks = 'link.';
/** The text typed for a payment link. */
export const linkFields = ['messenger', 'to', 'subject', 'mail'] as const;
export type LinkField = (typeof linkFields)[number];
/** The storage key of the text typed for a customer's payment link. */
export const linkTextName = (draft: string, field: LinkField): string => `${ofLinks}${field}.${draft}`;

/** An unsaved note on an order or a customer: it stays in this window while others are viewed. */
export function createKeptNote(storage: Store, name: string) {
  const place = `${root}${name}`;
  const keyPlace = `${keyRoot}${name}`;
  return {
    /** Idempotency key of the text while it is unchanged: a retry after a lost answer is recognized. */
    key(): string {
      const key = storage.getItem(keyPlace) ?? crypto.randomUUID();
      storage.setItem(keyPlace, key);
      return key;
    },
    read: (): string => storage.getItem(place) ?? '',
    write(text: string): void {
      storage.removeItem(keyPlace);
      if (text === '') storage.removeItem(place);
      else storage.setItem(place, text);
    },
  };
}

/** The orders of one shop with an unsaved note. */
export const notedOrders = (storage: Storage, mode: Mode): readonly string[] =>
  savedNamesIn(storage, `${root}${ofOrders[mode]}`);

/** The customers of one shop with an unsaved note. */
export const notedCustomers = (storage: Storage, mode: Mode): readonly string[] =>
  savedNamesIn(storage, `${root}${ofCustomers[mode]}`);

const noteNames = (storage: Storage, mode: Mode): readonly string[] => [
  ...notedOrders(storage, mode).map((order) => orderNoteName(mode, order)),
  ...notedCustomers(storage, mode).map((customer) => customerNoteName(mode, customer)),
];

/** Whether one shop has an unsaved note on an order or a customer. */
export const hasNotes = (storage: Storage, mode: Mode): boolean =>
  noteNames(storage, mode).some((name) => createKeptNote(storage, name).read().trim() !== '');

/** The draft orders with a stored text, of both shops. */
export const wordedLinks = (storage: Storage): readonly string[] => [
  ...new Set(savedNamesIn(storage, `${root}${ofLinks}`).map((name) => name.slice(name.indexOf('.') + 1))),
];

/** Deletes the text typed for a payment link. */
export function forgetLinkTexts(storage: Storage, draft: string): void {
  for (const field of linkFields) {
    createKeptNote(storage, linkTextName(draft, field)).write('');
  }
}

/** Deletes the notes of the removed sample shop. */
export function forgetSampleNotes(storage: Storage): void {
  for (const name of noteNames(storage, 'sample')) createKeptNote(storage, name).write('');
}
