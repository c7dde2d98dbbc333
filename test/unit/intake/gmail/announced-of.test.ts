import { describe, expect, it } from 'vitest';
import { announcedOf } from '../../../../src/main/intake/gmail/reused-number.ts';
import { documentIdSchema } from '../../../../src/shared/ids.ts';
import type { OrderContent, OrderStatus } from '../../../../src/shared/order.ts';

const hour = 3_600_000;
const number = 'BD-42';
const uah = (minor: number) => ({ minor, currency: 'UAH' });
const content = (changes: Partial<OrderContent> = {}): OrderContent => ({
  number,
  paymentStatus: 'unknown',
  customer: { phone: '+380 67 555 01 43' },
  total: uah(12_400),
  items: [{ title: 'Peony', quantity: 1, options: [] }],
  ...changes,
});
const documentId = documentIdSchema.parse('mail:18c');
const known = (changes: Partial<OrderContent> = {}, status: OrderStatus = 'handed-over') => ({
  status,
  content: content(changes),
  told: [{ version: 0, content: content(changes), documentId }],
});

describe('an announcement of a number whose order is done with', () => {
  it.each([
    [
      'of the same minute',
      { placedAt: '2025-03-04T11:58', total: uah(1) },
      { placedAt: '2025-03-04T11:58:00' },
    ],
    ['that tells no time, and the rest alike', { placedAt: '2025-03-04T11:58' }, {}],
    [
      'of one moment told in two zones',
      { placedAt: '2025-03-04T11:58+02:00' },
      { placedAt: '2025-03-04T09:58Z' },
    ],
    ['whose phone is written otherwise', {}, { customer: { phone: '067 555-01-43' } }],
  ])('%s is of that order', (_, before, now) => {
    expect(announcedOf([known(before)], { version: 1, content: content(now) })).not.toBeNull();
  });

  it.each([
    ['of another day', { placedAt: '2025-03-04T11:58' }, { placedAt: '2025-03-05T11:58' }],
    ['of other goods', {}, { items: [{ title: 'Tulips', quantity: 1, options: [] }] }],
    ['of another phone', {}, { customer: { phone: '+380 50 555 77 88' } }],
    ['of another total', {}, { total: uah(1) }],
    ['of an order of which nothing was read', { customer: {}, total: undefined, items: [] }, {}],
  ])('%s is of another one', (_, before, now) => {
    expect(announcedOf([known(before)], { version: 1, content: content(now) })).toBeNull();
  });

  it('that is older than all that is known is of that order', () => {
    expect(announcedOf([known()], { version: -1, content: content({ total: uah(1) }) })).not.toBeNull();
  });

  it('that tells all alike is of another one days later, unless that was told when it was placed, or in this very message', () => {
    const later = { version: 5 * 24 * hour, content: content() };
    expect(announcedOf([known()], later)).toBeNull();
    expect(announcedOf([known()], later, (mail) => mail === documentId)).not.toBeNull();
    const placed = { placedAt: '2025-03-04T11:58' };
    expect(announcedOf([known(placed)], { ...later, content: content(placed) })).not.toBeNull();
  });
});

describe('an announcement of the day after, within three hours', () => {
  const dayAfter = (
    one: string,
    other: string,
    changes: Partial<OrderContent> = {},
    version = 2.9 * hour,
  ) => {
    const announced = { version, content: content({ placedAt: other, ...changes }) };
    return announcedOf([known({ placedAt: one }, 'taken')], announced);
  };

  it.each([
    ['with times around midnight', '2025-03-04T23:50', '2025-03-05T00:10'],
    ['with moments around midnight', '2025-03-04T23:50Z', '2025-03-05T00:10Z'],
    ['with days alone', '2025-03-04', '2025-03-05'],
    ['with a time after a day alone', '2025-03-04', '2025-03-05T00:10'],
  ])('that tells all alike %s is of that order', (_, one, other) => {
    expect(dayAfter(one, other)).not.toBeNull();
    expect(dayAfter(one, other, {}, 3 * hour)).toBeNull();
    expect(dayAfter(one, other, { total: uah(1) })).toBeNull();
  });

  it.each([
    ['at times hours apart', '2025-03-04T20:50', '2025-03-05T00:10'],
    ['two days apart', '2025-03-04', '2025-03-06'],
  ])('that tells all alike %s is of another one', (_, one, other) => {
    expect(dayAfter(one, other)).toBeNull();
  });
});

describe('an announcement of a number whose order is still open', () => {
  const placed = (one: string, other: string) =>
    [{ placedAt: one }, { placedAt: other, customer: { phone: '+380 50 555 77 88' } }] as const;
  const another = content({ customer: { phone: '+380 50 555 77 88' }, total: uah(1) });

  it.each([
    ['of the same day', ...placed('2025-03-04T09:00', '2025-03-04T20:30')],
    ['of the same day, told without a time', ...placed('2025-03-04', '2025-03-04')],
    ['of a day that is told in words', ...placed('4 March', '5 March')],
  ])('%s is of that order half a day long', (_, before, now) => {
    const announced = { version: 11.5 * hour, content: content(now) };
    expect(announcedOf([known(before, 'taken')], announced)).not.toBeNull();
    expect(announcedOf([known(before, 'taken')], { ...announced, version: 12 * hour })).toBeNull();
  });

  it.each([
    ['with a time', ...placed('2025-03-04T21:30', '2025-03-05T09:00')],
    ['without a time', ...placed('2025-03-04', '2025-03-05')],
  ])('of another day, told %s, is of another one', (_, before, now) => {
    const announced = { version: 11.5 * hour, content: content(now) };
    expect(announcedOf([known(before, 'taken')], announced)).toBeNull();
  });

  it('that is half a day older is of another one', () => {
    const open = known({ review: [{ code: 'no-total' }] }, 'new');
    expect(announcedOf([open], { version: -11.5 * hour, content: another })).not.toBeNull();
    expect(announcedOf([open], { version: -12 * hour, content: another })).toBeNull();
  });

  it.each([
    ['a cancellation', 'cancelled-unknown'],
    ['a change', 'changed-unread'],
  ] as const)('is the one it waits for, however old, where %s was read first', (_, code) => {
    const waits = known({ review: [{ code }, { code: 'unreadable' }] }, 'new');
    expect(announcedOf([waits], { version: -40 * hour, content: another })).not.toBeNull();
    const hasCome = { ...waits, told: [...waits.told, { version: -1, content: content() }] };
    expect(announcedOf([hasCome], { version: -40 * hour, content: another })).toBeNull();
  });
});
