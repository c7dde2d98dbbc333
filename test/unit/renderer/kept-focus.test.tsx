import '../../../src/renderer/zod-without-eval.ts';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { PrintOutcome } from '../../../src/shared/ticket-commands.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';

eachWithPanel();

const user = userEvent.setup();
const printed: PrintOutcome = { printed: 1, failed: 0, unknown: 0, waiting: false, reason: null };
const focused = () => document.activeElement;

it.each(['preparing', 'Mark as unpaid', /^Print/, 'Create in Shopify'])(
  'returns the focus to the menu after a choice by keyboard: %s',
  async (name) => {
    const manual = (detail: OrderDetail): OrderDetail => ({
      ...detail,
      order: { ...detail.order, source: 'manual' },
    });
    const { stores, calls } = await openPanel(manual, {
      answers: {
        'tickets.print': () => Promise.resolve(printed),
        'manual.copy': () => Promise.resolve(known),
      },
    });
    const open = stores.order.getState();
    const known = open.state === 'ready' ? open.detail : null;
    const menu = screen.getByRole('button', { name: 'More actions' });
    act(() => menu.focus());
    await user.keyboard('{Enter}');
    const item = await screen.findByRole('menuitem', { name });
    act(() => item.focus());
    const before = calls.length;
    await user.keyboard('{Enter}');
    await waitFor(() => expect(calls.length).toBeGreaterThan(before));
    await waitFor(() => expect(item.isConnected).toBe(false));
    expect(focused()).toBe(menu);
  },
);

it('focuses the order after its last step removes the button', async () => {
  const { stores, id } = await openPanel();
  await act(() => stores.decisions.decide(id, { kind: 'status', status: 'ready' }));
  const step = await screen.findByRole('button', { name: /^Hand over/ });
  act(() => step.focus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(step.isConnected).toBe(false));
  expect(focused()).toBe(screen.getByRole('article'));
});

const beside = { id: entryIdSchema.parse('off:1'), by: 'Ivan', at: Date.parse('2025-03-04T10:00:00Z') };
const review = [{ code: 'cancelled-unknown' as const }];

it.each<{ name: string; of: (order: Order) => Partial<Order> }>([
  { name: 'Discard', of: () => ({ quarantined: true }) },
  {
    name: 'Mark as reviewed',
    of: ({ content }) => ({ status: 'cancelled', needsReview: true, content: { ...content, review } }),
  },
  { name: 'Continue the order', of: () => ({ needsReview: true, cancellations: [beside] }) },
  { name: 'Take over', of: () => ({ status: 'taken', takenBy: 'Oksana', alsoTook: ['Anna'] }) },
])('focuses the order after a button disappears with its decision: $name', async ({ name, of }) => {
  const also = (detail: OrderDetail): OrderDetail => ({
    ...detail,
    order: { ...detail.order, ...of(detail.order) },
  });
  await openPanel(also, { width: 1100 });
  const button = await screen.findByRole('button', { name });
  act(() => button.focus());
  await user.keyboard('{Enter}');
  await waitFor(() => expect(button.isConnected).toBe(false));
  expect(focused()).toBe(screen.getByRole('article'));
});

it.each([
  ['in a field', () => screen.getByRole('textbox', { name: 'Add a note' }).focus()],
  ['nowhere', () => undefined],
])('keeps the focus when a colleague makes the last step: %s', async (_, begin) => {
  const { fake, stores, id } = await openPanel();
  await act(() => stores.decisions.decide(id, { kind: 'status', status: 'ready' }));
  const step = await screen.findByRole('button', { name: /^Hand over/ });
  act(begin);
  const before = focused();
  await act(() => fake.bridge.call('orders.setStatus', { id, status: 'handed-over' }));
  await waitFor(() => expect(step.isConnected).toBe(false));
  expect(focused()).toBe(before);
});
