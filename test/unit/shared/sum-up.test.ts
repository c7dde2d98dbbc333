import { describe, expect, it } from 'vitest';
import type { OrderContent } from '../../../src/shared/order.ts';
import { isDiscountIncluded, sumUp } from '../../../src/shared/sum-up.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const content = (more: Partial<OrderContent>): OrderContent => ({
  number: '1042',
  paymentStatus: 'paid',
  customer: {},
  items: [
    { title: 'Peony', quantity: 2, unitPrice: uah(45000), options: [] },
    { title: 'Card', quantity: 1, lineTotal: uah(4000), options: [] },
  ],
  ...more,
});

describe('the parts of an order', () => {
  it('add up with delivery, fees and tip, less the discount', () => {
    const order = content({
      deliveryFee: uah(30000),
      discount: uah(5000),
      tip: uah(1000),
      fees: [{ label: 'Bag', amount: uah(500) }],
      total: uah(120500),
    });
    expect(sumUp(order)).toEqual({ kind: 'adds-up' });
  });

  it('add up without the goods that were taken off', () => {
    const order = content({ discount: uah(5000), takenOff: uah(40000), total: uah(49000) });
    expect(sumUp(order)).toEqual({ kind: 'adds-up' });
  });

  it('count tax only where prices do not hold it already', () => {
    expect(sumUp(content({ tax: uah(1000), total: uah(95000) }))).toEqual({ kind: 'adds-up' });
    expect(sumUp(content({ tax: uah(1000), taxIncluded: true, total: uah(94000) }))).toEqual({
      kind: 'adds-up',
    });
  });

  const net = {
    items: [{ title: 'Peony', quantity: 1, lineTotal: uah(9000), options: [] }],
    discount: uah(1000),
  };

  it('count the discount only when lines exclude it', () => {
    const after = content({ ...net, subtotal: uah(9000), total: uah(9000) });
    expect(sumUp(after)).toEqual({ kind: 'adds-up' });
    expect(isDiscountIncluded(after)).toBe(true);
    const taxed = content({ ...after, discount: uah(-1000), tax: uah(500), total: uah(9500) });
    expect(sumUp(taxed)).toEqual({ kind: 'adds-up' });
    // lines after it, the subtotal before it: of the subtotal it is still to be taken off
    const between = content({ ...net, subtotal: uah(10_000), total: uah(9000) });
    expect(sumUp(between)).toEqual({ kind: 'adds-up' });
    expect(isDiscountIncluded(between)).toBe(false);
    const before = content({ ...net, subtotal: uah(9000), total: uah(8000) });
    expect(sumUp(before)).toEqual({ kind: 'adds-up' });
    expect(isDiscountIncluded(before)).toBe(false);
  });

  it('differ by the discount without a subtotal', () => {
    const differs = { kind: 'differs', by: uah(1000) };
    expect(sumUp(content({ ...net, total: uah(9000) }))).toEqual(differs);
    expect(sumUp(content({ ...net, subtotal: uah(9500), total: uah(9000) }))).toEqual(differs);
    expect(sumUp(content({ ...net, subtotal: uah(9000), total: uah(9001) }))).toEqual({
      kind: 'differs',
      by: uah(1001),
    });
  });

  it('name what the total says beyond them', () => {
    expect(sumUp(content({ total: uah(94700) }))).toEqual({ kind: 'differs', by: uah(700) });
    expect(sumUp(content({ total: uah(93000) }))).toEqual({ kind: 'differs', by: uah(-1000) });
  });

  it('are not compared when an amount is missing or in another currency', () => {
    expect(sumUp(content({}))).toEqual({ kind: 'unknown' });
    expect(sumUp(content({ total: uah(1), items: [{ title: 'Gift', quantity: 1, options: [] }] }))).toEqual({
      kind: 'unknown',
    });
    expect(sumUp(content({ total: { minor: 94000, currency: 'EUR' } }))).toEqual({ kind: 'unknown' });
  });
});
