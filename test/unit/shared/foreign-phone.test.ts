import { getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { isValidPhone, normalizePhone, phoneText, storedPhone } from '../../../src/shared/phone.ts';

const countries = ['UA', 'PL', 'DE', 'FR', 'ES', 'IT', 'GB', 'US', 'CA', 'BR', 'CZ', 'RO'] as const;

describe('a phone of another country', () => {
  it.each([
    ['0171 1234567', 'UA'],
    ['0171 1234567', 'PL'],
    ['+380 12 345 67 89', 'UA'],
  ])('"%s" is marked in %s and stays as it was written', (text, country) => {
    expect(normalizePhone(text, country)).toBeNull();
    expect(isValidPhone(text, country)).toBe(false);
    expect(storedPhone(text, country)).toBe(text);
    expect(phoneText(text, country)).toBe(text);
  });

  it('with its prefix is the same number wherever it is typed', () => {
    for (const of of countries) {
      const number = getExampleNumber(of, examples);
      if (!number) throw new Error(`there is no number of ${of}`);
      for (const country of countries) {
        expect(storedPhone(number.formatInternational(), country)).toBe(number.number);
        expect(storedPhone(phoneText(number.number, country), country)).toBe(number.number);
      }
      expect(storedPhone(number.formatNational(), of)).toBe(number.number);
    }
  });

  it('is never given the prefix of an unnamed country', () => {
    for (const of of countries) {
      const national = getExampleNumber(of, examples)?.formatNational() ?? '';
      expect(storedPhone(national, null)).toBe(national);
      for (const country of countries) {
        const read = normalizePhone(national, country);
        if (read !== null) expect(read.startsWith(`+${getCountryCallingCode(country)}`)).toBe(true);
      }
    }
  });
});

it.each([
  ['067 123 45 68, 050 111 22 33', '+380671234568, +380501112233'],
  ['067/123-45-68', '+380671234568'],
  ['0671234568/0501112233', '+380671234568,+380501112233'],
  ['067 123 45 68/22', '+380671234568/22'],
  ['067 123 45 68 ext. 5', '+380671234568 ext. 5'],
  ['067 123 45 68 (Olena)', '067 123 45 68 (Olena)'],
  ['+380 67 *** ** 34', '+380 67 *** ** 34'],
])('stores each valid number of "%s" in E.164 and keeps the rest', (text, stored) => {
  expect(storedPhone(text, 'UA')).toBe(stored);
  expect(storedPhone(stored, 'UA')).toBe(stored);
});
