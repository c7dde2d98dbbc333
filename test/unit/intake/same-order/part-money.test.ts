import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { createOrderHandlers } from '../../../../src/main/ipc/order-handlers.ts';
import { createBatches } from '../../../../src/main/order-actions/batches.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import type { OrderParts } from '../../../support/orders.ts';
import { incomingOrder } from '../../../support/orders.ts';

/** A mail and a chat order that are one, and a manager who works on them. */
function twins() {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const manager = () => 'Anna';
  const record = (parts: OrderParts) =>
    recorder.record(incomingOrder(parts), { by: 'gmail', ring: true }).orderId;
  const part = record({ source: 'mail:dostavo', sourceId: 'DS-1', version: clock.now() });
  const kept = record({ source: 'manual', sourceId: 'a', number: 'M-1' });
  const same = createSameOrders({ ledger, clock });
  return {
    ledger,
    part,
    kept,
    merge: () => same.merge(kept, part, 'Anna'),
    deeds: createOrderHandlers({ ledger, clock, recorder, manager }),
    batches: createBatches({ ledger, clock, events: { emit: () => {} }, manager }),
    /** How the order that counts stands, as told by the part. */
    money: () => {
      const order = ledger.orders.get(kept);
      return { paid: order?.paymentStatus, refunded: order?.content.refunded?.minor };
    },
  };
}

describe('what a manager says of the money of a merged order counts on the one that was kept', () => {
  it('when it is given back, and when that is taken back', async () => {
    const { ledger, part, merge, deeds, money } = twins();
    await deeds['orders.setPayment']({ id: part, paymentStatus: 'paid' });
    const refund = { id: part, amount: '30', reason: 'Wilted' };
    await deeds['orders.noteRefund']({ ...refund, key: 'r1' });
    merge();
    expect(money()).toEqual({ paid: 'partially-refunded', refunded: 3_000 });
    await deeds['orders.withdrawRefund']({ id: part, refund: 'r1' });
    expect(money()).toEqual({ paid: 'paid', refunded: undefined });
    await deeds['orders.noteRefund']({ ...refund, key: 'r2' });
    expect(money()).toEqual({ paid: 'partially-refunded', refunded: 3_000 });
    expect(ledger.verify()).toEqual([]);
  });

  it('when it is paid, and when that is undone', async () => {
    const { ledger, part, merge, deeds, money } = twins();
    merge();
    await deeds['orders.setPayment']({ id: part, paymentStatus: 'paid' });
    expect(money()).toMatchObject({ paid: 'paid' });
    await deeds['orders.setPayment']({ id: part, paymentStatus: 'pending', over: 'pending' });
    expect(money()).toMatchObject({ paid: 'pending' });
    expect(ledger.verify()).toEqual([]);
  });

  it('when it was marked paid among others before it was merged, and that is undone', async () => {
    const { ledger, part, merge, batches, money } = twins();
    await batches.run([part], { kind: 'payment', paymentStatus: 'paid' }, 'b');
    merge();
    expect(money()).toMatchObject({ paid: 'paid' });
    await batches.undo('b');
    expect(money()).toMatchObject({ paid: 'pending' });
    expect(ledger.verify()).toEqual([]);
  });
});
