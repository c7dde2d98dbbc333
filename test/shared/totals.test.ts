import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, moneyToDecimal, subtractMoney, sumMoney } from '../../src/shared/money.ts';
import { formTotals } from '../../src/shared/totals.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

describe('formTotals', () => {
  it('adds lines, takes off the discount and adds the delivery, to the kopiyka', () => {
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
      subtotal: uah(124080),
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

  it('names the field whose amount cannot be kept exactly', () => {
    const form = { currency: 'JPY', items: [{ quantity: 1, unitPrice: '10.5' }] };
    expect(() => formTotals(form)).toThrow(
      expect.objectContaining({ kind: 'bad-input', field: 'items.0.unitPrice' }),
    );
    expect(() =>
      formTotals({ ...form, items: [{ quantity: 1, unitPrice: '10' }], deliveryFee: 'x' }),
    ).toThrow(expect.objectContaining({ kind: 'bad-input', field: 'deliveryFee' }));
  });

  it('adds up for every form: total = lines − discount + delivery, and is never below zero', () => {
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
    const items = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9999 }), unitPrice: amount }), {
      minLength: 1,
      maxLength: 20,
    });
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
