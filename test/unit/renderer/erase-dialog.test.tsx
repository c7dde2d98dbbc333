import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { customerStore } from '../../../src/renderer/features/customers/customer-store.ts';
import { EraseDialog } from '../../../src/renderer/features/customers/erase-dialog.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { CustomerDetail, Erased } from '../../../src/shared/customer/view.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { resources } from '../../../src/shared/texts.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { customerDetailOf } from './invented-customers.ts';
import { makeWindow } from './make-window.tsx';

const id = orderIdOf('manual', '1');
const olena = customerDetailOf(id, 'Olena');

it.each(Object.entries(resources))(
  'says in %s where broken ledgers keep whom it erases',
  (_, { customers }) => {
    expect(customers.eraseStaysElsewhere).toMatch(/\bdamaged\b/);
  },
);

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

it('shows the erased customer, then lets the page update again', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const asked: string[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      asked.push(name);
      if (name === 'customers.get') return { ok: true, value: olena };
      const erased: Erased = { orders: 1, purged: true, sql: null };
      if (name === 'customers.erase') return { ok: true, value: erased };
      return fake.bridge.call(name, input);
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = customerStore(stores.parts).start();
  await stores.app.load();
  const timesAsked = (): number => asked.filter((name) => name === 'customers.get').length;
  customerStore(stores.parts).follow(id);
  await waitFor(() => expect(customerStore(stores.parts).getState().state).toBe('ready'));
  const place = { view: 'all', text: '', sort: 'last', customer: id } as const;
  const { rerender } = render(
    around(<EraseDialog customer={olena} place={place} onClose={() => undefined} />),
  );
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Erase Olena permanently' }));
  await screen.findByRole('heading', { name: 'Erased' });
  customerStore(stores.parts).again();
  expect(timesAsked()).toBe(1);
  rerender(around(null));
  expect(timesAsked()).toBe(2);
  customerStore(stores.parts).again();
  expect(timesAsked()).toBe(3);
});

/** The dialog of a customer, whose erasing is answered by this. */
async function openDialog(customer: CustomerDetail, erased: Erased) {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const bridge: Bridge = {
    ...fake.bridge,
    call: async (name, input) =>
      name === 'customers.erase' ? { ok: true, value: erased } : fake.bridge.call(name, input),
  };
  const { stores, around } = makeWindow(bridge);
  await stores.app.load();
  const place = { view: 'all', text: '', sort: 'last', customer: id } as const;
  render(around(<EraseDialog customer={customer} place={place} onClose={() => undefined} />));
  return screen.findByRole('button', { name: 'Erase Olena permanently' });
}

it('waits until the open orders of a person are done', async () => {
  const button = await openDialog({ ...olena, open: 2 }, { orders: 1, purged: true, sql: null });
  screen.getByText('2 orders are still open. Hand them over or cancel them first.');
  expect(button).toHaveProperty('disabled', true);
});

it('ends without SQL on screen, and offers it to be copied', async () => {
  const sql = 'UPDATE `shop.orderbell.entries` SET data = NULL';
  await userEvent.setup().click(await openDialog(olena, { orders: 1, purged: true, sql }));
  await screen.findByRole('button', { name: 'Copy BigQuery statement' });
  expect(document.body.textContent).not.toMatch(/UPDATE|SELECT|entries/);
});
