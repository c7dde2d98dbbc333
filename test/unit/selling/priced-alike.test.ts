import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalculate } from '../../../src/main/selling/calculate.ts';
import type { CalculateForm } from '../../../src/shared/forms.ts';
import { calculateFormSchema } from '../../../src/shared/forms.ts';
import { minorDigits, moneyToDecimal, subtractMoney } from '../../../src/shared/money.ts';
import { formTotals } from '../../../src/shared/totals.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

const cartsEach = 250;
const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';

/** Carts as people type them, with odd ones: a discount above the price, a price of zero, 12.34 %. */
function carts(currency: string): fc.Arbitrary<CalculateForm> {
  const amount = (max: number) =>
    fc.integer({ min: 0, max }).map((minor) => moneyToDecimal({ minor, currency }));
  const unit = 10 ** minorDigits(currency);
  const percent = fc.oneof(
    fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
    fc.constantFrom(0, 5, 10, 12.5, 15, 33.33, 50, 99.99, 100),
  );
  const discount = (max: number) =>
    fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant('amount' as const), amount: amount(max) }),
        fc.record({ kind: fc.constant('percent' as const), percent }),
      ),
      { nil: undefined },
    );
  const item = fc.record({
    title: fc.constant('Ribbon'),
    quantity: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(9999)),
    unitPrice: amount(5000 * unit),
    discount: discount(6000 * unit),
  });
  return fc
    .record({
      key: fc.constant(key),
      currency: fc.constant(currency),
      items: fc.array(item, { minLength: 1, maxLength: 12 }),
      discount: discount(40_000 * unit),
      deliveryFee: fc.option(amount(500 * unit), { nil: undefined }),
    })
    .map((cart) => calculateFormSchema.parse(cart));
}

describe.skipIf(schemaMissing)(`our totals and Shopify's${schemaNote}`, () => {
  it.each(['UAH', 'EUR', 'JPY', 'KWD'])(
    `are equal to the minor unit in ${cartsEach} carts in %s`,
    async (currency) => {
      const { clock, client } = await openShopify({ pricing: { currency, tax: null } });
      const calculate = createCalculate({ client, country: () => 'UA' });
      let priced = 0;
      await fc.assert(
        fc.asyncProperty(carts(currency), async (form) => {
          await clock.advance(1000); // the points a question costs come back with time
          const ours = formTotals(form);
          const theirs = await calculate(form);
          expect(theirs).toMatchObject({
            subtotal: ours.subtotal,
            discount: ours.discount,
            deliveryFee: ours.deliveryFee,
            total: ours.total,
            dueNow: ours.total,
          });
          expect(theirs.lines.map(({ total }) => total)).toEqual(
            ours.lines.map((line, index) => subtractMoney(line, ours.lineDiscounts[index] ?? line)),
          );
          priced += 1;
        }),
        { numRuns: cartsEach },
      );
      expect(priced).toBeGreaterThanOrEqual(cartsEach);
    },
    60_000,
  );
});
