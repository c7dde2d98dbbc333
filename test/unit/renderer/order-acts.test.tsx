import '../../../src/renderer/zod-without-eval.ts';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { refundOf } from '../../../src/main/intake/manual/refund.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { Order, Refund } from '../../../src/shared/order.ts';
import type { PrintOutcome } from '../../../src/shared/ticket-commands.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { fillIn } from './fill-in.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';
import { gate } from './page-clock.ts';

eachWithPanel();

const user = userEvent.setup();

describe('the keys of an order', () => {
  const printed: PrintOutcome = { printed: 1, failed: 0, unknown: 0, waiting: false, reason: null };
  const answers = { 'tickets.print': () => Promise.resolve(printed) };
  const ctrlP = (): boolean =>
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, cancelable: true }));

  it('do nothing to the previous order while the next one loads', async () => {
    const suspect = (detail: OrderDetail): OrderDetail => ({
      ...detail,
      order: { ...detail.order, source: 'manual' },
      related: [
        {
          order: { ...detail.order, id: orderIdOf('shopify', 'twin') },
          how: 'suspect',
          why: null,
          because: [],
        },
      ],
    });
    const { other, calls, step, holdOrders } = await openPanel(suspect, { answers });
    const place = window.location.hash;
    const answer = holdOrders();
    act(() => void step(other));
    await user.keyboard('pmb{Shift>}e{/Shift}');
    expect(ctrlP()).toBe(false); // else the browser prints the page
    expect(calls.filter((name) => /^(tickets|orders\.(merge|keepBoth))/.test(name))).toEqual([]);
    expect(window.location.hash).toBe(place);
    answer();
    await screen.findByRole('article', { busy: false });
    await user.keyboard('p');
    await waitFor(() => expect(calls).toContain('tickets.print'));
  });

  it('print one ticket and say whose it is', async () => {
    const { stores } = await openPanel(undefined, { answers });
    const open = stores.order.getState();
    const number = open.state === 'ready' ? open.detail.order.content.number : '';
    await user.keyboard('p');
    expect(await screen.findByText(`${number}: ticket printed`)).toBeDefined();
  });
});

it('shows who requested it in Shopify elsewhere, and offers it here', async () => {
  const asked = { by: 'Taras', at: Date.parse('2025-03-04T09:00:00Z') };
  await openPanel((detail) => ({
    ...detail,
    order: { ...detail.order, source: 'manual', copy: { tag: 't' } },
    copy: { state: 'elsewhere', asked },
  }));
  expect(screen.getByText(/^Taras asked to create it in Shopify on another computer: /)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  expect(await screen.findByRole('menuitem', { name: 'Create in Shopify' })).toBeDefined();
});

describe('what asks for words before an order cancelled', () => {
  const field = () => screen.queryByRole('textbox', { name: 'Reason' });

  async function cancel(): Promise<void> {
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: /^Cancel order/ }));
    await waitFor(() => expect(document.activeElement).toBe(field()));
  }

  it('ends when its order is left, so no later key cancels', async () => {
    const { id, other, calls, step } = await openPanel();
    await cancel();
    await act(() => step(other));
    expect(field()).toBeNull();
    await act(() => step(id));
    expect(field()).toBeNull();
    await user.keyboard('{Enter}');
    expect(calls).not.toContain('orders.setStatus');
  });

  it('keeps text and focus while the original is toggled beside', async () => {
    await openPanel();
    await cancel();
    await user.keyboard('too late');
    await user.click(screen.getByRole('button', { name: /^Original/, pressed: false }));
    const toggle = document.activeElement;
    expect(field()).toHaveProperty('value', 'too late');
    await user.keyboard('d');
    expect(field()).toHaveProperty('value', 'too late');
    expect(document.activeElement).toBe(toggle);
  });

  it('blocks the order for other computers while it is open', async () => {
    const { id, other, stores, step, holdOrders } = await openPanel();
    const places = new Map<string, unknown>();
    const { at } = stores.presence;
    stores.presence.at = (part, place) => {
      places.set(part, place);
      at(part, place);
    };
    const edited = { order: id, doing: 'edits' };
    await cancel();
    expect([...places.values()]).toContainEqual(edited);
    const answer = holdOrders();
    act(() => void step(other));
    expect([...places.values()]).not.toContainEqual(edited);
    answer();
    await screen.findByRole('article', { busy: false });
    expect([...places.values()]).not.toContainEqual(edited);
  });
});

it('reports an unsaved note after moving to another order, and keeps it', async () => {
  const saving = gate();
  const { id, other, step } = await openPanel(undefined, {
    answers: {
      async 'orders.addNote'() {
        await saving.opened;
        throw new Error('no answer');
      },
    },
  });
  const field = (): HTMLElement => screen.getByRole('textbox', { name: 'Add a note' });
  await user.type(field(), 'Ring twice{Control>}{Enter}{/Control}');
  await act(() => step(other));
  saving.open();
  expect(await screen.findByText(/: the note was not saved$/)).toBeDefined();
  await act(() => step(id));
  expect(field()).toHaveProperty('value', 'Ring twice');
});

it('blocks a restart while a half-typed note waits, on any order', async () => {
  const { fake, id, other, step } = await openPanel();
  const working = (): unknown => fake.inputsOf('updates.working').at(-1);
  const field = (): HTMLElement => screen.getByRole('textbox', { name: 'Add a note' });
  await fillIn(user, field(), 'Ring twice');
  await act(() => step(other));
  expect(working()).toEqual({ on: true });
  await act(() => step(id));
  await user.clear(field());
  expect(working()).toEqual({ on: false });
});

