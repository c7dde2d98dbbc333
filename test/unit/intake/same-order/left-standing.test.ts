import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { createOrderHandlers } from '../../../../src/main/ipc/order-handlers.ts';
import { createBatches } from '../../../../src/main/order-actions/batches.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { toldBefore } from '../../../../src/shared/status-entries.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact, incomingOrder, type OrderParts } from '../../../support/orders.ts';

function desk(deskId = 'desk-1') {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock, deskId });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const same = createSameOrders({ ledger, clock });
  const manager = () => 'Anna';
  const handlers = createOrderHandlers({ ledger, clock, recorder, manager });
  const batches = createBatches({ ledger, clock, events: { emit: () => {} }, manager });
  const record = (parts: OrderParts): OrderId =>
    recorder.record(incomingOrder(parts), { by: 'shopify', ring: false }).orderId;
  const order = (id: OrderId) => ledger.orders.get(id);
  return { ledger, recorder, same, handlers, batches, record, order };
}

/** What one computer has written down comes to another, which says what follows from it. */
function hear(one: ReturnType<typeof desk>, other: ReturnType<typeof desk>): void {
  const said = other.ledger.entries.list().filter((entry) => entry.desk === other.ledger.deskId);
  const heard = one.ledger.entries.importRemote(said);
  one.recorder.heard([...new Set(heard.flatMap(({ orderId }) => orderId ?? []))]);
}

const off = { version: 2, cancelledAt: '2025-03-04T10:05:00Z' } as const;

/** An order that its source cancels while another that stands is a part of it. */
function left() {
  const shop = desk();
  const [kept, part] = [shop.record({ sourceId: '1' }), shop.record({ sourceId: '2' })];
  shop.same.merge(kept, part, 'Anna');
  shop.record({ sourceId: '1', ...off });
  return { ...shop, kept, part };
}

describe('what stands in an order that its source has cancelled', () => {
  it('is asked about again when a manager opens that one and takes it back', async () => {
    const { handlers, kept: id, part, order, ledger } = left();
    await handlers['orders.setStatus']({ id, status: 'new', seen: 'cancelled' });
    expect(order(id)).not.toHaveProperty('standingParts');
    const told = toldBefore('cancelled', (await handlers['orders.get']({ id })).order);
    await handlers['orders.setStatus']({ id, status: 'cancelled', seen: 'new', told });
    expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: true, standingParts: [part] });
    await handlers['orders.setStatus']({ id, status: 'cancelled', seen: 'cancelled' });
    expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: false });
    expect(ledger.verify()).toEqual([]);
  });

  it('is asked about again when many are opened and taken back as one', async () => {
    const { batches, kept, part, order } = left();
    await batches.run([kept], { kind: 'status', status: 'new' }, 'b');
    await batches.undo('b');
    expect(order(kept)).toMatchObject({ status: 'cancelled', needsReview: true, standingParts: [part] });
  });
});

/** An order merged into one that was merged into a third; the sources of both that others were merged into cancel them. */
function leftInnermost() {
  const shop = desk();
  const [outer, between, inner] = [
    shop.record({ sourceId: '1' }),
    shop.record({ sourceId: '2' }),
    shop.record({ sourceId: '3' }),
  ];
  shop.same.merge(between, inner, 'Anna');
  shop.same.merge(outer, between, 'Anna');
  return { ...shop, outer, between, inner };
}

