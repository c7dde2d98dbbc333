import fc from 'fast-check';
import { expect, it } from 'vitest';
import { besideErased, dataOfEntry } from '../../../../src/main/warehouse/views/erasure.ts';
import { alertSchema } from '../../../../src/shared/alert-rules/alert.ts';
import { erasedWords, withoutCustomer } from '../../../../src/shared/customer/erase.ts';
import { parseEntry } from '../../../../src/shared/entry.ts';
import { foldOrder } from '../../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { anyFact } from '../../../support/any-fact.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const whole = incomingOrder({
  customer: { name: 'Olena Koval', phone: '+380671234568', email: 'olena@example.com', id: '77' },
  recipient: { name: 'Petro Koval', phone: '+380501112233' },
  address: 'Kyiv, Khreshchatyk 1',
  note: 'ring Olena',
  properties: [{ name: 'Card text', value: 'For Olena' }],
  tags: ['olena-birthday'],
  landingPage: 'https://shop.example/?email=olena@example.com',
  referrer: 'https://mail.example/olena',
  review: [{ code: 'sum-mismatch', detail: 'Olena pays 12' }],
  items: [
    {
      title: 'Bouquet',
      quantity: 2,
      options: ['Card: Dear Olena'],
      unitPrice: { minor: 50_00, currency: 'UAH' },
    },
  ],
  total: { minor: 100_00, currency: 'UAH' },
});
const alert = { alert: 'unpaid:draft-1:1', occasion: 'unpaid', step: 1, to: [], text: 'Customer: Olena' };
const orderEvent = entryOf({
  id: 'r',
  kind: 'order-received',
  data: { order: whole, form: { name: 'Olena', phone: '+380671234568' } },
});

it('keeps what an order sold for, without name, phone, e-mail or address', () => {
  const left = JSON.stringify(withoutCustomer(orderEvent));
  expect(left).not.toMatch(/olena|koval|petro|khreshchatyk|671234568|501112233|"77"/i);
  expect(left).toContain('"title":"Bouquet","quantity":2');
  expect(left).toContain('"total":{"minor":10000,"currency":"UAH"}');
});

it.each([
  ['draft-changed', { state: 'ready', tag: 'ob-1' }],
  ['link-sent', { sending: 'a', via: 'email', to: 'o@example.com', state: 'refused', reminder: false }],
  ['draft-closing', { end: 'cancelled', attempt: 1, state: 'refused' }],
] as const)('removes the reason of %s, also in the views', (kind, data) => {
  const reason = 'olena@example.com is no address';
  const entry = entryOf({ id: 'x', kind, orderId: null, data: { draftId: 'd1', ...data, reason } });
  expect(JSON.stringify(entry)).toMatch(/olena/);
  expect(withoutCustomer(entry).data).toMatchObject({ reason: erasedWords });
  const taken = dataOfEntry.match(new RegExp(`WHEN kind IN \\('${kind}'\\) THEN .*`));
  expect(taken?.[0]).toContain("'$.reason'");
});

it('covers an alert of their link too, in the views', () => {
  const { draft } = alertSchema.parse({ ...alert, draft: 'draft-1' });
  expect(draft).toBe('draft-1');
  expect(dataOfEntry).toContain(
    "kind = 'alert-raised' AND JSON_VALUE(data, '$.draft') IN UNNEST(erased_drafts)",
  );
  expect(besideErased('`p.d.entries`')).toContain(
    "ARRAY_AGG(JSON_VALUE(data, '$.draft') IGNORE NULLS) AS erased_drafts",
  );
});

it('is an event of its kind, and idempotent', () => {
  fc.assert(
    fc.property(anyFact, (draft) => {
      const entry = parseEntry({ ...draft, desk: 'desk-1', seq: 1, recordedAt: 1 });
      const once = withoutCustomer(entry);
      const parsed = parseEntry(JSON.parse(JSON.stringify(once)));
      expect(parsed).toEqual(once);
      expect(JSON.stringify(withoutCustomer(parsed).data)).toBe(JSON.stringify(once.data));
    }),
    { numRuns: 500 },
  );
});

it('builds an order without its customer, whenever later events arrive', () => {
  const note = entryOf({ id: 'n', kind: 'note-added', data: { text: 'Olena rang' }, at: 2 });
  const erased = entryOf({ id: 'e', kind: 'customer-erased', data: {}, at: 3 });
  const update = entryOf({
    id: 'u',
    kind: 'order-updated',
    data: { order: { ...whole, version: 9 } },
    at: 4,
    seq: 4,
  });
  const id = orderIdSchema.parse('shopify:1001');
  const orders = [
    foldOrder(id, [orderEvent, note, erased, update]),
    foldOrder(id, [erased, update, orderEvent, note]),
  ];
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]?.erased).toBe(true);
  expect(orders[0]?.notes).toMatchObject([{ text: erasedWords }]);
  expect(JSON.stringify(orders[0])).not.toMatch(/olena/i);
});
