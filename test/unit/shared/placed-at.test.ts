import { describe, expect, it } from 'vitest';
import { momentOf, momentTold } from '../../../src/shared/placed-at.ts';
import { incomingOrder } from '../../support/orders.ts';

const noon = Date.parse('2025-03-04T12:00:00Z');

describe('when an order was placed', () => {
  it.each([
    '2025-03-04T12:00:00Z',
    '2025-03-04T12:00:00.000Z',
    '2025-03-04T14:00:00+02:00',
    '2025-03-04T07:00-05:00',
  ])('is the time in the source: %s', (placedAt) => {
    expect(momentTold(placedAt)).toBe(noon);
  });

  it.each([
    '2025-03-04T12:00:00',
    '2025-03-04',
    '04.03.2025 12:00',
    '2025-13-04T12:00:00Z',
    '2025-02-30T12:00:00Z',
    '2025-03-04T24:00:00Z',
    'Tue, 4 Mar 2025 12:00:00 +0000',
    'today',
    '',
    undefined,
    null,
  ])('is unknown as a moment, with any computer’s clock: %s', (placedAt) => {
    expect(momentTold(placedAt)).toBeNull();
  });

  const order = { ...incomingOrder({ placedAt: '2025-03-04T12:00:00' }), receivedAt: 7 };

  it('is its arrival without a time in the source', () => {
    expect(momentOf(order)).toBe(7);
    expect(momentOf({ ...order, ...incomingOrder({ placedAt: '1970-01-01T00:00:00Z' }) })).toBe(0);
  });

  it('is the mail’s arrival in the mailbox, whenever fetched', () => {
    const mailed = { ...order, source: 'mail:dostavo', version: 5 };
    expect(momentOf(mailed)).toBe(5);
    const later = { ...mailed, version: 9 };
    expect(momentOf({ ...later, firstVersion: 5 }), 'a second mail, after the order was here').toBe(5);
    expect(momentOf({ ...later, firstVersion: 8 }), 'by a clock that is behind').toBe(7);
    expect(momentOf(later), 'the same, as an earlier app kept it').toBe(7);
    expect(momentOf({ ...mailed, content: { ...order.content, placedAt: '1970-01-01T00:00:00Z' } })).toBe(0);
  });
});
