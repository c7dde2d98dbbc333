import { expect, it } from 'vitest';
import { reread } from '../../../src/main/trainer/reread.ts';
import type { ContentEntry } from '../../../src/shared/content-entry.ts';
import { isContent } from '../../../src/shared/content-entry.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import type { OrderContent } from '../../../src/shared/order.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

const first = documentIdSchema.parse('mail:first');
const second = documentIdSchema.parse('mail:second');
const { address, note: _note, ...silent } = incomingOrder().content;
const unread: OrderContent = { ...silent, address, note: 'misread', review: [{ code: 'no-total' }] };
const whole: OrderContent = { ...silent, customer: { name: 'Olena Koval' } };

function contentsOf(version: number, content: OrderContent, documentId = first): readonly ContentEntry[] {
  const data = { order: { ...incomingOrder({ version }), content }, documentId };
  const kind = version === 1 ? 'order-received' : 'order-updated';
  return [entryOf({ id: `e${version}`, kind, at: version, data })].filter(isContent);
}

it('keeps other mails’ values that this mail leaves out', () => {
  const now = reread({ id: second, content: whole }, unread, contentsOf(1, unread));
  expect(now).toMatchObject({ address, customer: { phone: '+380671234567', email: 'olena@example.com' } });
  expect(now.review).toBeUndefined();
});

it('removes values that the order’s only mail no longer has', () => {
  expect(reread({ id: first, content: whole }, unread, contentsOf(1, unread))).toEqual(whole);
});

it('removes them also after another mail’s bare cancellation or change', () => {
  const changes = { cancelledAt: '2025-03-04T10:00:00Z', review: [{ code: 'changed-unread' }] } as const;
  const known = { ...unread, ...changes };
  const contents = [...contentsOf(1, unread), ...contentsOf(2, known, second)];
  expect(reread({ id: first, content: whole }, known, contents)).toEqual({ ...whole, ...changes });
});
