import '../../../src/renderer/zod-without-eval.ts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';

eachWithPanel();

const cancellations = ['Anna', 'Ivan', 'Anna'].map((by, nth) => ({
  id: entryIdSchema.parse(`off:${nth}`),
  by,
  at: Date.parse('2025-03-04T10:00:00Z'),
}));
const openCancelled = (parts: Partial<Order> = {}) =>
  openPanel((detail) => ({
    ...detail,
    order: { ...detail.order, status: 'ready', needsReview: true, cancellations, ...parts },
  }));
const title = 'Cancelled while being worked on';

describe('the band on a cancelled order that others continued', () => {
  it('names the person who cancelled it, and disappears after a click', async () => {
    const { calls } = await openCancelled();
    const band = within(screen.getByRole('alert', { name: title }));
    expect(band.getByText(/^Anna, Ivan cancelled it /)).toBeTruthy();
    await userEvent.click(band.getByRole('button', { name: 'Continue the order' }));
    await waitFor(() => expect(calls).toContain('orders.setStatus'));
  });

  it('asks for a reason before it is cancelled after all', async () => {
    const { calls } = await openCancelled();
    const band = within(screen.getByRole('alert', { name: title }));
    await userEvent.click(band.getByRole('button', { name: 'Cancel order' }));
    await screen.findByRole('textbox', { name: 'Reason' });
    expect(calls).not.toContain('orders.setStatus');
  });

  it.each([
    ['is cancelled', { status: 'cancelled' }],
    ['was cancelled by a person who knew of the work', { cancellations: undefined }],
  ] as const)('is not there where the order %s', async (_words, parts) => {
    await openCancelled(parts);
    expect(screen.queryByRole('alert', { name: title })).toBeNull();
  });
});
