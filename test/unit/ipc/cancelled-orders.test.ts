import { describe, expect, it } from 'vitest';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { toldBefore } from '../../../src/shared/status-entries.ts';
import { fact, incomingOrder } from '../../support/orders.ts';
import { withOneOrder } from './one-order.ts';

describe('a manager’s and a source’s decision on a closed order', () => {
  it('is no event without a change, and keeps its reason', async () => {
    const { handlers, ledger, orderId, order } = withOneOrder();
    const statusCount = () => ledger.entries.list().filter(({ kind }) => kind === 'status-set').length;
    const cancel = (reason?: string) =>
      handlers['orders.setStatus']({ id: orderId, status: 'cancelled', ...(reason && { reason }) });
    await cancel('no flowers left');
    await cancel();
    await cancel('no flowers left');
    expect(statusCount()).toBe(1);
    expect(order()?.cancelReason).toBe('no flowers left');
    await cancel('changed her mind');
    expect(order()?.cancelReason).toBe('changed her mind');
  });

  it('settles what a mail alone has cancelled, though it is so already', async () => {
    const { handlers, recorder, order } = withOneOrder();
    const { orderId: id } = recorder.record(
      incomingOrder({
        source: 'mail:bloomdash',
        sourceId: 'gone',
        cancelledAt: '2026-03-04T10:00:00Z',
        review: [{ code: 'cancelled-unknown' }],
      }),
      { by: 'gmail', ring: false },
    );
    expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: true });
    await handlers['orders.setStatus']({ id, status: 'cancelled', seen: 'cancelled' });
    expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: false });
  });

  it('keeps a cancellation’s reason when settled, and drops it when reopened', async () => {
    const { handlers, recorder, orderId: id, order } = withOneOrder();
    const set = (status: 'cancelled' | 'new', reason?: string) =>
      handlers['orders.setStatus']({ id, status, ...(reason && { reason }) });
    await set('cancelled', 'no flowers left');
    recorder.record(
      incomingOrder({
        sourceId: '1',
        version: 2,
        cancelledAt: '2026-03-04T10:00:00Z',
        review: [{ code: 'cancelled-unknown' }],
      }),
      { by: 'shopify', ring: false },
    );
    expect(order()).toMatchObject({ needsReview: true, cancelReason: 'no flowers left' });
    await set('cancelled');
    expect(order()).toMatchObject({ needsReview: false, cancelReason: 'no flowers left' });
    await set('cancelled', 'changed her mind');
    expect(order()?.cancelReason).toBe('changed her mind');
    await set('new');
    await set('cancelled');
    expect(order()).not.toHaveProperty('cancelReason');
  });

  it('keeps a cancellation’s reason when its merged order is cancelled too', async () => {
    const { handlers, ledger, orderId: id, order } = withOneOrder();
    await handlers['orders.setStatus']({ id, status: 'cancelled', reason: 'no flowers left' });
    const part = orderIdOf('shopify', '2');
    const write = (kind: 'same-decided' | 'copy-told', data: object) =>
      ledger.entries.append(fact({ id: kind, orderId: id, kind, data }));
    write('same-decided', { other: part, verdict: 'kept', decision: 1 });
    write('copy-told', { copy: part, why: 'merged', version: 1, paymentStatus: 'pending' });
    expect(order()).toMatchObject({ needsReview: true, standingParts: [part] });
    await handlers['orders.setStatus']({ id, status: 'cancelled', seen: 'cancelled' });
    expect(order()).toMatchObject({ needsReview: false, cancelReason: 'no flowers left' });
  });

  it('reopens an order that its source cancelled, until it is cancelled again', async () => {
    const { handlers, recorder, orderId: id, order } = withOneOrder();
    const receive = (version: number, parts: object) =>
      recorder.record(incomingOrder({ sourceId: '1', version, ...parts }), { by: 'shopify', ring: false });
    receive(2, { cancelledAt: '2026-03-04T10:00:00Z' });
    await handlers['orders.setStatus']({ id, status: 'new', seen: 'cancelled' });
    expect(order()?.status).toBe('new');
    await handlers['orders.take']({ id, seen: 'new' });
    receive(3, { cancelledAt: '2026-03-04T10:00:00Z', note: 'Ring twice' });
    expect(order()).toMatchObject({ status: 'taken', takenBy: 'Anna', content: { note: 'Ring twice' } });
    await handlers['orders.setStatus']({ id, status: 'cancelled', reason: 'no flowers left' });
    expect(order()).toMatchObject({ status: 'cancelled', cancelReason: 'no flowers left' });
  });

  it('reopens an order that its source marked sent, until it repeats that', async () => {
    const { handlers, recorder, orderId: id, order } = withOneOrder();
    recorder.record(incomingOrder({ sourceId: '1', version: 2, fulfillment: 'fulfilled' }), {
      by: 'shopify',
      ring: false,
    });
    await handlers['orders.setStatus']({ id, status: 'ready', seen: 'handed-over' });
    expect(order()?.status).toBe('ready');
    for (const [version, fulfillment, status] of [
      [3, 'fulfilled', 'ready'],
      [4, undefined, 'ready'],
      [5, 'fulfilled', 'handed-over'],
    ] as const) {
      const content = { note: `Told ${version}`, ...(fulfillment && { fulfillment }) };
      recorder.record(incomingOrder({ sourceId: '1', version, ...content }), { by: 'shopify', ring: false });
      expect(order(), content.note).toMatchObject({ status, content });
    }
  });

  it('needs review again after a repeated cancellation, even if cancelled here', async () => {
    const { handlers, recorder, orderId: id, order } = withOneOrder();
    const receive = (version: number, parts: object) =>
      recorder.record(incomingOrder({ sourceId: '1', version, ...parts }), { by: 'shopify', ring: false });
    await handlers['orders.setStatus']({ id, status: 'cancelled' });
    const off = { cancelledAt: '2026-03-04T10:00:00Z' };
    receive(2, off);
    expect(order()).toMatchObject({ status: 'cancelled', needsReview: false });
    receive(3, { ...off, review: [{ code: 'cancelled-unknown' }] });
    expect(order()).toMatchObject({ status: 'cancelled', needsReview: true });
    await handlers['orders.setStatus']({ id, status: 'cancelled', seen: 'cancelled' });
    expect(order()).toMatchObject({ status: 'cancelled', needsReview: false });
  });

  it('taken back leaves an order cancelled that its source has cancelled since', async () => {
    const { handlers, recorder, orderId: id, order } = withOneOrder();
    await handlers['orders.setStatus']({ id, status: 'cancelled' });
    const seenState = toldBefore('new', (await handlers['orders.get']({ id })).order);
    recorder.record(incomingOrder({ sourceId: '1', version: 2, cancelledAt: '2026-03-04T10:00:00Z' }), {
      by: 'shopify',
      ring: false,
    });
    await handlers['orders.setStatus']({ id, status: 'new', seen: 'cancelled', told: seenState });
    expect(order()?.status).toBe('cancelled');
  });
});
