import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CustomersPage } from '../../../src/renderer/features/customers/index.tsx';
import { InboxPage } from '../../../src/renderer/features/inbox/index.tsx';
import { customerPlaceOf, hrefToCustomers } from '../../../src/renderer/state/routes/customer-place.ts';
import { hrefToInbox, inboxPlaceOf } from '../../../src/renderer/state/routes/route.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { CustomerPage } from '../../../src/shared/customer/view.ts';
import { customerViews } from '../../../src/shared/customer/view.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { customerDetailOf } from './invented-customers.ts';
import { makeWindow, startWindow } from './make-window.tsx';

let end = (): void => {};
beforeEach(() => {
  window.location.hash = '';
  Object.assign(window, { innerWidth: 999 });
});
afterEach(() => {
  cleanup();
  end();
});

const user = userEvent.setup();

/** A window that is too narrow for two, with one who has ordered. */
async function openNarrow() {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  const customer = customerDetailOf(id, 'Ewa');
  const page: CustomerPage = {
    rows: [customer.row],
    total: 1,
    counts: { all: 1, vip: 0, barred: 0, asked: 0 },
  };
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'customers.list') return { ok: true, value: page };
      if (name === 'customers.get') return { ok: true, value: customer };
      return fake.bridge.call(name, input);
    },
  };
  const { stores, hotkeys, around } = makeWindow(bridge);
  end = startWindow({ stores, hotkeys });
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const open = (part: ReactNode, href: string): void => {
    act(() => stores.route.navigate(href));
    render(around(part));
  };
  return { stores, fake, id, open };
}

async function expectSearched(field: HTMLElement): Promise<void> {
  expect(field.closest('[inert]')).not.toBeNull(); // the open panel covers it
  await user.keyboard('/');
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.closest('[inert]')).toBeNull();
  await user.keyboard('Ewa');
  expect(field).toHaveProperty('value', 'Ewa');
}

it('opens the order search by / from an order, without its hotkeys', async () => {
  const { fake } = await openOrder();
  await expectSearched(screen.getByLabelText('Search orders'));
  expect(fake.calls().filter((name) => /^orders\.(take|setStatus)$/.test(name))).toEqual([]);
});

async function openOrder() {
  const fake = await openNarrow();
  const { stores, id, open } = fake;
  open(
    <InboxPage renderOrder={() => <p>the order</p>} />,
    hrefToInbox({ ...inboxPlaceOf(stores.route.getState()), order: id }),
  );
  await screen.findByText('the order');
  const list = await screen.findByRole('listbox', { name: 'Orders', hidden: true });
  await waitFor(() => expect(stores.inbox.rows()).toHaveLength(1));
  expect(list.closest('[inert]')).not.toBeNull();
  return { ...fake, list };
}

it('opens the list’s filters by F, unless an order covers it', async () => {
  await openOrder();
  await user.keyboard('f');
  const filters = await screen.findByRole('dialog', { name: 'Filter by…' });
  await waitFor(() => expect(filters.contains(document.activeElement)).toBe(true));
  expect(screen.queryByText('the order')).toBeNull();
});

it.each(['x', '{Shift>}j{/Shift}', '{Shift>}k{/Shift}'])(
  'picks by %s in the list alone, where it is visible',
  async (keys) => {
    const { list, stores, id } = await openOrder();
    await user.keyboard(keys);
    await screen.findByText('1 selected');
    expect(stores.picked.getState().ids).toEqual(new Set([id]));
    expect(screen.queryByText('the order')).toBeNull();
    expect(list.closest('[inert]')).toBeNull();
    expect(document.activeElement).toBe(list);
  },
);

it('leads by 1 from an order to the covered view', async () => {
  const { stores, list } = await openOrder();
  await user.keyboard('1');
  await waitFor(() => expect(document.activeElement).toBe(list));
  expect(inboxPlaceOf(stores.route.getState())).toMatchObject({ view: 'new', order: null });
  expect(screen.queryByText('the order')).toBeNull();
});

it('leads by 2 from a customer to the covered view', async () => {
  const { stores, id, open } = await openNarrow();
  open(<CustomersPage />, hrefToCustomers({ ...customerPlaceOf(stores.route.getState()), customer: id }));
  await screen.findByRole('heading', { name: 'Ewa' });
  await user.keyboard('2');
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Ewa' })).toBeNull());
  expect(customerPlaceOf(stores.route.getState())).toMatchObject({ view: customerViews[1], customer: null });
});

it('leads by / from a customer into the search of customers', async () => {
  const { stores, id, open } = await openNarrow();
  open(<CustomersPage />, hrefToCustomers({ ...customerPlaceOf(stores.route.getState()), customer: id }));
  await screen.findByRole('heading', { name: 'Ewa' });
  await expectSearched(screen.getByLabelText('Search customers'));
});
