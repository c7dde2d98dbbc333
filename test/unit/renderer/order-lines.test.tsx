import '../../../src/renderer/zod-without-eval.ts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { CustomerOfOrder } from '../../../src/shared/customer/view.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';

eachWithPanel();

const user = userEvent.setup();

const customer: CustomerOfOrder = {
  id: orderIdOf('shopify', '1'),
  name: 'Olena Kovalenko',
  orders: 3,
  vip: false,
  barred: null,
  questions: 0,
  totals: [{ minor: 240_000, currency: 'UAH' }],
};

it('counts a customer’s orders in one line of the header', async () => {
  await openPanel((detail) => ({ ...detail, nthByContact: 1 }), {
    answers: { 'customers.ofOrder': async () => customer },
  });
  expect(await screen.findByText(/3 orders from all sources/)).toBeDefined();
  expect(screen.queryByText(/new customer/)).toBeNull();
});

describe('cancelling an order', () => {
  const uah = (minor: number) => ({ minor, currency: 'UAH' });
  const of =
    (parts: Partial<Order>) =>
    (detail: OrderDetail): OrderDetail => ({
      ...detail,
      order: {
        ...detail.order,
        ...parts,
        content: { ...detail.order.content, number: '#1042', total: uah(124_000), ...parts.content },
      },
    });
  const paid = { source: 'shopify', paymentStatus: 'paid', status: 'taken' } as Partial<Order>;

  it('warns that a paid Shopify order stays open there', async () => {
    await openPanel(of(paid));
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Cancel order/ }));
    const form = within(await screen.findByRole('form', { name: 'Cancel #1042' }));
    expect(form.getByText('#1042 stays open in Shopify: cancel it there too.')).toBeDefined();
    expect(
      form.getByText('₴1,240 is paid and not refunded automatically: refund it in Shopify.'),
    ).toBeDefined();
  });

  it('is shown as pending until Shopify has cancelled and refunded it', async () => {
    await openPanel(of({ ...paid, status: 'cancelled' }));
    const note = within(screen.getByRole('note'));
    expect(note.getByText(/stays open in Shopify: cancel it there too/)).toBeDefined();
    expect(note.getByText(/refund it in Shopify/)).toBeDefined();
  });

  it('says nothing of money where none was paid', async () => {
    await openPanel(of({ ...paid, paymentStatus: 'pending', status: 'cancelled' }));
    expect(screen.queryByText(/is paid and not refunded/)).toBeNull();
  });

  it('leaves nothing to do of an order that Shopify cancelled and refunded', async () => {
    const content = { cancelledAt: '2026-11-24T10:00:00Z' } as Order['content'];
    await openPanel(of({ ...paid, paymentStatus: 'refunded', status: 'cancelled', content }));
    await screen.findByText('cancelled');
    expect(screen.queryByRole('note')).toBeNull();
  });
});
