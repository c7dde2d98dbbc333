import type { CustomerDetail } from '../../shared/customer/view.ts';
import type { OrderId } from '../../shared/ids.ts';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Mode } from '../../shared/mode.ts';
import { phoneDigits } from '../../shared/phone.ts';
import type { Client } from '../client/client.ts';
import {
  createKeptNote,
  customerNoteName,
  forgetLinkTexts,
  notedCustomers,
  notedOrders,
  orderNoteName,
  wordedLinks,
} from '../order-parts/saved-note.ts';
import { createKeptForm, editedOrders, editName, keptForms } from './saved-form.ts';
import type { FormValues } from './values.ts';

/** Where a pay link's form is kept: one for each person, so that two talks at once do not mix, and one for nobody. */
export const linkName = (person: string): string =>
  person === '' ? 'custom-order' : `custom-order.${person}`;
/** Where the change of a pay link is kept: one that was refused is corrected, one whose link is out is replaced. */
export const linkChangeName = (draft: string, replaces: boolean): string =>
  `custom-order.${replaces ? 'replaces' : 'again'}.${draft}`;

type Known = Pick<CustomerDetail, 'orders' | 'people' | 'drafts' | 'phones' | 'emails'>;

/** Removes the half-filled forms of a shop that are about a customer who was erased there. */
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

/** Tells the forms that are for a customer, or for somebody with their phone, e-mail or talk. */
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

/** The end of a number, which every writing of it has. */
const phoneKey = (phone: string): string | null => {
  const digits = phoneDigits(phone);
  return digits.length < 7 ? null : digits.slice(-9);
};

const emailKey = (email: string): string | null => email.trim().toLowerCase() || null;

/**
 * Forgets what is half-typed about the open shop's erased customers, now and whenever one is erased, at whichever computer.
 * @param onNotes each time the notes have been looked through
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

/** Removes what is half-typed on customers of the open shop and their orders, or to them, who were erased, wherever that was done. */
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
    // the link went with its customer: it can not be sent any more
    if (detail !== null && detail.draft.invoiceUrl === null) forgetLinkTexts(notes, draft);
  }
}

/** What main cannot say, or does not know, stays until it can. */
async function isErased(id: OrderId, client: Pick<Client, 'call'>): Promise<boolean> {
  const detail = await client.call('orders.get', { id }).catch(() => null);
  return detail?.order.erased === true;
}

/** Removes the half-typed forms that are about customers of the open shop who were erased, wherever that was done. */
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

/** By the person or the draft order that the form is named after, or by whom it says it is for. */
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
  // what it was made of went with its customer: nothing opens the change any more
  return (await client.call('drafts.get', { id: draftIdSchema.parse(of) })).form === null;
}
