import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, moneyToDecimal, subtractMoney, sumMoney } from '../../../src/shared/money.ts';
import { formTotals } from '../../../src/shared/totals.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

describe('formTotals', () => {
  it('sums lines minus discount plus delivery, exactly', () => {
    const totals = formTotals({
      currency: 'UAH',
      items: [
        { quantity: 3, unitPrice: '0.10' },
        { quantity: 1, unitPrice: '1240,50' },
      ],
      discount: { kind: 'percent', percent: 12.5 },
      deliveryFee: '80',
    });
    expect(totals).toEqual({
      lines: [uah(30), uah(124050)],
      lineDiscounts: [uah(0), uah(0)],
      subtotal: uah(124080),
      orderDiscount: uah(15510),
      discount: uah(15510),
      deliveryFee: uah(8000),
      total: uah(116570),
    });
  });

  it('never takes off more than the goods cost', () => {
    const totals = formTotals({
      currency: 'UAH',
      items: [{ quantity: 1, unitPrice: '10' }],
      discount: { kind: 'amount', amount: '50' },
      deliveryFee: '5',
    });
    expect(totals.discount).toEqual(uah(1000));
    expect(totals.total).toEqual(uah(500));
  });

  it('subtracts amounts per piece, percentages per line, the order’s last', () => {
    const totals = formTotals({
      currency: 'UAH',
      items: [
        { quantity: 3, unitPrice: '100', discount: { kind: 'amount', amount: '10' } },
        { quantity: 2, unitPrice: '19.99', discount: { kind: 'percent', percent: 15 } },
        { quantity: 2, unitPrice: '5', discount: { kind: 'amount', amount: '7' } },
      ],
      discount: { kind: 'percent', percent: 10 },
    });
    // 15 % of 39.98 is 5.997: Shopify cuts it, and does not round
    expect(totals.lineDiscounts).toEqual([uah(3000), uah(599), uah(1000)]);
    expect(totals.orderDiscount).toEqual(uah(3039));
    expect(totals.discount).toEqual(uah(7638));
    expect(totals.total).toEqual(uah(27360));
  });

  it('rounds a per cent only where the currency has no minor unit', () => {
    const off = (currency: string, unitPrice: string) =>
      formTotals({
        currency,
        items: [{ quantity: 1, unitPrice, discount: { kind: 'percent', percent: 12.5 } }],
      }).discount.minor;
    expect([off('JPY', '100'), off('JPY', '99'), off('EUR', '0.99'), off('KWD', '0.999')]).toEqual([
      13, 12, 12, 124,
    ]);
  });

  it('takes the rate of Shopify’s in place of an own delivery fee', () => {
    const form = { currency: 'UAH', items: [{ quantity: 1, unitPrice: '10' }], deliveryFee: '5' };
    expect(formTotals({ ...form, shippingRate: { price: '120' } }).deliveryFee).toEqual(uah(12000));
  });

  it('names the field whose amount cannot be kept exactly', () => {
    const form = { currency: 'JPY', items: [{ quantity: 1, unitPrice: '10.5' }] };
    expect(() => formTotals(form)).toThrow(
      expect.objectContaining({ kind: 'bad-input', field: 'items.0.unitPrice' }),
    );
    expect(() =>
      formTotals({ ...form, items: [{ quantity: 1, unitPrice: '10' }], deliveryFee: 'x' }),
    ).toThrow(expect.objectContaining({ kind: 'bad-input', field: 'deliveryFee' }));
  });

  it('adds up for every form, and is never below zero', () => {
    const amount = fc
      .integer({ min: 0, max: 99_999_999 })
      .map((minor) => moneyToDecimal({ minor, currency: 'UAH' }));
    const discount = fc.oneof(
      fc.constant(undefined),
      fc.record({ kind: fc.constant('amount' as const), amount }),
      fc.record({
        kind: fc.constant('percent' as const),
        percent: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
      }),
    );
    const items = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 9999 }), unitPrice: amount, discount }),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(items, discount, fc.option(amount, { nil: undefined }), (rows, off, deliveryFee) => {
        const totals = formTotals({ items: rows, discount: off, deliveryFee, currency: 'UAH' });
        expect(sumMoney(totals.lines, 'UAH')).toEqual(totals.subtotal);
        expect(addMoney(subtractMoney(totals.subtotal, totals.discount), totals.deliveryFee)).toEqual(
          totals.total,
        );
        expect(totals.discount.minor).toBeLessThanOrEqual(totals.subtotal.minor);
        expect(totals.total.minor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
