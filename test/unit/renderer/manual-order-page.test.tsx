import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualOrderPage } from '../../../src/renderer/features/manual-order/index.tsx';
import type { Bridge, ReplyError } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { isSameForm, keyTaken } from '../../../src/shared/same-form.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { hearKeys, makeWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

const peony = {
  variantId: 'gid://shopify/ProductVariant/1',
  productId: 'gid://shopify/Product/1',
  title: 'Peony Cloud',
  sku: 'FL-1',
  price: { minor: 89_050, currency: 'UAH' },
  stock: 3,
  available: true,
  imageUrl: null,
  productUrl: null,
};

/** The fake app, with a catalogue of one product and orders that are accepted or refused. */
function sellingBridge() {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const created: ReturnType<(typeof inputSchemas)['manual.create']['parse']>[] = [];
  const state: {
    refusal: ReplyError | null;
    held: Promise<void>;
    catalogue: Promise<void>;
    isSilent: boolean;
  } = {
    refusal: null,
    isSilent: false,
    held: Promise.resolve(),
    catalogue: Promise.resolve(),
  };
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'catalogue.search') {
        await state.catalogue;
        return { ok: true, value: [peony] };
      }
      if (name === 'manual.form') {
        const { id } = inputSchemas['manual.form'].parse(input);
        const form = created.find(({ key }) => orderIdOf('manual', key) === id);
        if (!form || state.isSilent) return { ok: false, error: { kind: 'not-found', message: `no ${id}` } };
        return { ok: true, value: { form, version: 1, number: 'M-7' } };
      }
      if (name !== 'manual.create') return fake.bridge.call(name, input);
      await state.held;
      if (state.refusal) return { ok: false, error: state.refusal };
      const form = inputSchemas['manual.create'].parse(input);
      const known = created.find(({ key }) => key === form.key);
      if (known && !isSameForm(known, form)) {
        const { kind, message, field = '', fix = '' } = keyTaken('M-7');
        return { ok: false, error: { kind, message, field, fix } };
      }
      if (!known) created.push(form);
      return { ok: true, value: { id: orderIdOf('manual', form.key) } };
    },
  };
  return { bridge, created, state };
}

let end = (): void => {};

async function open({ bridge }: { readonly bridge: Bridge }) {
  const { stores, hotkeys, around } = makeWindow(bridge);
  const endStores = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const endKeys = hearKeys(hotkeys);
  end = () => {
    endKeys();
    endStores();
  };
  render(around(<ManualOrderPage />));
  return { user: userEvent.setup(), stores };
}

const quantity = () => screen.getByRole('textbox', { name: 'Quantity of Peony Cloud' });
const picker = () => screen.getByRole('combobox', { name: 'Add a product' });
const describedBy = (field: HTMLElement): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = '#/manual-order';
});
afterEach(() => {
  cleanup();
  end();
});

