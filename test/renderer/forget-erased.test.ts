// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { forgetErased } from '../../src/renderer/order-form/forget-erased.ts';
import { createKeptForm, editName } from '../../src/renderer/order-form/kept-form.ts';
import { emptyForm } from '../../src/renderer/order-form/values.ts';
import { inputSchemas } from '../../src/shared/contract.ts';
import { pageClient } from './page-client.ts';

const storage = window.localStorage;
const places = (): readonly string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').toSorted();

/** A desk that knows some orders, of which some are those of an erased customer. */
const clientOf = (orders: { readonly [id: string]: 'erased' | 'known' }) =>
  pageClient({
    async call(name, input) {
      const { id } = inputSchemas['orders.get'].parse(input);
      const known = name === 'orders.get' ? orders[id] : undefined;
      if (known === undefined) return { ok: false, error: { kind: 'not-found', message: `no order ${id}` } };
      return { ok: true, value: { order: { id, ...(known === 'erased' && { erased: true }) } } };
    },
    on: () => () => {},
  });

beforeEach(() => storage.clear());

it('leaves nothing on this computer of what was typed into the order of an erased customer, and all else', async () => {
  for (const name of [editName('manual:a'), editName('manual:b'), editName('manual:c'), 'manual-order']) {
    createKeptForm(storage, name).write(emptyForm(crypto.randomUUID()), 1);
  }
  await forgetErased(storage, clientOf({ 'manual:a': 'erased', 'manual:b': 'known' }));
  expect(places()).toEqual([
    'orderbell.form.edit.manual:b',
    'orderbell.form.edit.manual:c',
    'orderbell.form.manual-order',
  ]);
});

it('removes what an earlier version kept for each version of an order, and of each form that was left', async () => {
  for (const place of ['edit.manual:a.3', 'edit.manual:a.3.left', 'manual-order.left']) {
    storage.setItem(`orderbell.form.${place}`, '{}');
  }
  storage.setItem('orderbell.preferences', '{}');
  await forgetErased(storage, clientOf({}));
  expect(places()).toEqual(['orderbell.preferences']);
});

it('asks once about a form that is left, and keeps that with the form', () => {
  const kept = createKeptForm(storage, 'manual-order');
  const form = emptyForm(crypto.randomUUID());
  kept.write(form, 1);
  expect([kept.isFirstLeave(form.key), kept.isFirstLeave(form.key)]).toEqual([true, false]);
  kept.write({ ...form, note: 'x' }, 2);
  expect(kept.isFirstLeave(form.key)).toBe(false);
  expect(places()).toEqual(['orderbell.form.manual-order']);
});
