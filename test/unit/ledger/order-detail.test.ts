import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { documentIdSchema, draftIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { type FakeClock, fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock('2026-11-24T10:00:00Z');
  ledger = memoryLedger({ clock });
});

const id = orderIdOf('shopify', '1');
const add = () => {
  const entry = ledger.entries.append(received(incomingOrder({ sourceId: '1' }), clock.now()));
  if (!entry) throw new Error('the order was there before');
  return entry.id;
};
const detail = (order: OrderId = id) => {
  const found = ledger.orders.detail(order);
  if (!found) throw new Error(`no order ${order}`);
  return found;
};

describe('the progress in an order’s detail', () => {
  it('has the loading time of the order, unchanged by later edits', () => {
    const first = add();
    expect(detail().loadedAt).toBeNull();
    ledger.warehouse.committed([first], 'one', 5_000);
    const update = ledger.entries.append(
      fact({
        id: 'update',
        kind: 'order-updated',
        orderId: id,
        data: { order: incomingOrder({ sourceId: '1', version: 2 }) },
      }),
    );
    if (!update) throw new Error('the update was there before');
    ledger.warehouse.committed([update.id], 'two', 9_000);
    expect(detail().loadedAt).toBe(5_000);
  });

  it('how many notices are still to go out', () => {
    add();
    expect(detail().pendingNotices).toBe(0);
    const payload = { manager: 'Anna', channel: 'messenger' };
    const message = ledger.outbox.put({ kind: 'notify.messenger', key: 'k', orderId: id, payload });
    if (message === null) throw new Error('the notification was pending before');
    expect(detail().pendingNotices).toBe(1);
    ledger.outbox.done(message);
    expect(detail().pendingNotices).toBe(0);
  });

  it('lists its customer’s erasure once, though its draft is erased too', () => {
    add();
    const draftId = draftIdSchema.parse('d1');
    ledger.entries.append(
      fact({
        id: 'draft',
        kind: 'draft-changed',
        orderId: null,
        data: { draftId, tag: 'ob-d1', state: 'paid' },
      }),
    );
    ledger.entries.append(
      fact({ id: 'link', kind: 'draft-linked', orderId: id, data: { draftId, tag: 'ob-d1' } }),
    );
    const listedIds = () =>
      detail().timeline.flatMap((item) => (item.step === 'entry' ? [item.entry.id as string] : []));
    ledger.entries.append(
      fact({ id: 'erased:draft', kind: 'customer-erased', orderId: null, data: { draft: draftId } }),
    );
    // when another customer got an order from the same person, only the draft order is erased
    expect(listedIds()).toContain('erased:draft');
    ledger.entries.append(fact({ id: 'erased:order', kind: 'customer-erased', orderId: id, data: {} }));
    expect(listedIds()).toContain('draft');
    expect(listedIds()).toContain('erased:order');
    expect(listedIds()).not.toContain('erased:draft');
  });

  it('when its mail was accepted and what read it last', () => {
    const [read, unread] = ['mail:1', 'mail:2'].map((name) => documentIdSchema.parse(name));
    if (!read || !unread) throw new Error('no documents');
    for (const document of [read, unread]) {
      ledger.documents.put({
        id: document,
        kind: 'mail',
        topic: 'orders@dostavo.example',
        headers: {},
        body: new TextEncoder().encode('a new order'),
        receivedAt: clock.now(),
      });
    }
    add();
    for (const document of [read, unread])
      ledger.documents.settle(document, 'understood', { orderIds: [id] });
    ledger.readings.put({
      document: read,
      sender: 'orders@dostavo.example',
      family: 'dostavo',
      recipe: 'dostavo@3',
      kind: 'order',
      mailedAt: 1_000,
      outline: [],
      unread: [],
      review: [],
      confidence: 1,
      verified: true,
      says: 'new-order',
      fields: [],
    });
    expect(detail().documents).toMatchObject([
      { id: read, mailedAt: 1_000, recipe: 'dostavo@3' },
      { id: unread, mailedAt: null, recipe: null },
    ]);
  });
});