describe('what stands in an order that was merged into another', () => {
  it.each([
    ['the outer one first', ['1', '2']],
    ['the one between first', ['2', '1']],
  ])('puts the outermost up for review when the sources of both cancel them, %s', (_, ends) => {
    const { record, order, same, ledger, outer, between, inner } = leftInnermost();
    for (const sourceId of ends) record({ sourceId, ...off });
    expect(order(outer)).toMatchObject({
      status: 'cancelled',
      needsReview: true,
      standingParts: [between],
    });
    // parted, what stands is asked about where it is
    same.undo(outer, between, 'Anna');
    expect(order(outer)).toMatchObject({ needsReview: false });
    expect(order(between)).toMatchObject({ needsReview: true, standingParts: [inner] });
    expect(ledger.verify()).toEqual([]);
  });

  it('is nothing any more once its own source has cancelled it too, or a manager all of them', async () => {
    const one = leftInnermost();
    for (const sourceId of ['1', '2', '3']) one.record({ sourceId, ...off });
    expect(one.order(one.outer)).toMatchObject({ status: 'cancelled', needsReview: false });
    const other = leftInnermost();
    for (const sourceId of ['1', '2']) other.record({ sourceId, ...off });
    await other.handlers['orders.setStatus']({ id: other.outer, status: 'cancelled' });
    expect(other.order(other.outer)).toMatchObject({ status: 'cancelled', needsReview: false });
  });

  it('leaves what was paid back for the one between out of the money of the outermost', () => {
    const { record, order, outer } = leftInnermost();
    const refunded = { minor: 124_000, currency: 'UAH' };
    record({ sourceId: '2', ...off, paymentStatus: 'refunded', refunded });
    expect(order(outer)).toMatchObject({ status: 'new', needsReview: true, paymentStatus: 'pending' });
    expect(order(outer)?.content).not.toHaveProperty('refunded');
  });
});

/** An order that one computer cancels with two in it, while another merges a fourth into the innermost of them. */
async function mergedUnseen() {
  const [here, there] = [desk('desk-1'), desk('desk-2')];
  const [id, between, inner, unseen] = ['1', '2', '3', '4'].map((sourceId) => here.record({ sourceId }));
  if (!id || !between || !inner || !unseen) throw new Error('there are four orders');
  hear(there, here);
  there.same.merge(inner, unseen, 'Taras');
  here.same.merge(between, inner, 'Anna');
  here.same.merge(id, between, 'Anna');
  await here.handlers['orders.setStatus']({ id, status: 'cancelled' });
  expect(here.order(id)).toMatchObject({ status: 'cancelled', needsReview: false });
  hear(here, there);
  hear(there, here);
  return { here, there, id, between };
}

describe('what is merged into an order that a manager cancels', () => {
  it('is off with it where they saw it, and asked about where another computer merged it meanwhile', async () => {
    const [here, there] = [desk('desk-1'), desk('desk-2')];
    const ids = ['1', '2', '3'].map((sourceId) => here.record({ sourceId }));
    const [id, seen, unseen] = ids;
    if (!id || !seen || !unseen) throw new Error('there are three orders');
    here.same.merge(id, seen, 'Anna');
    hear(there, here);
    await here.handlers['orders.setStatus']({ id, status: 'cancelled' });
    there.same.merge(id, unseen, 'Taras');
    hear(here, there);
    hear(there, here);
    for (const { order, ledger } of [here, there]) {
      expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: true, standingParts: [unseen] });
      expect(ledger.verify()).toEqual([]);
    }
    await there.handlers['orders.setStatus']({ id, status: 'cancelled' });
    expect(there.order(id)).toMatchObject({ status: 'cancelled', needsReview: false });
  });

  it('is off with it down the chain where they saw it, and asked about where another computer merged it into the innermost', async () => {
    const { here, there, id, between } = await mergedUnseen();
    for (const { order, ledger } of [here, there]) {
      expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: true, standingParts: [between] });
      expect(ledger.verify()).toEqual([]);
    }
    await there.handlers['orders.setStatus']({ id, status: 'cancelled' });
    hear(here, there);
    for (const { order } of [here, there]) {
      expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: false });
    }
  });

  it('is nothing to ask about once the source of what another computer merged into the innermost cancels it', async () => {
    const { here, there, id } = await mergedUnseen();
    there.record({ sourceId: '4', ...off });
    hear(here, there);
    for (const { order } of [here, there]) {
      expect(order(id)).toMatchObject({ status: 'cancelled', needsReview: false });
    }
  });

  it('was all off with it for an earlier version, which wrote none of it down', () => {
    const { kept, order, ledger } = left();
    ledger.entries.append(
      fact({
        id: 'earlier',
        orderId: kept,
        kind: 'status-set',
        data: { status: 'cancelled', decision: 1, told: { cancelled: true } },
      }),
    );
    expect(order(kept)).toMatchObject({ status: 'cancelled', needsReview: false });
  });
});