describe('the form of an order written down by hand', () => {
  it('is filled by keyboard, and makes one order when submitted repeatedly', async () => {
    const selling = sellingBridge();
    const { user, stores } = await open(selling);

    await user.click(picker());
    await user.keyboard('peo');
    await screen.findByRole('option', { name: /Peony Cloud/ });
    await waitFor(() => expect(screen.getByRole('option', { name: /Add “peo”/ })).toBeDefined());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(quantity()));
    await user.keyboard('3{Enter}');
    expect(document.activeElement).toBe(picker());
    expect(screen.getAllByText('₴2,671.50')).not.toHaveLength(0);

    await fillIn(user, screen.getByRole('textbox', { name: 'Phone' }), '067 123 45 67');
    expect(await screen.findByText('+380671234567')).toBeDefined();
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}');

    await waitFor(() => expect(stores.route.getState().page).toBe('inbox'));
    expect(selling.created).toHaveLength(1);
    expect(selling.created[0]).toMatchObject({ items: [{ quantity: 3, unitPrice: '890.50' }] });
    expect(window.localStorage.getItem('orderbell.sample-form.manual-order')).toBeNull();
  });

  it('shows each fault at its field, and focuses the first', async () => {
    const selling = sellingBridge();
    const { user } = await open(selling);
    await user.click(screen.getByRole('button', { name: /Create order/ }));
    expect(document.activeElement).toBe(picker());
    expect(describedBy(picker())).toContain('Add at least one item');
    expect(describedBy(screen.getByRole('textbox', { name: 'Name' }))).toContain('Enter a name or a phone');
    expect(selling.created).toEqual([]);
  });

  it('checks an e-mail address when its field is left', async () => {
    const { user } = await open(sellingBridge());
    const email = screen.getByRole('textbox', { name: 'E-mail' });
    await fillIn(user, email, 'olena');
    expect(email.getAttribute('aria-invalid')).not.toBe('true');
    await user.tab();
    await waitFor(() => expect(describedBy(email)).toContain('Not a valid e-mail address'));
  });

  it('shows a refusal at its field, and keeps the typed text', async () => {
    const selling = sellingBridge();
    selling.state.refusal = {
      kind: 'bad-input',
      message: 'This address bounced before',
      field: 'customer.email',
    };
    const { user } = await open(selling);
    await addFreeLine(user);
    await fillIn(user, screen.getByRole('textbox', { name: 'Name' }), 'Olena');
    await fillIn(user, screen.getByRole('textbox', { name: 'E-mail' }), 'olena@example.com');
    await user.keyboard('{Control>}{Enter}{/Control}');

    const email = screen.getByRole('textbox', { name: 'E-mail' });
    await waitFor(() => expect(describedBy(email)).toContain('This address bounced before'));
    expect(document.activeElement).toBe(email);
    expect(screen.getByDisplayValue('olena@example.com')).toBeDefined();
    expect(screen.getByDisplayValue('Ribbon')).toBeDefined();
  });

  it('is restored half filled, and reset only on request', async () => {
    const selling = sellingBridge();
    const first = await open(selling);
    await addFreeLine(first.user);
    await fillIn(first.user, screen.getByRole('textbox', { name: 'Note' }), 'ring twice');
    cleanup();
    end();

    const { user } = await open(selling);
    expect(await screen.findByDisplayValue('ring twice')).toBeDefined();
    expect(screen.getByDisplayValue('Ribbon')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(screen.queryByDisplayValue('Ribbon')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Restore' }));
    expect(screen.getByDisplayValue('ring twice')).toBeDefined();
    cleanup();
    end();

    await open(selling); // brought back it is kept again
    expect(await screen.findByDisplayValue('ring twice')).toBeDefined();
  });
});

describe('Enter in the picker before the catalogue has answered', () => {
  it('adds the first product found as soon as it is known', async () => {
    const selling = sellingBridge();
    const catalogue = gate();
    selling.state.catalogue = catalogue.opened;
    const { user } = await open(selling);
    await user.click(picker());
    await user.keyboard('peo{Enter}');
    expect(await screen.findByText('Searching…')).toBeDefined();
    expect(screen.queryByRole('textbox', { name: /Quantity/ })).toBeNull();
    catalogue.open();
    await waitFor(() => expect(document.activeElement).toBe(quantity()));
    expect(picker()).toHaveProperty('value', '');
  });

  it('adds nothing after further typing, another choice or leaving the field', async () => {
    for (const after of ['n', '{ArrowDown}', '{Tab}', '{Escape}']) {
      const selling = sellingBridge();
      const catalogue = gate();
      selling.state.catalogue = catalogue.opened;
      const { user } = await open(selling);
      await user.click(picker());
      await user.keyboard(`peo{Enter}${after}`);
      catalogue.open();
      await user.click(picker());
      await screen.findByRole('option', { name: /Peony Cloud/ });
      expect(screen.queryByRole('textbox', { name: /Quantity/ })).toBeNull();
      cleanup();
      end();
      window.localStorage.clear();
    }
  });

  it('adds the line of one’s own that was moved to', async () => {
    const selling = sellingBridge();
    const catalogue = gate();
    selling.state.catalogue = catalogue.opened;
    const { user } = await open(selling);
    await user.click(picker());
    await user.keyboard('Ribbon{ArrowDown}{Enter}');
    expect(screen.getByDisplayValue('Ribbon')).toBe(screen.getByRole('textbox', { name: 'Item 1' }));
    catalogue.open();
  });
});

