import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAmounts, fitsCurrency, toMoney, wholeAmount } from '../../../../src/main/intake/mail/amounts.ts';

describe('an amount in a mail', () => {
  it.each([
    ['$120.21', '120.21', 'USD'],
    ['1\u00a0250,00\u00a0грн', '1250.00', 'UAH'],
    ['1\u202f250,00 ₴', '1250.00', 'UAH'],
    ['₴1,240.00', '1240.00', 'UAH'],
    ['UAH 1 240', '1240', 'UAH'],
    ['12 345 678,90 грн.', '12345678.90', 'UAH'],
    ['39,90 €', '39.90', 'EUR'],
    ['€39.90', '39.90', 'EUR'],
    ['1.240,50 €', '1240.50', 'EUR'],
    ['1.240 €', '1240', 'EUR'],
    ['£1.15 GBP', '1.15', 'GBP'],
    ['\u200e31.00', '31.00', null],
    ['9.03€', '9.03', 'EUR'],
    ['25,00 zł', '25.00', 'PLN'],
    ['149,00 kr', '149.00', null],
    ['1’250.00 CHF', '1250.00', 'CHF'],
    ['R$ 10,00', '10.00', 'BRL'],
    ['CA$12.00', '12.00', 'CAD'],
    ['AU $64.00', '64.00', 'AUD'],
    ['1\u202f049€99', '1049.99', 'EUR'],
    ['Rs. 1,00,000.00', '100000.00', 'INR'],
    ['₹275.00', '275.00', 'INR'],
    ['12 500 Ft', '12500', 'HUF'],
    ['0 ₴', '0', 'UAH'],
  ])('%s is read as %s %s', (text, decimal, currency) => {
    expect(wholeAmount(text)).toMatchObject({ decimal, currency, negative: false });
  });

  it.each(['-5,99 €', '−$5.00', '–\u00a0227,00 грн', '$-5.00', '(5.00)', '5,00-', '-₴18.75', '- 10.00 EUR'])(
    '%s takes away',
    (text) => {
      expect(wholeAmount(text)?.negative).toBe(true);
    },
  );

  it.each([
    '15 %',
    '-15 %',
    '10.04.2026',
    '11:48',
    '2 шт.',
    '3 × 5,00 €',
    '25 тюльпанів',
    'A-1042',
    '3/4',
    'no digits',
    '',
  ])('%s is none', (text) => {
    expect(wholeAmount(text)).toBeNull();
  });

  it('knows a thousand from three decimals by the habit of the mail', () => {
    expect(wholeAmount('1.240 €')?.decimal).toBe('1240');
    expect(wholeAmount('1.240', '.')?.decimal).toBe('1.240');
  });

  it('takes codes only in capitals, because "all" and "try" are words', () => {
    expect(findAmounts('take 5 all at once and try 3 top ones').some((amount) => amount.marked)).toBe(false);
    expect(wholeAmount('5 ALL')?.currency).toBe('ALL');
  });

  it('finds each of several, with their places', () => {
    const found = findAmounts('Price $12.00, now $9.50');
    expect(found.map((amount) => amount.decimal)).toEqual(['12.00', '9.50']);
    expect('Price $12.00, now $9.50'.slice(found[1]?.start, found[1]?.end)).toBe('$9.50');
  });

  it('does not fit a currency with fewer decimals', () => {
    expect(fitsCurrency({ decimal: '1.005' }, 'UAH')).toBe(false);
    expect(fitsCurrency({ decimal: '1.50' }, 'JPY')).toBe(false);
    expect(fitsCurrency({ decimal: '98765432109876543210' }, 'UAH')).toBe(false);
    expect(toMoney({ decimal: '1240.5' }, 'UAH')).toEqual({ minor: 124_050, currency: 'UAH' });
  });

  it('survives every way of printing one and the same number', () => {
    const thousands = fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', '’');
    const point = fc.constantFrom('.', ',');
    fc.assert(
      fc.property(fc.nat(99_999_999), thousands, point, (minor, group, mark) => {
        const whole = String(Math.floor(minor / 100)).replace(/\B(?=(\d{3})+(?!\d))/g, group);
        const printed = `${whole}${mark}${String(minor % 100).padStart(2, '0')} грн`;
        const amount = wholeAmount(printed);
        expect(amount && toMoney(amount, 'UAH').minor).toBe(minor);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        findAmounts(text);
      }),
    );
  });
});
