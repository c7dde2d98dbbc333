import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createOrderHandlers } from '../../src/main/ipc/order-handlers.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';

function createDesk() {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const { orderId } = createRecorder({ ledger, clock, oweNotices: () => {} }).record(
    {
      source: 'shopify',
      sourceId: '1',
      version: 1,
      content: { number: '#1', paymentStatus: 'pending', customer: {}, items: [] },
    },
    { by: 'shopify', ring: true },
  );
  let manager = 'Anna';
  const handlers = createOrderHandlers({ ledger, clock, manager: () => manager });
  const order = (id: OrderId = orderId) => ledger.orders.get(id);
  return { handlers, ledger, orderId, order, now: (name: string) => (manager = name) };
}

describe('what a manager does to an order', () => {
  it('is one entry when he takes it twice', async () => {
    const { handlers, ledger, orderId, order } = createDesk();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.take']({ id: orderId });
    expect(order()).toMatchObject({ status: 'taken', takenBy: 'Anna' });
    expect(ledger.entries.list().filter(({ kind }) => kind === 'taken')).toHaveLength(1);
  });

  it('leaves the work where it is when another takes over', async () => {
    const { handlers, orderId, order, now } = createDesk();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.setStatus']({ id: orderId, status: 'ready' });
    now('Taras');
    await handlers['orders.take']({ id: orderId });
    expect(order()).toMatchObject({ status: 'ready', takenBy: 'Taras' });
  });

  it('can be taken back', async () => {
    const { handlers, orderId, order } = createDesk();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.setStatus']({ id: orderId, status: 'new' });
    expect(order()?.status).toBe('new');
    expect(order()?.takenBy).toBeUndefined();
    await handlers['orders.take']({ id: orderId });
    expect(order()?.takenBy).toBe('Anna');
  });

  it('says so when there is no such order', async () => {
    const { handlers, ledger } = createDesk();
    const before = ledger.entries.list().length;
    const nobody = 'shopify:404' as OrderId; // an id this ledger never gave
    expect(() => handlers['orders.addNote']({ id: nobody, text: 'hello' })).toThrow(
      'There is no order shopify:404',
    );
    expect(ledger.entries.list()).toHaveLength(before);
  });
});
