import '../../../src/renderer/zod-without-eval.ts';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';
import { gate } from './page-clock.ts';

eachWithPanel();

const user = userEvent.setup();
const duplicate = orderIdOf('shopify', 'twin');

/** An order that may be a duplicate; a decision on the two is answered when the test allows it. */
async function openSuspect() {
  const decided = gate();
  const known: OrderDetail[] = [];
  const suspect = (detail: OrderDetail): OrderDetail => {
    const order = { ...detail.order, id: duplicate, content: { ...detail.order.content, number: '#twin' } };
    const found: OrderDetail = { ...detail, related: [{ order, how: 'suspect', why: null, because: [] }] };
    known.push(found);
    return found;
  };
  const answer = () => decided.opened.then(() => known.at(-1));
  const opened = await openPanel(suspect, {
    answers: { 'orders.merge': answer, 'orders.keepBoth': answer },
  });
  const { stores, id } = opened;
  const at = (place: string, order: OrderId): string => `#/inbox/${place}?order=${encodeURIComponent(order)}`;
  act(() => stores.route.navigate(at('all', id)));
  return {
    ...opened,
    at,
    place: () => stores.route.getState(),
    keepDuplicate: () => user.click(screen.getByRole('button', { name: 'Keep #twin' })),
    /** Answers, and waits until the result is shown. */
    async answered(words: RegExp): Promise<void> {
      await act(() => Promise.resolve(decided.open()));
      await screen.findByText(words);
    },
  };
}

describe('two orders that are one', () => {
  it('lead to the remaining one, in the current list', async () => {
    const { stores, id, at, place, keepDuplicate, answered } = await openSuspect();
    await keepDuplicate();
    act(() => stores.route.navigate(at('open', id)));
    await answered(/merged into #twin/);
    expect(place()).toMatchObject({ page: 'inbox', path: ['open'], params: { order: duplicate } });
  });

  it.each(['#/settings', '#/inbox/open?order=shopify%3Aelsewhere'])(
    'do not navigate away from %s after a late answer',
    async (href) => {
      const { stores, place, keepDuplicate, answered } = await openSuspect();
      await keepDuplicate();
      act(() => stores.route.navigate(href));
      const gone = place();
      await answered(/merged into #twin/);
      expect(place()).toEqual(gone);
    },
  );
});

describe('what is decided on two orders', () => {
  it('leads with keeping both', async () => {
    await openSuspect();
    const band = screen.getByRole('region', { name: 'Possible duplicate' });
    const buttons = within(band).getAllByRole('button');
    expect(buttons.map((button) => button.textContent)).toEqual([
      'Keep bothB',
      expect.stringMatching(/^Keep .*M$/),
      'Keep #twin',
    ]);
    expect(buttons.map((button) => button.dataset.variant ?? 'filled')).toEqual([
      'filled',
      'default',
      'default',
    ]);
  });

  it('does not move the focus', async () => {
    const { answered } = await openSuspect();
    await user.click(screen.getByRole('button', { name: /^Keep both/ }));
    await user.keyboard('n');
    const field = screen.getByRole('textbox', { name: 'Add a note' });
    await answered(/are kept as separate orders/);
    await user.keyboard('call first');
    expect(field).toHaveProperty('value', 'call first');
    expect(document.activeElement).toBe(field);
  });

  it('puts the focus on the order where its button had it', async () => {
    const { answered } = await openSuspect();
    await user.click(screen.getByRole('button', { name: /^Keep both/ }));
    await answered(/are kept as separate orders/);
    await waitFor(() => expect(document.activeElement?.id).toBe('order-panel'));
  });

  it('is taken back only as it was decided', async () => {
    const { stores, fake, id, answered } = await openSuspect();
    await user.click(screen.getByRole('button', { name: /^Keep both/ }));
    await answered(/are kept as separate orders/);
    act(() => stores.undo.take());
    await waitFor(() => expect(fake.calls()).toContain('orders.undoSame'));
    expect(fake.inputsOf('orders.undoSame')).toEqual([{ id, other: duplicate, made: 'both' }]);
  });
});
