import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  minorDigits,
  moneyToDecimal,
  parseMoney,
  shareOf,
  subtractMoney,
  sumMoney,
  timesMoney,
  typedMoney,
} from '../../../src/shared/money.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

describe('an amount', () => {
  it.each([
    ['1240.50', 'UAH', 124_050],
    ['1240.5', 'UAH', 124_050],
    ['0.29', 'UAH', 29],
    ['-3', 'UAH', -300],
    ['560', 'JPY', 560],
    ['560.00', 'JPY', 560],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'UAH', Number.MAX_SAFE_INTEGER],
  ])('%s %s is read exactly', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
  });

  it.each(['', '12,50', '1 240', '1e3', '0x10', 'NaN', '--1', '1.2.3', '₴5'])('is not "%s"', (text) => {
    expect(() => parseMoney(text, 'UAH')).toThrow('is not an amount');
  });

  it('is refused rather than rounded', () => {
    expect(() => parseMoney('1.005', 'UAH')).toThrow('more than 2 decimal places');
    expect(() => parseMoney('90071992547409.92', 'UAH')).toThrow('too large');
    expect(() => parseMoney('1', 'nonsense')).toThrow('is not a currency');
  });

  it.each(['1,500', '2.000', '12,340', '1.250'])(
    'is not %s where it may be thousands that were typed',
    (text) => {
      expect(() => typedMoney(text, 'UAH')).toThrow('more than 2 decimal places');
      expect(typedMoney(text, 'KWD').currency).toBe('KWD');
    },
  );

  it('is typed with a comma or a point, and spaces around', () => {
    expect(typedMoney(' 12,5 ', 'UAH')).toEqual(uah(1250));
    expect(typedMoney('12.50', 'UAH')).toEqual(uah(1250));
    expect(() => typedMoney('560.0', 'JPY')).toThrow('more than 0 decimal places');
  });

  it('is never minus zero', () => {
    expect(Object.is(parseMoney('-0.00', 'UAH').minor, 0)).toBe(true);
  });

  it('is written with all the places of its currency', () => {
    expect(moneyToDecimal(uah(-5))).toBe('-0.05');
    expect(moneyToDecimal({ minor: 560, currency: 'JPY' })).toBe('560');
    expect(moneyToDecimal({ minor: 5, currency: 'KWD' })).toBe('0.005');
  });

  it('is read back as it was written', () => {
    const currency = fc.constantFrom('UAH', 'EUR', 'JPY', 'KWD');
    fc.assert(
      fc.property(fc.maxSafeInteger(), currency, (minor, code) => {
        const amount = { minor: minor === 0 ? 0 : minor, currency: code };
        expect(parseMoney(moneyToDecimal(amount), code)).toEqual(amount);
      }),
    );
  });
});

describe('sums', () => {
  it('are exact where floats are not', () => {
    const tenth = parseMoney('0.10', 'UAH');
    expect(sumMoney([tenth, tenth, tenth], 'UAH')).toEqual(parseMoney('0.30', 'UAH'));
    expect(subtractMoney(uah(30), uah(10))).toEqual(uah(20));
    expect(timesMoney(uah(1999), 3)).toEqual(uah(5997));
  });

  it('do not mix currencies, nor leave the exact range', () => {
    expect(() => addMoney(uah(1), { minor: 1, currency: 'EUR' })).toThrow('cannot add EUR to UAH');
    expect(() => addMoney(uah(Number.MAX_SAFE_INTEGER), uah(1))).toThrow('too large');
    expect(() => timesMoney(uah(Number.MAX_SAFE_INTEGER), 2)).toThrow('too large');
  });

  it('round a share half away from zero', () => {
    expect(shareOf(uah(100), 1250)).toEqual(uah(13));
    expect(shareOf(uah(-100), 1250)).toEqual(uah(-13));
    expect(shareOf(uah(99), 5000)).toEqual(uah(50));
    expect(shareOf(uah(Number.MAX_SAFE_INTEGER), 10_000)).toEqual(uah(Number.MAX_SAFE_INTEGER));
  });

  it('know the places of each currency', () => {
    expect(['UAH', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
  });
});
