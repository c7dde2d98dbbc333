import type { CustomerDetail } from '../../../shared/customer/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';
import type { Mode } from '../../../shared/mode.ts';
import { phoneDigits } from '../../../shared/phone.ts';
import type { Client } from '../../lib/client/client.ts';
import { createKeptForm, editedOrders, editName, keptForms } from '../order-form/saved-form.ts';
import type { FormValues } from '../order-form/values.ts';
import {
  createKeptNote,
  customerNoteName,
  forgetLinkTexts,
  notedCustomers,
  notedOrders,
  orderNoteName,
  wordedLinks,
} from './saved-note.ts';

/** Where a payment link's form is kept: one per person, so that two chats do not mix, and one without a person. */
export const linkName = (person: string): string =>
  person === '' ? 'custom-order' : `custom-order.${person}`;
/** Where the change of a payment link is kept: a refused one is corrected, a sent one is replaced. */
export const linkChangeName = (draft: string, replaces: boolean): string =>
  `custom-order.${replaces ? 'replaces' : 'again'}.${draft}`;

type Known = Pick<CustomerDetail, 'orders' | 'people' | 'drafts' | 'phones' | 'emails'>;

/** Deletes the half-filled forms of a shop that are about a customer erased there. */
export function forgetFormsOf(storage: Storage, mode: Mode, customer: Known): void {
  const { orders, people, drafts } = customer;
  const isAbout = formsAbout(customer);
  const names = [
    ...orders.map(({ id }) => editName(id)),
    ...people.map(({ subscriberId }) => linkName(subscriberId)),
    ...drafts.flatMap(({ id }) => [linkChangeName(id, true), linkChangeName(id, false)]),
    ...keptForms(storage, mode).filter((name) => {
      const values = createKeptForm(storage, mode, name).read()?.values;
      return values !== undefined && isAbout(values);
    }),
  ];
  for (const name of names) createKeptForm(storage, mode, name).clear();
}

/** Matches forms for a customer, or with their phone, e-mail or chat. */
function formsAbout({ people, phones, emails }: Known): (values: FormValues) => boolean {
  const known = new Set([
    ...phones.map(phoneKey),
    ...emails.map(emailKey),
    ...people.map(({ subscriberId }) => subscriberId),
  ]);
  known.delete(null);
  return ({ customer, chosen, subscriberId }) =>
    known.has(subscriberId) ||
    [customer, chosen?.filled].some(
      (one) => one && (known.has(phoneKey(one.phone)) || known.has(emailKey(one.email))),
    );
}

/** The last digits of a number, which all formats share. */
const phoneKey = (phone: string): string | null => {
  const digits = phoneDigits(phone);
  return digits.length < 7 ? null : digits.slice(-9);
};

const emailKey = (email: string): string | null => email.trim().toLowerCase() || null;

/**
 * Deletes unsaved input about the open shop's erased customers: now, and whenever any computer erases one.
 * @param onNotes called each time the notes have been checked
 */
export function followErasures(
  storage: Storage,
  notes: Storage,
  mode: Mode,
  client: Pick<Client, 'call' | 'on'>,
  onNotes: () => void,
): () => void {
  const forget = (): void => {
    void forgetErased(storage, mode, client);
    void forgetErasedNotes(notes, mode, client).then(onNotes);
  };
  forget();
  return client.on(({ kind }) => {
    if (kind === 'customers-changed') forget();
  });
}

/** Deletes unsaved notes and messages about erased customers of the open shop and their orders. */
async function forgetErasedNotes(notes: Storage, mode: Mode, client: Pick<Client, 'call'>): Promise<void> {
  for (const order of notedOrders(notes, mode)) {
    const id = orderIdSchema.parse(order);
    if (await isErased(id, client)) createKeptNote(notes, orderNoteName(mode, id)).write('');
  }
  for (const customer of notedCustomers(notes, mode)) {
    const id = orderIdSchema.parse(customer);
    if (await isErased(id, client)) createKeptNote(notes, customerNoteName(mode, id)).write('');
  }
  for (const draft of wordedLinks(notes)) {
    const detail = await client.call('drafts.get', { id: draftIdSchema.parse(draft) }).catch(() => null);
    // the link was deleted with its customer: it can no longer be sent
    if (detail !== null && detail.draft.invoiceUrl === null) forgetLinkTexts(notes, draft);
  }
}

/** Input stays while main does not answer or does not know. */
async function isErased(id: OrderId, client: Pick<Client, 'call'>): Promise<boolean> {
  const detail = await client.call('orders.get', { id }).catch(() => null);
  return detail?.order.erased === true;
}

/** Deletes half-filled forms about erased customers of the open shop, whichever computer erased them. */
export async function forgetErased(
  storage: Storage,
  mode: Mode,
  client: Pick<Client, 'call'>,
): Promise<void> {
  for (const order of editedOrders(storage, mode)) {
    const id = orderIdSchema.parse(order);
    if (await isErased(id, client)) createKeptForm(storage, mode, editName(id)).clear();
  }
  for (const name of keptForms(storage, mode)) {
    const kept = createKeptForm(storage, mode, name);
    if (await isOfErased(name, kept.read()?.values, client).catch(() => false)) kept.clear();
  }
}

/** By the person or draft order in the form's key, or by its customer. */
async function isOfErased(
  name: string,
  values: FormValues | undefined,
  client: Pick<Client, 'call'>,
): Promise<boolean> {
  const [, change, of] = /^custom-order\.(replaces\.|again\.)?(.+)$/.exec(name) ?? [];
  for (const said of [of, values?.subscriberId]) {
    const person = subscriberIdSchema.safeParse(said);
    if (person.success && (await client.call('customers.isErased', { person: person.data }))) return true;
  }
  if (change === undefined) return false;
  // its draft order was deleted with its customer: the change can no longer be opened
  return (await client.call('drafts.get', { id: draftIdSchema.parse(of) })).form === null;
}
