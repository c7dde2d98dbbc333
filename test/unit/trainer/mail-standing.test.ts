import { expect, it } from 'vitest';
import { standingOf } from '../../../src/main/trainer/mail-standing.ts';
import type { ContentEntry } from '../../../src/shared/content-entry.ts';
import { isContent } from '../../../src/shared/content-entry.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import type { OrderParts } from '../../support/orders.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

/** A mail that arrived at Google at this time, the version of its content. */
const mail = (at: number) => ({
  id: documentIdSchema.parse(`mail:${at}`),
  headers: { 'internal-date': `${at}` },
  receivedAt: 0,
});
function contentAt(at: number, content: OrderParts, more: object = {}): readonly ContentEntry[] {
  const data = { order: incomingOrder({ version: at, ...content }), documentId: `mail:${at}`, ...more };
  const kind = at === 10 ? 'order-received' : 'order-updated';
  return [entryOf({ id: `e${at}`, kind, at, data })].filter(isContent);
}
const unread = { review: [{ code: 'changed-unread' }] } as const;
const whole = { total: { minor: 9, currency: 'UAH' } };

it('is the last without a later one, whatever a person corrected', () => {
  const corrections = contentAt(30, whole, { documentId: 'mail:10', corrected: 'by-hand' });
  expect(standingOf(mail(10), [...contentAt(10, {}), ...corrections])).toBe('last');
  expect(standingOf(mail(20), [...contentAt(10, {}), ...contentAt(20, unread)])).toBe('last');
  expect(standingOf(mail(25), [...contentAt(10, {}), ...contentAt(20, unread)])).toBe('last');
});

it('is earlier than a mail without content, also when corrected', () => {
  const contents = [
    ...contentAt(10, {}),
    ...contentAt(20, { ...unread, cancelledAt: '2025-03-04T10:00:00Z' }),
  ];
  expect(standingOf(mail(10), contents)).toBe('earlier');
  const corrected = contentAt(30, { ...whole, ...unread }, { documentId: 'mail:10', corrected: 'by-hand' });
  expect(standingOf(mail(10), [...contents, ...corrected])).toBe('earlier');
});

it('is overtaken by a mail with content, and by its corrections', () => {
  expect(standingOf(mail(10), [...contentAt(10, {}), ...contentAt(20, whole)])).toBe('overtaken');
  const changed = [...contentAt(10, {}), ...contentAt(15, whole), ...contentAt(20, { ...whole, ...unread })];
  expect(standingOf(mail(10), changed)).toBe('overtaken');
  const corrected = contentAt(30, whole, { documentId: 'mail:20', corrected: 'by-hand' });
  expect(standingOf(mail(10), [...contentAt(10, {}), ...contentAt(20, unread), ...corrected])).toBe(
    'overtaken',
  );
});

it('that is beside the order completes only an unreadable one', () => {
  expect(standingOf(mail(5), contentAt(10, { review: [{ code: 'cancelled-unknown' }] }))).toBe('earlier');
  expect(standingOf(mail(5), contentAt(10, unread))).toBe('overtaken');
});
