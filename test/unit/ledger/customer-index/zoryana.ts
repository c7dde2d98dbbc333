import { createSayings } from '../../../../src/main/customers/say-of-customer.ts';
import { createTies } from '../../../../src/main/customers/tie-customers.ts';
import type { Clock, Ledger } from '../../../../src/main/ports.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { documentIdSchema, orderIdSchema } from '../../../../src/shared/ids.ts';
import { fact, incomingOrder, received } from '../../../support/orders.ts';

/* A customer whose text a ledger stores in every place, to be erased. */

/** These words are only in the customer's own events. */
export const words = [
  'Zoryana',
  'Зоряна',
  'Vyshyvana',
  '671239876',
  'zoryana',
  'Lisna 77',
  'chrysanthemum-lover',
  'wants it by noon',
];
export const customer = {
  name: 'Zoryana Vyshyvana',
  phone: '+380671239876',
  email: 'zoryana@example.com',
  id: '909090',
};
export const first = orderIdSchema.parse('shopify:1');
export const whole = incomingOrder({
  sourceId: '1',
  customer,
  address: 'Kyiv, Lisna 77',
  note: 'wants it by noon',
  tags: ['chrysanthemum-lover'],
});

/** Fills a ledger with her order, its document, her link, notes and messages. */
export function fill(ledger: Ledger, clock: Clock): void {
  ledger.transaction(() => {
    ledger.entries.append(received(whole));
    ledger.entries.append(
      received(incomingOrder({ sourceId: '2', customer: { name: 'Petro', phone: '0501112244' } })),
    );
    // the same again, otherwise: what stood before is left in the file's free space
    for (let version = 2; version < 30; version += 1) {
      const order = incomingOrder({
        sourceId: '1',
        version,
        customer,
        address: `Kyiv, Lisna 77, ${'door '.repeat(version)}`,
      });
      ledger.entries.append(
        fact({ id: `u${version}`, kind: 'order-updated', orderId: first, data: { order } }),
      );
    }
  });
  const documentId = documentIdSchema.parse('webhook:1');
  const body = new TextEncoder().encode(JSON.stringify({ ...whole, text: 'Zoryana '.repeat(2000) }));
  ledger.documents.put({
    id: documentId,
    kind: 'webhook',
    topic: 'orders/create',
    headers: { from: 'Zoryana' },
    body,
    receivedAt: 1,
  });
  ledger.documents.settle(documentId, 'understood', { orderIds: [first] });
  ledger.entries.append(fact({ id: 'n', kind: 'note-added', orderId: first, data: { text: 'Зоряна rang' } }));
  ledger.entries.append(
    fact({
      id: 'draft',
      kind: 'draft-changed',
      orderId: null,
      data: { draftId: 'draft-1', state: 'paid', tag: 'tag-1', customerName: 'Zoryana', subscriberId: '42' },
    }),
  );
  ledger.settings.set('draft.draft-1.form', '{"name":"Zoryana"}');
  ledger.entries.append(
    fact({
      id: 'dl',
      kind: 'draft-linked',
      orderId: first,
      data: { draftId: 'draft-1', tag: 'tag-1', subscriberId: '42' },
    }),
  );
  const touch = { subscriberId: '42', name: 'Zoryana V', lastWords: 'Зоряна here', wantsManager: true };
  ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, at: 5, data: touch }));
  const unpaid = {
    alert: 'unpaid:draft-1:1',
    occasion: 'unpaid',
    text: 'Link not paid for 3 h: #D1\nCustomer: Zoryana Vyshyvana',
  };
  const cancelled = {
    alert: 'cancelled:shopify:1',
    occasion: 'cancelled',
    text: 'Cancelled where it came from: #1\nCustomer: Zoryana Vyshyvana, +380671239876',
  };
  enqueueAlert(ledger, unpaid, null, { draft: 'draft-1' });
  enqueueAlert(ledger, cancelled, first, {});
  const ties = createTies({ ledger, clock });
  createSayings({ ledger, clock, ties }).note(first, 'chrysanthemum-lover', 'Anna');
}
/** An alert that was sent to one manager and is pending for another. */
function enqueueAlert(
  ledger: Ledger,
  alert: { readonly alert: string; readonly occasion: string; readonly text: string },
  orderId: OrderId | null,
  about: { readonly draft?: string },
): void {
  const to = ['Anna', 'Taras'];
  const { text: _text, ...named } = alert;
  const id = `alert:${alert.alert}:1`;
  ledger.entries.append(
    fact({ id, kind: 'alert-raised', orderId, data: { ...alert, ...about, rule: 'r', step: 1, to } }),
  );
  for (const manager of to) {
    const key = `alert:${alert.alert}:${manager}:messenger`;
    const payload = { ...alert, orderId, manager, subscriberId: '7' };
    const message = ledger.outbox.put({
      kind: 'notify.alert',
      key,
      payload,
      ...(orderId !== null && { orderId }),
    });
    if (message === null || manager === 'Taras') continue;
    ledger.outbox.done(message);
    const end = { ...named, manager, channel: 'messenger', state: 'sent', at: 1 };
    ledger.entries.append(fact({ id: `told:${key}`, kind: 'alert-ended', orderId, data: end }));
  }
}