describe('a refund', () => {
  const paid = (detail: OrderDetail): OrderDetail => ({
    ...detail,
    order: { ...detail.order, source: 'manual', paymentStatus: 'paid' },
  });

  async function refund(): Promise<void> {
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Record a refund' }));
    await fillIn(user, screen.getByRole('textbox', { name: 'Reason' }), 'withered');
  }

  const refundFrom = (order: Order, input: unknown): Refund => {
    const { refundId, amount, reason } = refundOf(order, inputSchemas['orders.noteRefund'].parse(input));
    return { id: refundId, amount, reason, by: 'Anna', at: 1 };
  };
  const withRefund = (detail: OrderDetail | null, input: unknown) =>
    detail && { ...detail, order: { ...detail.order, refunds: [refundFrom(detail.order, input)] } };

  /** Saves refunds by main's rules: the first answer is lost, and an undone refund is not saved again. */
  async function openKeeping() {
    let kept: readonly Refund[] = [];
    const withdrawn = new Set<string>();
    let answered = 0;
    const shown = (detail: OrderDetail): OrderDetail => ({
      ...paid(detail),
      order: { ...paid(detail).order, refunds: kept.filter(({ id }) => !withdrawn.has(id)) },
    });
    const now = (): OrderDetail => {
      const open = panel.stores.order.getState();
      if (open.state !== 'ready') throw new Error('no order is open');
      return shown(open.detail);
    };
    const panel = await openPanel(shown, {
      answers: {
        async 'orders.noteRefund'(input) {
          const refund = refundFrom(now().order, input);
          if (!kept.some(({ id }) => id === refund.id)) kept = [...kept, refund];
          answered += 1;
          if (answered === 1) throw new Error('no answer');
          return now();
        },
        async 'orders.withdrawRefund'(input) {
          withdrawn.add(inputSchemas['orders.withdrawRefund'].parse(input).refund);
          return now();
        },
      },
    });
    const noted = () => now().order.refunds?.map(({ amount }) => amount.minor);
    const type = async (amount: string): Promise<void> => {
      await user.clear(screen.getByRole('textbox', { name: 'Amount' }));
      await user.type(screen.getByRole('textbox', { name: 'Amount' }), amount);
      await user.keyboard('{Enter}');
    };
    await refund();
    await type('100');
    await screen.findByText('no answer');
    expect(noted()).toEqual([10_000]);
    return { noted, type };
  }

  it('resent with another amount shows the saved one, and stays open', async () => {
    const { noted, type } = await openKeeping();
    await type('120');
    expect(await screen.findByText(/A refund of ₴100 is already recorded/)).toBeDefined();
    expect(screen.queryByText(/refund of .+ recorded$/)).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Amount' })).toHaveProperty('value', '120');
    expect(noted()).toEqual([10_000]);
  });

  it('resent with another reason shows the saved one, and stays open', async () => {
    const { noted, type } = await openKeeping();
    await fillIn(user, screen.getByRole('textbox', { name: 'Reason' }), ' on the way');
    await type('100');
    expect(await screen.findByText(/already recorded with another reason: withered\./)).toBeDefined();
    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveProperty('value', 'withered on the way');
    expect(noted()).toEqual([10_000]);
  });

  it('resent after a lost answer is saved once', async () => {
    const { noted, type } = await openKeeping();
    await type('100');
    await screen.findByText(/: refund of ₴100 recorded$/);
    expect(screen.queryByRole('textbox', { name: 'Amount' })).toBeNull();
    expect(noted()).toEqual([10_000]);
  });

  it('resent after its undo is another one, and is saved', async () => {
    const { noted, type } = await openKeeping();
    await type('120');
    await user.click(await screen.findByRole('button', { name: 'Remove refund' }));
    await waitFor(() => expect(noted()).toEqual([]));
    await type('120');
    await screen.findByText(/: refund of ₴120 recorded$/);
    expect(noted()).toEqual([12_000]);
  });

  it('saved while another order is open leaves that one unchanged', async () => {
    const saving = gate();
    const { other, stores, step } = await openPanel(paid, {
      answers: { 'orders.noteRefund': (input) => saving.opened.then(() => withRefund(known, input)) },
    });
    const open = stores.order.getState();
    const known = open.state === 'ready' ? open.detail : null;
    await refund();
    await user.keyboard('{Enter}');
    await act(() => step(other));
    await refund();
    const { activeElement } = document;
    saving.open();
    await screen.findByText(/: refund of .* recorded$/);
    expect(screen.getByRole('textbox', { name: 'Reason' })).toHaveProperty('value', 'withered');
    expect(document.activeElement).toBe(activeElement);
  });

  it('answered later does not move the focus', async () => {
    const saving = gate();
    const { stores } = await openPanel(paid, {
      answers: { 'orders.noteRefund': (input) => saving.opened.then(() => withRefund(known, input)) },
    });
    const open = stores.order.getState();
    const known = open.state === 'ready' ? open.detail : null;
    await refund();
    await user.click(screen.getByRole('button', { name: 'Record refund' }));
    await user.keyboard('n');
    const field = screen.getByRole('textbox', { name: 'Add a note' });
    saving.open();
    await screen.findByText(/: refund of .* recorded$/);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Record refund' })).toBeNull());
    await user.keyboard('call first');
    expect(field).toHaveProperty('value', 'call first');
  });

  it('that failed is reported after moving to another order', async () => {
    const saving = gate();
    const { other, step } = await openPanel(paid, {
      answers: {
        async 'orders.noteRefund'() {
          await saving.opened;
          throw new Error('no answer');
        },
      },
    });
    await refund();
    await user.keyboard('{Enter}');
    await act(() => step(other));
    saving.open();
    await screen.findByText(/: the refund was not recorded$/);
  });
});
