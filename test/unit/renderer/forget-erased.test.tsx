import { beforeEach, expect, it } from 'vitest';
import {
  followErasures,
  forgetErased,
  forgetFormsOf,
  linkChangeName,
  linkName,
} from '../../../src/renderer/components/customer/forget-erased.ts';
import {
  createKeptNote,
  customerNoteName,
  linkFields,
  linkTextName,
  notedCustomers,
  notedOrders,
  orderNoteName,
  wordedLinks,
} from '../../../src/renderer/components/customer/saved-note.ts';
import { createKeptForm, editName } from '../../../src/renderer/components/order-form/saved-form.ts';
import type { FormValues } from '../../../src/renderer/components/order-form/values.ts';
import { emptyForm } from '../../../src/renderer/components/order-form/values.ts';
import type { AppEvent, Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { personOf } from '../../support/people.ts';
import { pageClient } from './page-client.ts';
import { settle } from './page-clock.ts';

const storage = window.localStorage;
const places = (): readonly string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').toSorted();

/** An app with some orders, people and draft orders, of which some belong to an erased customer. */
const clientOf = (known: { readonly [id: string]: 'erased' | 'known' }, on: Bridge['on'] = () => () => {}) =>
  pageClient({
    async call(name, input) {
      if (name === 'customers.isErased') {
        return { ok: true, value: known[inputSchemas[name].parse(input).person] === 'erased' };
      }
      const { id } = inputSchemas['orders.get'].parse(input);
      const found = known[id];
      if (found === undefined)
        return { ok: false, error: { kind: 'not-found', message: `there is no ${id}` } };
      if (name === 'drafts.get') {
        const isErased = found === 'erased';
        const draft = { invoiceUrl: isErased ? null : 'https://pay.example/1' };
        return { ok: true, value: { form: isErased ? null : {}, draft } };
      }
      return { ok: true, value: { order: { id, ...(found === 'erased' && { erased: true }) } } };
    },
    on,
  });

const type = (name: string, values: Partial<FormValues> = {}): void =>
  createKeptForm(storage, 'shop', name).write({ ...emptyForm(crypto.randomUUID()), ...values }, 1);

beforeEach(() => {
  storage.clear();
  window.sessionStorage.clear();
});

it('deletes drafts on an erased customer’s order, and keeps others', async () => {
  for (const name of [editName('manual:a'), editName('manual:b'), editName('manual:c'), 'manual-order']) {
    createKeptForm(storage, 'shop', name).write(emptyForm(crypto.randomUUID()), 1);
  }
  await forgetErased(storage, 'shop', clientOf({ 'manual:a': 'erased', 'manual:b': 'known' }));
  expect(places()).toEqual([
    'orderbell.form.edit.manual:b',
    'orderbell.form.edit.manual:c',
    'orderbell.form.manual-order',
  ]);
});

it('deletes the drafts of a person erased at another computer', async () => {
  const known: { [id: string]: 'erased' | 'known' } = { 'draft-1': 'known', 'draft-2': 'known' };
  const connected = Promise.withResolvers<(event: AppEvent) => void>();
  type(linkName('7001'), { customer: { name: 'Olena', phone: '0671112233', email: '' } });
  type(linkName('7002'));
  type(linkName(''), { subscriberId: '7001' });
  type('manual-order', { subscriberId: '7002' });
  for (const draft of ['draft-1', 'draft-2', 'draft-3']) type(linkChangeName(draft, true));
  const before = places();
  const end = followErasures(
    storage,
    window.sessionStorage,
    'shop',
    clientOf(known, (listener) => {
      connected.resolve(listener);
      return () => {};
    }),
    () => {},
  );
  await settle();
  expect(places()).toEqual(before);
  Object.assign(known, { '7001': 'erased', 'draft-1': 'erased' });
  (await connected.promise)({ kind: 'customers-changed' });
  await settle();
  expect(places()).toEqual([
    'orderbell.form.custom-order.7002',
    'orderbell.form.custom-order.replaces.draft-2',
    'orderbell.form.custom-order.replaces.draft-3',
    'orderbell.form.manual-order',
  ]);
  end();
});

it('deletes drafts of an erased customer’s link', async () => {
  const notes = window.sessionStorage;
  for (const draft of ['draft-1', 'draft-2', 'draft-3']) {
    for (const field of linkFields) {
      createKeptNote(notes, linkTextName(draft, field)).write('Dear Anna');
    }
  }
  const end = followErasures(
    storage,
    notes,
    'shop',
    clientOf({ 'draft-1': 'erased', 'draft-2': 'known' }),
    () => {},
  );
  await settle();
  expect(wordedLinks(notes).toSorted()).toEqual(['draft-2', 'draft-3']);
  end();
});

it('deletes half-typed notes on an erased customer and their orders', async () => {
  const notes = window.sessionStorage;
  const [anna, borys, vira] = [orderIdOf('manual', 'a'), orderIdOf('manual', 'b'), orderIdOf('manual', 'c')];
  const known: { [id: string]: 'erased' | 'known' } = { [anna]: 'erased', [borys]: 'known', [vira]: 'known' };
  for (const mode of ['shop', 'sample'] as const) {
    for (const id of [anna, borys, vira])
      for (const name of [customerNoteName(mode, id), orderNoteName(mode, id)])
        createKeptNote(notes, name).write('Calls first');
  }
  const connected = Promise.withResolvers<(event: AppEvent) => void>();
  const client = clientOf(known, (listener) => {
    connected.resolve(listener);
    return () => {};
  });
  let noted: readonly string[] = [];
  const end = followErasures(storage, notes, 'shop', client, () => {
    noted = notedCustomers(notes, 'shop').toSorted();
  });
  await settle();
  expect(noted).toEqual([borys, vira]);
  expect(notedOrders(notes, 'shop').toSorted()).toEqual([borys, vira]);
  known[borys] = 'erased';
  (await connected.promise)({ kind: 'customers-changed' });
  await settle();
  expect(noted).toEqual([vira]);
  expect(notedOrders(notes, 'shop')).toEqual([vira]);
  expect(notedCustomers(notes, 'sample')).toHaveLength(3);
  expect(notedOrders(notes, 'sample')).toHaveLength(3);
  end();
});

it('deletes drafts for a customer erased here, however they were named', () => {
  const customer = { name: '', phone: '', email: '' };
  const chosen = {
    name: 'Olena',
    orders: 1,
    shopifyId: '',
    filled: { ...customer, address: '', subscriberId: '' },
  };
  const about: readonly Partial<FormValues>[] = [
    { customer: { ...customer, phone: '067 111 22 33' } },
    { customer: { ...customer, email: ' OLENA@example.com' } },
    { subscriberId: '7001' },
    { chosen: { ...chosen, filled: { ...chosen.filled, phone: '+380671112233' } } },
  ];
  const others: readonly Partial<FormValues>[] = [
    { customer: { name: 'Olena', phone: '0671112234', email: '' } },
    { chosen, subscriberId: '7002' },
    {},
  ];
  for (const [at, values] of about.entries()) type(`about-${at}`, values);
  for (const [at, values] of others.entries()) type(`other-${at}`, values);
  forgetFormsOf(storage, 'shop', {
    orders: [],
    drafts: [],
    people: [personOf('7001')],
    phones: ['+380671112233', '+380 67 *** ** 34'],
    emails: ['olena@example.com'],
  });
  expect(places()).toEqual(others.map((_, at) => `orderbell.form.other-${at}`));
});

it('keeps sample drafts when a customer of the shop is erased', async () => {
  const [phone, order] = ['+380671112233', 'manual:a'];
  const customer = { name: 'Olena', phone, email: '' };
  for (const mode of ['shop', 'sample'] as const) {
    const keep = (name: string): void =>
      createKeptForm(storage, mode, name).write({ ...emptyForm(crypto.randomUUID()), customer }, 1);
    for (const name of ['manual-order', linkName('7001'), editName(order)]) keep(name);
  }
  await forgetErased(storage, 'shop', clientOf({ [order]: 'erased', '7001': 'erased' }));
  forgetFormsOf(storage, 'shop', {
    orders: [],
    drafts: [],
    people: [personOf('7001')],
    phones: [phone],
    emails: [],
  });
  expect(places()).toEqual([
    'orderbell.sample-form.custom-order.7001',
    'orderbell.sample-form.edit.manual:a',
    'orderbell.sample-form.manual-order',
  ]);
});

it('asks once about a left form, and stores that with it', () => {
  const kept = createKeptForm(storage, 'shop', 'manual-order');
  const form = emptyForm(crypto.randomUUID());
  expect(kept.isFirstLeave(form.key)).toBe(false); // there is no draft that could be reported
  kept.write(form, 1);
  expect([kept.isFirstLeave(form.key), kept.isFirstLeave(form.key)]).toEqual([true, false]);
  kept.write({ ...form, note: 'x' }, 2);
  expect(kept.isFirstLeave(form.key)).toBe(false);
  expect(places()).toEqual(['orderbell.form.manual-order']);
});