describe('nothing typed is lost', () => {
  it('when a product is picked again after its quantity was typed', async () => {
    const { user } = await open(sellingBridge());
    await user.click(picker());
    await user.keyboard('peo{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(quantity()));
    await user.keyboard('5{Enter}peo{Enter}');
    await waitFor(() => expect(quantity()).toHaveProperty('value', '6'));
  });

  it('when the text in the picker was not added yet', async () => {
    const selling = sellingBridge();
    const { user } = await open(selling);
    await addFreeLine(user);
    await fillIn(user, screen.getByRole('textbox', { name: 'Name' }), 'Olena');
    await fillIn(user, picker(), 'Card');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(describedBy(picker())).toContain('Press Enter to add it, or clear it');
    expect(document.activeElement).toBe(picker());
    expect(selling.created).toEqual([]);
    cleanup();
    end();
    await open(selling);
    await waitFor(() => expect(picker()).toHaveProperty('value', 'Card'));
  });

  it('by Enter, which moves to the next field and sends nothing', async () => {
    const selling = sellingBridge();
    const { user } = await open(selling);
    await addFreeLine(user);
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Olena{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Phone' }));
    expect(selling.created).toEqual([]);
  });

  it('when typed after a reset: the old form is gone', async () => {
    const selling = sellingBridge();
    const first = await open(selling);
    await addFreeLine(first.user);
    cleanup();
    end();
    const { user } = await open(selling);
    await user.click(await screen.findByRole('button', { name: 'Start over' }));
    expect(document.activeElement).toBe(picker());
    expect(screen.getByRole('button', { name: 'Restore' })).toBeDefined();
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'x');
    expect(screen.queryByRole('button', { name: 'Restore' })).toBeNull();
  });
});

describe('a form whose window ended between the order and its answer', () => {
  /** The order is there, and the form of it is kept. */
  async function orderOf(selling: ReturnType<typeof sellingBridge>): Promise<void> {
    const held = gate();
    const { user } = await open(selling);
    await addFreeLine(user);
    await fillIn(user, screen.getByRole('textbox', { name: 'Name' }), 'Olena');
    selling.state.held = held.opened;
    await user.keyboard('{Control>}{Enter}{/Control}');
    const kept = window.localStorage.getItem('orderbell.sample-form.manual-order') ?? '';
    held.open();
    await waitFor(() => expect(selling.created).toHaveLength(1));
    cleanup();
    end();
    window.localStorage.setItem('orderbell.sample-form.manual-order', kept);
  }

  it('does not come back', async () => {
    const selling = sellingBridge();
    await orderOf(selling);
    await open(selling);
    await screen.findByRole('button', { name: /Create order/ });
    expect(screen.queryByDisplayValue('Ribbon')).toBeNull();
    expect(window.localStorage.getItem('orderbell.sample-form.manual-order')).toBeNull();
  });

  it('becomes another order after an edit, and is sent on second confirmation', async () => {
    const selling = sellingBridge();
    await orderOf(selling);
    selling.state.isSilent = true; // main cannot say on opening
    const { user, stores } = await open(selling);
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await fillIn(user, name, 'Ivan');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/was created from this form before it was changed/);
    expect(selling.created).toHaveLength(1);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(stores.route.getState().page).toBe('inbox'));
    expect(selling.created.map(({ customer }) => customer.name)).toEqual(['Olena', 'Ivan']);
    expect(new Set(selling.created.map(({ key }) => key)).size).toBe(2);
  });
});

it('leaves the reader where they went while the order was being made', async () => {
  const selling = sellingBridge();
  const held = gate();
  selling.state.held = held.opened;
  const { user, stores } = await open(selling);
  await addFreeLine(user);
  await fillIn(user, screen.getByRole('textbox', { name: 'Name' }), 'Olena');
  await user.keyboard('{Control>}{Enter}{/Control}');
  stores.route.navigate('#/chats');
  cleanup();
  held.open();
  await waitFor(() => expect(window.localStorage.getItem('orderbell.sample-form.manual-order')).toBeNull());
  expect(selling.created).toHaveLength(1);
  expect(stores.route.getState().page).toBe('chats');
});

it('keeps a form begun while another is sent, with any answer', async () => {
  const selling = sellingBridge();
  const held = gate();
  selling.state.held = held.opened;
  const kept = () => window.localStorage.getItem('orderbell.sample-form.manual-order') ?? '';
  const first = await open(selling);
  await addFreeLine(first.user);
  await fillIn(first.user, screen.getByRole('textbox', { name: 'Name' }), 'Olena');
  await first.user.keyboard('{Control>}{Enter}{/Control}');
  cleanup();
  end();
  const { user } = await open(selling);
  await user.click(await screen.findByRole('button', { name: 'Start over' }));
  await fillIn(user, screen.getByRole('textbox', { name: 'Name' }), 'Ivan');
  await waitFor(() => expect(kept()).toContain('Ivan'));
  held.open();
  await waitFor(() => expect(selling.created).toHaveLength(1));
  await new Promise((resolve) => setImmediate(resolve)); // its answer has come
  expect(kept()).toContain('Ivan');
  expect(kept()).not.toContain(selling.created[0]?.key);
});

async function addFreeLine(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  await user.click(picker());
  await user.keyboard('Ribbon');
  await user.click(await screen.findByRole('option', { name: /Add “Ribbon”/ }));
  await user.keyboard('2{Enter}12,50{Enter}');
}
