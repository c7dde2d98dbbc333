// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { orderIdOf } from '../../src/shared/ids.ts';
import type { OrderDetail } from '../../src/shared/views.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';
import { gate } from './page-clock.ts';

eachWithPanel();

const user = userEvent.setup();
const twin = orderIdOf('shopify', 'twin');

/** An order that may be another one told twice; what is decided on the two is answered once it is let be. */
async function openSuspect() {
  const decided = gate();
  const known: OrderDetail[] = [];
  const suspect = (detail: OrderDetail): OrderDetail => {
    const order = { ...detail.order, id: twin, content: { ...detail.order.content, number: '#twin' } };
    const found: OrderDetail = { ...detail, related: [{ order, how: 'suspect', why: null, because: [] }] };
    known.push(found);
    return found;
  };
  const answer = () => decided.opened.then(() => known.at(-1));
  const opened = await openPanel(suspect, {
    answers: { 'orders.merge': answer, 'orders.keepBoth': answer },
  });
  return {
    ...opened,
    /** Answers, and waits until that is said. */
    async answered(words: RegExp): Promise<void> {
      await act(() => Promise.resolve(decided.open()));
      await screen.findByText(words);
    },
  };
}

describe('what is decided on two orders', () => {
  it('is taken back only as it was decided', async () => {
    const { stores, fake, id, answered } = await openSuspect();
    await user.click(screen.getByRole('button', { name: /^Keep both/ }));
    await answered(/are two orders/);
    act(() => stores.undo.take());
    await waitFor(() => expect(fake.calls()).toContain('orders.undoSame'));
    expect(fake.inputsOf('orders.undoSame')).toEqual([{ id, other: twin, made: 'both' }]);
  });
});
