import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/shared/entry.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import type { OrderStatus } from '../../../src/shared/order.ts';
import type { StatusTold } from '../../../src/shared/status-entries.ts';
import { entryOf, incomingOrder, type OrderParts } from '../../support/orders.ts';

const id = orderIdSchema.parse('shopify:1001');
const fold = (...entries: readonly Entry[]) => foldOrder(id, entries);
const came = (order: OrderParts = {}) =>
  entryOf({ id: 'received', kind: 'order-received', data: { order: incomingOrder(order) } });
const changed = (version: number, order: OrderParts) =>
  entryOf({
    id: `updated:${version}`,
    kind: 'order-updated',
    data: { order: incomingOrder({ ...order, version }) },
  });
const decided = (status: OrderStatus, decision: number, seen?: StatusTold) =>
  entryOf({
    id: `status:${decision}`,
    kind: 'status-set',
    data: { status, decision, ...(seen && { told: seen }) },
  });
const taken = (decision: number, seen?: StatusTold) =>
  entryOf({
    id: `taken:${decision}`,
    kind: 'taken',
    data: { manager: 'Anna', decision, ...(seen && { told: seen }) },
  });

const off = { cancelledAt: '2025-03-04T10:00:00Z' } as const;
const offAndAgain = { ...off, review: [{ code: 'cancelled-unknown' }] } as const;
const sent = { fulfillment: 'fulfilled' } as const;

describe('an order that its source has cancelled', () => {
  const cancelled = { cancelled: true } as const;

  it('is open again after a manager reopens it', () => {
    const facts = [came(), changed(2, off), decided('new', 1, cancelled)];
    expect(fold(...facts)).toMatchObject({ status: 'new', needsReview: false });
    expect(fold(...facts.toReversed())?.status).toBe('new');
    expect(fold(...facts, taken(2, cancelled))).toMatchObject({ status: 'taken', takenBy: 'Anna' });
    expect(fold(...facts, decided('ready', 2, cancelled))?.status).toBe('ready');
  });

  it('is cancelled whatever was decided without knowing of it', () => {
    expect(fold(came(), decided('ready', 1), changed(2, off))?.status).toBe('cancelled');
    expect(fold(came(), decided('ready', 1, { fulfilled: true }), changed(2, off))?.status).toBe('cancelled');
  });

  it('needs review once its source repeats the cancellation', () => {
    const again = changed(3, offAndAgain);
    const byHand = [decided('cancelled', 1, {}), decided('cancelled', 1, cancelled)];
    for (const before of [taken(1), decided('ready', 1), ...byHand]) {
      expect(fold(came(), before, changed(2, off), again)).toMatchObject({
        status: 'cancelled',
        needsReview: true,
      });
    }
  });

  it('needs no review after a manager confirmed or reopened it', () => {
    const facts = [came(), taken(1), changed(2, off), changed(3, offAndAgain)];
    const over = { cancelled: true, asked: true } as const;
    expect(fold(...facts, decided('cancelled', 2, over))).toMatchObject({
      status: 'cancelled',
      needsReview: false,
    });
    expect(fold(...facts, decided('new', 2, over))).toMatchObject({ status: 'new', needsReview: false });
  });

  it('and reopened is reviewed for its other doubts', () => {
    const unclear = { ...off, review: [{ code: 'cancelled-unknown' }, { code: 'no-total' }] } as const;
    expect(fold(came(unclear), decided('new', 1, cancelled))).toMatchObject({
      status: 'new',
      needsReview: true,
    });
  });
});

describe('an order that its source has sent', () => {
  it('is moved back by a manager, until its source cancels', () => {
    const facts = [came(), changed(2, sent), decided('preparing', 1, { fulfilled: true })];
    expect(fold(...facts)?.status).toBe('preparing');
    expect(fold(...facts, changed(3, { ...sent, ...off }))?.status).toBe('cancelled');
  });

  it('is handed over by a new shipment, not by a repeated one', () => {
    const facts = [came(), changed(2, sent), decided('ready', 1, { fulfilled: true, version: 2 })];
    expect(fold(...facts, changed(3, sent))?.status).toBe('ready');
    expect(fold(...facts, changed(3, {}))?.status).toBe('ready');
    const resent = [...facts, changed(3, {}), changed(4, sent)];
    expect(fold(...resent)?.status).toBe('handed-over');
    expect(fold(...resent.toReversed())?.status).toBe('handed-over');
    expect(fold(...resent, decided('ready', 2, { fulfilled: true, version: 4 }))?.status).toBe('ready');
  });

  it('keeps a manager’s decision on a copy after an edit', () => {
    const copy = entryOf({
      id: 'copy',
      kind: 'copy-told',
      data: { copy: orderIdSchema.parse('shopify:7'), version: 9, paymentStatus: 'paid', ...sent },
    });
    const facts = [came(), copy, decided('ready', 1, { fulfilled: true, version: 1 })];
    expect(fold(...facts, changed(2, {}))?.status).toBe('ready');
  });

  it('by its part alone is handed over later by its own source', () => {
    const part = entryOf({
      id: 'part',
      kind: 'copy-told',
      data: { copy: orderIdSchema.parse('shopify:7'), version: 9, paymentStatus: 'paid', ...sent },
    });
    const facts = [came(), part, decided('ready', 1, { fulfilled: true, version: 1 })];
    expect(fold(...facts)?.status).toBe('ready');
    expect(fold(...facts, changed(2, sent))?.status).toBe('handed-over');
    const after = decided('ready', 2, { fulfilled: true, version: 2 });
    expect(fold(...facts, changed(2, sent), after, changed(3, sent))?.status).toBe('ready');
  });

  it.each([
    ['is handed over by a new shipment, also after an undo', [sent, {}], 'handed-over'],
    ['is not by a repeated shipment', [{}, sent], 'ready'],
  ] as const)('%s in the second in which it was sent', (_, [first, then], status) => {
    const facts = [first, then].map((order, at) =>
      entryOf({
        id: `told:${at}`,
        at,
        kind: 'order-updated',
        data: { order: incomingOrder({ ...order, version: 2 }) },
      }),
    );
    const all = [came(), ...facts, decided('ready', 1, { fulfilled: true, version: 2 }), changed(3, sent)];
    expect(fold(...all)?.status).toBe(status);
    expect(fold(...all.toReversed())?.status).toBe(status);
  });

  it('is handed over whatever was decided without knowing of it', () => {
    expect(fold(came(), decided('preparing', 1), changed(2, sent))?.status).toBe('handed-over');
  });
});
