import '../../../src/renderer/zod-without-eval.ts';
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { OrderDetail } from '../../../src/shared/views.ts';
import { eachWithPanel, openPanel } from './open-panel.tsx';

eachWithPanel();

const off = orderIdOf('shopify', 'off');
const stands = orderIdOf('shopify', 'stands');
const cancelledParts = [{ id: off, at: '2025-03-04T10:05:00Z' }];

/** An order that two were merged into, one of which was cancelled where it came from. */
const openMerged = (parts: Partial<Order>, ofPart: Partial<Order> = {}) =>
  openPanel((detail): OrderDetail => {
    const partOf = (id: typeof off, number: string) =>
      ({
        order: { ...detail.order, id, content: { ...detail.order.content, number }, ...ofPart },
        how: 'part',
        why: 'merged',
        because: [],
      }) as const;
    return {
      ...detail,
      order: { ...detail.order, needsReview: true, cancelledParts, ...parts },
      related: [partOf(off, '#off'), partOf(stands, '#stands')],
    };
  });
const bands = () =>
  screen.queryAllByRole('alert').map((band) => [band.getAttribute('aria-label'), band.textContent]);

describe('the band on an order that others were merged into', () => {
  it('names a cancelled part, or one that is not', async () => {
    await openMerged({ status: 'new' });
    expect(bands()).toEqual([['Cancelled at the source', expect.stringContaining('#off')]]);
  });

  it('names the open part, and marks the order for review', async () => {
    await openMerged({ status: 'cancelled', standingParts: [stands] });
    expect(bands()).toEqual([['Not cancelled at the source', expect.stringContaining('#stands')]]);
    const marks = within(screen.getByRole('banner'));
    expect(marks.queryByText('cancelled at source')).toBeNull();
  });

  it('does not report a part with an open part inside as open', async () => {
    const between = { status: 'cancelled', standingParts: [orderIdOf('shopify', 'inner')] } as const;
    await openMerged({ status: 'cancelled', standingParts: [stands] }, between);
    expect(bands()).toEqual([
      ['Not cancelled at the source', expect.stringContaining('merged into #stands')],
    ]);
  });

  it('reports an open part inside a part that was known when cancelled', async () => {
    const inner = orderIdOf('shopify', 'inner');
    await openMerged({
      status: 'cancelled',
      cancelledParts: undefined,
      standingParts: [stands],
      parts: [{ id: stands, why: 'merged', standing: [inner] }],
    });
    expect(bands()).toEqual([
      ['Not cancelled at the source', expect.stringContaining('merged into #stands')],
    ]);
  });

  it('is absent on a cancelled order that needs other review', async () => {
    await openMerged({ status: 'cancelled' });
    expect(bands()).toEqual([]);
  });
});
