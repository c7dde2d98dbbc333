import { z } from 'zod';
import { Problem } from './problem.ts';

/** An exact amount: integer minor units (kopiyka, cent) of one ISO 4217 currency. Never a float. */
export type Money = { readonly minor: number; readonly currency: string };

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, like UAH');
export const moneySchema = z.object({ minor: z.int(), currency: currencySchema }).readonly();

// ISO 4217's own list. Intl follows CLDR instead, whose places for a good dozen of currencies (HUF, COP, IDR…) are those of
// cash, and change from one release of Node or Electron to the next: the same amount would mean different money on two computers.
const uncommonDigits = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map(places(0)),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(places(3)),
  ...'CLF UYW'.split(' ').map(places(4)),
]);

function places(digits: number): (currency: string) => readonly [string, number] {
  return (currency) => [currency, digits];
}

/** Decimal places of a currency: 2 for UAH, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new Problem('bad-input', `"${currency}" is not a currency`);
  return uncommonDigits.get(currency) ?? 2;
}

/**
 * Reads a plain decimal string such as `"1240.50"` or `"-3"`.
 * @throws Problem `bad-input` when it is no decimal, has more places than the currency, or exceeds 2^53 minor units
 */
export function parseMoney(decimal: string, currency: string): Money {
  const match = /^([-+]?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim());
  if (!match) throw new Problem('bad-input', `"${decimal}" is not an amount`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) {
    throw new Problem('bad-input', `"${decimal}" has more than ${digits} decimal places for ${currency}`);
  }
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  if (!Number.isSafeInteger(minor)) throw new Problem('bad-input', `"${decimal}" is too large`);
  return { minor: sign === '-' && minor !== 0 ? -minor : minor, currency };
}

/**
 * Parses an amount that a user typed, with a decimal comma or point. Zeros beyond the currency's places are refused as well:
 * `1,500` is fifteen hundred to an English reader, and must not become 1.50.
 * @throws Problem `bad-input` as `parseMoney` does
 */
export function typedMoney(typed: string, currency: string): Money {
  const decimal = typed.trim().replace(',', '.');
  const digits = minorDigits(currency);
  if ((decimal.split('.')[1] ?? '').length > digits)
    throw new Problem(
      'bad-input',
      `"${typed.trim()}" has more than ${digits} decimal places for ${currency}`,
    );
  return parseMoney(decimal, currency);
}

/** The decimal string of an amount, with all places of its currency: `"1240.50"`, `"560"` for JPY. */
export function moneyToDecimal({ minor, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return minor < 0 ? `-${decimal}` : decimal;
}

export const zero = (currency: string): Money => ({ minor: 0, currency });

/** @throws Problem `bad-input` when the currencies differ or the sum leaves the exact range */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Problem('bad-input', `cannot add ${b.currency} to ${a.currency}`);
  return { minor: exact(a.minor + b.minor), currency: a.currency };
}

export const subtractMoney = (a: Money, b: Money): Money => addMoney(a, { ...b, minor: -b.minor });

export const sumMoney = (amounts: readonly Money[], currency: string): Money =>
  amounts.reduce(addMoney, zero(currency));

/** A unit price times a whole quantity. */
export const timesMoney = (unit: Money, quantity: number): Money => ({
  minor: exact(unit.minor * quantity),
  currency: unit.currency,
});

/** A share of an amount, rounded half away from zero; `hundredths` of a per cent, so 12.5 % is 1250. */
export function shareOf(amount: Money, hundredths: number): Money {
  const product = BigInt(amount.minor) * BigInt(hundredths);
  const half = product < 0n ? -5000n : 5000n;
  return { minor: Number((product + half) / 10000n), currency: amount.currency };
}

/**
 * What a per cent takes off a price, by Shopify's rule for draft orders: cut to the minor unit, and rounded only in a
 * currency that has none. So 15 % off 39.98 is 5.99 and not 6.00, and 12.5 % off ¥ 100 is ¥ 13.
 */
export const percentOff = (amount: Money, hundredths: number): Money =>
  minorDigits(amount.currency) === 0
    ? shareOf(amount, hundredths)
    : { minor: Number((BigInt(amount.minor) * BigInt(hundredths)) / 10000n), currency: amount.currency };

function exact(minor: number): number {
  if (!Number.isSafeInteger(minor)) throw new Problem('bad-input', 'the amount is too large');
  return minor;
}
