import fc from 'fast-check';
import { expect, it } from 'vitest';
import { languages } from '../../../src/shared/languages.ts';
import { moneyToDecimal, parseMoney, typedMoney } from '../../../src/shared/money.ts';
import { moneyText } from '../../../src/shared/money-text.ts';
import { decimalTyped } from '../../../src/shared/typed-amount.ts';

it.each([
  ['1 200', 'en', '1200'],
  ['1\u00a0200', 'uk', '1200'],
  ['1,200', 'en', '1200'],
  ['1,200.50', 'en', '1200.50'],
  ['1 200,50', 'uk', '1200.50'],
  ['1 200,5 ₴', 'uk', '1200.5'],
  ['₴1,200', 'en', '1200'],
  ['1200 UAH', 'pl', '1200'],
  ['1.200,50', 'pl', '1200.50'],
  ['1,200,000', 'en', '1200000'],
  ['1.200.000', 'uk', '1200000'],
  ['12,50', 'en', '12.50'],
  ['12.5', 'uk', '12.5'],
  ['0', 'en', '0'],
] as const)('reads "%s", typed in %s, as %s', (typed, language, decimal) => {
  expect(decimalTyped(typed, language, 'UAH')).toBe(decimal);
});

it.each(['', 'x', '-5', '12 50', '1 2000', '1,20,300', '1.2.3', '$12', '1,200.5.5', '1.234,50', '1.200.000'])(
  'takes "%s" for no amount',
  (typed) => expect(decimalTyped(typed, 'en', 'UAH')).toBeNull(),
);

it.each([
  ['1,500', 'uk'],
  ['1.500', 'uk'],
  ['1.500', 'en'],
  ['0,500', 'en'],
] as const)('leaves "%s" in %s as decimals that the currency refuses', (typed, language) => {
  const decimal = decimalTyped(typed, language, 'UAH') ?? '';
  expect(() => typedMoney(decimal, 'UAH')).toThrow('more than 2 decimal places');
});

it('reads back every amount that the app shows, in each language', () => {
  const money = fc.record({
    minor: fc.integer({ min: 0, max: 10 ** 12 }),
    currency: fc.constantFrom('UAH', 'PLN', 'EUR', 'USD', 'JPY', 'KWD', 'BRL'),
  });
  fc.assert(
    fc.property(money, fc.constantFrom(...languages), (amount, language) => {
      const decimal = decimalTyped(moneyText(amount, language), language, amount.currency);
      expect(parseMoney(decimal ?? '', amount.currency)).toEqual(amount);
      const plain = moneyToDecimal(amount);
      if (!/\.\d{3}$/.test(plain)) expect(decimalTyped(plain, language, amount.currency)).toBe(plain);
    }),
  );
});
