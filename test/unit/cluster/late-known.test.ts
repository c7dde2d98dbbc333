import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { announce } from '../../../src/main/ipc/announce.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import { noteRestoring } from '../../../src/main/restoring.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { Desk } from '../../support/desks.ts';
import { makeDesks, writtenBy } from '../../support/desks.ts';
import type { OrderParts } from '../../support/orders.ts';
import { incomingOrder } from '../../support/orders.ts';
import { openCluster } from './dataset-desk.ts';

const typed = { source: 'manual', sourceId: 'a', number: 'M-1', items: [] } as const;
/** The version of a mail's order is the moment of the mail. */
const mail = { source: 'mail:dostavo', sourceId: 'DS-1', version: Date.parse('2025-03-04T10:00:00Z') };
const shop = { source: 'shopify', sourceId: '5' } as const;

const recorderOf = (desk: Desk) => createRecorder({ ...desk, enqueueNotices: () => {} });
const record = (desk: Desk, parts: OrderParts, ring = true): OrderId =>
  recorderOf(desk).record(incomingOrder(parts), { by: 'shopify', ring }).orderId;
const merge = (desk: Desk, keep: OrderId, drop: OrderId) =>
  createSameOrders(desk).merge(keep, drop, 'a manager');
const handlersOf = (desk: Desk) =>
  createOrderHandlers({ ...desk, recorder: recorderOf(desk), manager: () => 'Taras' });

/** The leader's computer. */
let anna: Desk;
/** A computer that is cut off for days. */
let taras: Desk;
/** Orders that alert the managers at the leader's computer. */
let woken: OrderId[];
beforeEach(() => {
  const [one, other] = makeDesks([0, 0]);
  if (!one || !other) throw new Error('two computers');
  [anna, taras, woken] = [one, other, []];
  const cluster = openCluster({ ...anna, hub: null });
  onTestFinished(async () => {
    await cluster.stop();
    for (const { ledger } of [one, other]) ledger.close();
  });
  const events = createEvents((error) => {
    throw error;
  });
  anna.ledger.entries.onAppended((entries, arrival) =>
    woken.push(...announce(entries, events, arrival, one.ledger)),
  );
});
/** The leader imports what the other wrote, as history. */
function hear(): void {
  woken = [];
  anna.ledger.entries.importRemote(writtenBy(taras), { quiet: true });
}
const order = (id: OrderId) => anna.ledger.orders.get(id);

describe('what another computer wrote days before it was heard of', () => {
  it('is compared with the orders here, and alerts nobody', () => {
    const [told, manual] = [record(anna, mail), record(taras, typed)];
    hear();
    expect(order(manual)?.sameAs?.map(({ id }) => id)).toContain(told);
    expect(order(told)?.sameAs?.map(({ id }) => id)).toContain(manual);
    expect(woken).toEqual([]);
  });

  it('is not compared by a computer that is being restored', () => {
    for (const parts of [mail, typed]) record(taras, parts, false);
    noteRestoring(anna.ledger, true);
    hear();
    expect([...anna.ledger.orders.each()]).toHaveLength(2);
    expect(writtenBy(anna)).toEqual([]);
  });

  it('brings a merged order a cancellation from here, which alerts once', () => {
    const part = record(anna, shop);
    const whole = record(taras, typed);
    merge(taras, whole, record(taras, shop));
    record(anna, { ...shop, version: 2, cancelledAt: '2025-03-04T12:00:00Z' });
    hear();
    expect(order(part)?.partOf?.id).toBe(whole);
    expect(order(whole)?.cancelledParts?.map(({ id }) => id)).toEqual([part]);
    expect(woken).toEqual([whole]);
  });

  it('changes the money of the order that its order was merged into', async () => {
    const [id, whole] = [record(anna, mail), record(anna, typed)];
    record(taras, mail);
    hear();
    merge(anna, whole, id);
    const handlers = handlersOf(taras);
    const refund = { id, key: 'r1', amount: '30', reason: 'Wilted' };
    const said = [
      [() => handlers['orders.setPayment']({ id, paymentStatus: 'paid' }), 'paid', undefined],
      [() => handlers['orders.noteRefund'](refund), 'partially-refunded', 3_000],
      [() => handlers['orders.withdrawRefund']({ id, refund: 'r1' }), 'paid', undefined],
    ] as const;
    for (const [say, paid, refunded] of said) {
      await say();
      hear();
      expect([order(whole)?.paymentStatus, order(whole)?.content.refunded?.minor]).toEqual([paid, refunded]);
    }
    expect(woken).toEqual([]);
  });

  it('asks about no history because somebody there set the payment', async () => {
    const ids = [mail, typed].map((parts) => record(anna, parts, false));
    taras.ledger.entries.importRemote(writtenBy(anna));
    const [id] = ids;
    if (!id) throw new Error('an order');
    await handlersOf(taras)['orders.setPayment']({ id, paymentStatus: 'paid' });
    hear();
    expect(order(id)).toMatchObject({ paymentStatus: 'paid' });
    expect(ids.map((each) => order(each)?.sameAs)).toEqual([undefined, undefined]);
  });
});
