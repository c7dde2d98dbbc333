import fc from 'fast-check';
import { expect, it } from 'vitest';
import { weigh } from '../../../../src/main/intake/mail/sums.ts';

const nothing = { lines: 0, delivery: 0, fees: 0, tip: 0, tax: 0, discount: 0, subtotal: null, total: 0 };
const cents = fc.nat(1_000_000);

it('accepts every order that adds up, with its tax on top or inside', () => {
  fc.assert(
    fc.property(cents, cents, cents, cents, cents, cents, (lines, delivery, fees, tip, tax, discount) => {
      const parts = { ...nothing, lines, delivery, fees, tip, tax, discount };
      const inside = lines + delivery + fees + tip - discount;
      expect(weigh({ ...parts, total: inside + tax }).balances).toBe(true);
      expect(weigh({ ...parts, total: inside }).balances).toBe(true);
    }),
  );
});

it('refuses an order that is off by any amount that is no tax', () => {
  fc.assert(
    fc.property(cents, cents, cents, fc.integer({ min: 1, max: 1000 }), (lines, delivery, discount, off) => {
      const parts = { ...nothing, lines, delivery, discount };
      expect(weigh({ ...parts, total: lines + delivery - discount + off }).balances).toBe(false);
    }),
  );
});

it('takes lines printed after the discount only when the subtotal says so', () => {
  const parts = { ...nothing, lines: 9000, discount: 1000, total: 9000 };
  expect(weigh(parts).balances).toBe(false);
  expect(weigh({ ...parts, subtotal: 9000 }).balances).toBe(true);
});
