import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/shared/order-changes.ts';
import { incomingOrder } from '../../support/orders.ts';

const { content } = incomingOrder();
const uah = (minor: number) => ({ minor, currency: 'UAH' });
const line = (title: string, quantity: number) => ({ title, quantity, options: [], unitPrice: uah(10_000) });

describe('what a version changed', () => {
  it('is listed field by field, with old and new value', () => {
    const after = {
      ...content,
      customer: { ...content.customer, name: 'Taras Bondar', email: undefined },
      address: 'Lviv, Svobody 1',
      deliveryFee: uah(5_000),
      total: uah(129_000),
      paymentStatus: 'paid' as const,
      fulfillment: 'partial' as const,
    };
    expect(changesOf(content, after)).toEqual([
      { what: 'delivery', before: null, after: uah(5_000) },
      { what: 'name', before: 'Olena Koval', after: 'Taras Bondar' },
      { what: 'email', before: 'olena@example.com', after: null },
      { what: 'address', before: 'Kyiv, Khreshchatyk 1', after: 'Lviv, Svobody 1' },
      { what: 'payment', before: 'pending', after: 'paid' },
      { what: 'fulfillment', before: 'none', after: 'partial' },
      { what: 'total', before: uah(124_000), after: uah(129_000) },
    ]);
  });

  it('matches lines by product, so a moved line is unchanged', () => {
    const before = { ...content, items: [line('Peony', 1), line('Rose', 2), line('Vase', 1)] };
    const after = { ...content, items: [line('Rose', 3), line('Peony', 1), line('Card', 1)] };
    expect(changesOf(before, after)).toEqual([
      { what: 'item', before: line('Rose', 2), after: line('Rose', 3) },
      { what: 'item', before: null, after: line('Card', 1) },
      { what: 'item', before: line('Vase', 1), after: null },
    ]);
  });

  it('includes removed pieces of a line with the same quantity', () => {
    const before = { ...content, items: [line('Rose', 3), line('Vase', 1)] };
    const fewer = { ...line('Rose', 3), left: 1 };
    expect(changesOf(before, { ...content, items: [fewer, line('Vase', 1)] })).toEqual([
      { what: 'item', before: line('Rose', 3), after: fewer },
    ]);
  });

  it('is a detail without a shown name, and nothing when equal', () => {
    expect(changesOf(content, { ...content, landingPage: '/peonies' })).toEqual([{ what: 'details' }]);
    expect(changesOf(content, content)).toEqual([]);
    const same = { ...content, note: '', gateways: [], fulfillment: 'none' as const };
    expect(changesOf(content, same)).toEqual([{ what: 'details' }]);
  });

  it('taken back is the same change with its sides swapped', () => {
    const text = fc.option(fc.string({ minLength: 1, maxLength: 5 }), { nil: undefined });
    const version = fc.record({ note: text, address: text, minor: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(version, version, (one, other) => {
        const of = ({ note, address, minor }: typeof one) => ({
          ...content,
          note,
          address,
          total: uah(minor),
        });
        const swapped = changesOf(of(other), of(one)).flatMap((change) =>
          change.what === 'details' ? [] : [{ ...change, before: change.after, after: change.before }],
        );
        expect(changesOf(of(one), of(other))).toEqual(swapped);
      }),
    );
  });
});
