import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKeptForm } from '../../../src/renderer/components/order-form/saved-form.ts';
import { valuesOfForm } from '../../../src/renderer/components/order-form/values-of-form.ts';
import { CustomOrderPage } from '../../../src/renderer/features/payment-links/form/index.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { DraftState } from '../../../src/shared/draft.ts';
import type { DraftOrderForm } from '../../../src/shared/forms.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { isSameForm, keyTaken } from '../../../src/shared/same-form.ts';
import type { DraftDetail } from '../../../src/shared/views.ts';
import { draftRow } from '../../support/drafts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

const person = '24500000000000001';
const olena = draftOrderFormSchema.parse({
  key: '0b8f3c1e-5f1d-4a43-9a53-6a53f0a1c9d1',
  currency: 'UAH',
  items: [{ title: 'Bouquet', quantity: 1, unitPrice: '640.50' }],
  customer: { name: 'Olena', phone: '', email: '' },
});

/** An app that cannot reach Shopify: what it makes is `creating`, until the test changes it. */
function setUp() {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const made: DraftOrderForm[] = [];
  const fate: { state: DraftState } = { state: 'creating' };
  const row = ({ key, customer }: DraftOrderForm) =>
    draftRow({ id: draftIdSchema.parse(key), state: fate.state, customerName: customer.name ?? '' });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'drafts.get') {
        const { id } = inputSchemas['drafts.get'].parse(input);
        const form = made.find(({ key }) => key === id);
        if (!form) return { ok: false, error: { kind: 'not-found', message: `no ${id}` } };
        const suggestion = { text: '', subject: '', email: '' };
        const value: DraftDetail = {
          draft: row(form),
          timeline: [],
          form,
          suggestion,
          person: null,
          replaces: null,
          replacedBy: null,
        };
        return { ok: true, value };
      }
      if (name !== 'drafts.create') return fake.bridge.call(name, input);
      const form = inputSchemas['drafts.create'].parse(input);
      const known = made.find(({ key }) => key === form.key);
      if (known && !isSameForm(known, form)) {
        const { kind, message, field = '', fix = '' } = keyTaken('Bouquet');
        return { ok: false, error: { kind, message, field, fix } };
      }
      if (!known) made.push(form);
      return { ok: true, value: row(form) };
    },
  };
  return { bridge, made, fate };
}

let end = (): void => {};

async function open({ bridge }: ReturnType<typeof setUp>, address: string) {
  window.location.hash = address;
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<CustomOrderPage />));
  return { user: userEvent.setup(), stores };
}
function close(): void {
  cleanup();
  end();
}

const keep = (name: string, form: DraftOrderForm): void =>
  createKeptForm(window.localStorage, 'sample', name).write(valuesOfForm(form, form.key), 1);
const submit = () => screen.findByRole('button', { name: /Create link/ });
const name = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });

beforeEach(() => window.localStorage.clear());
afterEach(close);

it('opens an empty form after a pending link, correctable after refusal', async () => {
  const shop = setUp();
  keep('custom-order', olena);
  const { user, stores } = await open(shop, '#/custom-order');
  await user.click(await submit());
  await waitFor(() => expect(stores.route.getState().params).toEqual({ draft: olena.key }));
  expect(window.localStorage.getItem('orderbell.sample-form.custom-order')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'New payment link' }));
  expect((await name()).value).toBe('');
  await fillIn(user, await name(), 'Ivan');
  close();

  shop.fate.state = 'failed';
  const again = await open(shop, `#/custom-order?draft=${olena.key}`);
  await again.user.click(await screen.findByRole('button', { name: 'Edit the form' }));
  await waitFor(async () => expect((await name()).value).toBe('Olena'));
});

it.each(['', person])('never restores a form that became a draft order (person %j)', async (of) => {
  const shop = setUp();
  shop.made.push(olena);
  keep(of === '' ? 'custom-order' : `custom-order.${of}`, olena);
  await open(shop, of === '' ? '#/custom-order' : `#/custom-order?person=${of}`);
  await submit();
  expect(screen.queryByDisplayValue('Bouquet')).toBeNull();
  expect(screen.queryByText(/Everything you typed is here/)).toBeNull();
});

it('makes another link from an edited form after the notice', async () => {
  const shop = setUp();
  shop.made.push(olena);
  keep('custom-order', { ...olena, customer: { name: 'Ivan' } });
  const { user, stores } = await open(shop, '#/custom-order');
  expect((await name()).value).toBe('Ivan');
  await user.click(await submit());
  await screen.findByText('Bouquet was created from this form before it was changed');
  expect(shop.made).toHaveLength(1);
  expect((await name()).value).toBe('Ivan');
  await user.click(await submit());
  await waitFor(() => expect(stores.route.getState().params).toMatchObject({ draft: shop.made[1]?.key }));
  expect(shop.made.map(({ customer }) => customer.name)).toEqual(['Olena', 'Ivan']);
});

it('brings back the form that Shopify refused, to be corrected', async () => {
  const shop = setUp();
  shop.made.push(olena);
  shop.fate.state = 'failed';
  keep('custom-order', olena);
  await open(shop, '#/custom-order');
  expect((await name()).value).toBe('Olena');
});
