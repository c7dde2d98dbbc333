import type { Mode } from '../../shared/mode.ts';
import { savedNamesIn } from './saved-names.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const root = 'orderbell.note.';
const keyRoot = 'orderbell.note-key.';
type OfShops = { readonly [M in Mode]: string };
/** Orders and customers of the sample shop are none of the shop's: each keeps its own. */
const ofOrders: OfShops = { shop: 'order.', sample: 'sample-order.' };
const ofCustomers: OfShops = { shop: 'customer.', sample: 'sample-customer.' };
/** Where the note on an order is kept. */
export const orderNoteName = (mode: Mode, order: string): string => `${ofOrders[mode]}${order}`;
/** Where the note on a customer is kept. */
export const customerNoteName = (mode: Mode, customer: string): string => `${ofCustomers[mode]}${customer}`;

const ofLinks = 'link.';
/** What is typed to go with a pay link. */
export const linkFields = ['messenger', 'to', 'subject', 'mail'] as const;
export type LinkField = (typeof linkFields)[number];
/** Where is kept what was typed for a customer, to go with their pay link. */
export const linkTextName = (draft: string, field: LinkField): string => `${ofLinks}${field}.${draft}`;

/** What was typed for an order or a customer and not saved yet: it waits in this window while others are looked at. */
export function createKeptNote(storage: Store, name: string) {
  const place = `${root}${name}`;
  const keyPlace = `${keyRoot}${name}`;
  return {
    /** Names what is typed for as long as it stays so: sent again after its answer was lost, it is known by it. */
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

/** The orders of one shop a note is kept on. */
export const notedOrders = (storage: Storage, mode: Mode): readonly string[] =>
  savedNamesIn(storage, `${root}${ofOrders[mode]}`);

/** The customers of one shop a note is kept on. */
export const notedCustomers = (storage: Storage, mode: Mode): readonly string[] =>
  savedNamesIn(storage, `${root}${ofCustomers[mode]}`);

const noteNames = (storage: Storage, mode: Mode): readonly string[] => [
  ...notedOrders(storage, mode).map((order) => orderNoteName(mode, order)),
  ...notedCustomers(storage, mode).map((customer) => customerNoteName(mode, customer)),
];

/** Whether a note on an order or a customer of one shop waits to be saved. */
export const hasNotes = (storage: Storage, mode: Mode): boolean =>
  noteNames(storage, mode).some((name) => createKeptNote(storage, name).read().trim() !== '');

/** The draft orders whose links words are kept for, of both shops. */
export const wordedLinks = (storage: Storage): readonly string[] => [
  ...new Set(savedNamesIn(storage, `${root}${ofLinks}`).map((name) => name.slice(name.indexOf('.') + 1))),
];

/** Removes what was typed to go with a pay link. */
export function forgetLinkTexts(storage: Storage, draft: string): void {
  for (const field of linkFields) {
    createKeptNote(storage, linkTextName(draft, field)).write('');
  }
}

/** Removes the notes on orders and customers of the sample shop, which was removed with them. */
export function forgetSampleNotes(storage: Storage): void {
  for (const name of noteNames(storage, 'sample')) createKeptNote(storage, name).write('');
}
