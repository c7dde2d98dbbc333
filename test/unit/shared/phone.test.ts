import { expect, it } from 'vitest';
import { normalizePhone, phoneDigits, phoneText } from '../../../src/shared/phone.ts';

it.each([
  ['067 123 45 67', 'UA', '+380671234567'],
  ['(067) 123-45-67', 'UA', '+380671234567'],
  ['8 067 123 45 67', 'UA', '+380671234567'],
  ['8(067)1234567', 'UA', '+380671234567'],
  ['380671234567', 'UA', '+380671234567'],
  ['+38 (067) 123-45-67', 'PL', '+380671234567'],
  ['601 234 567', 'PL', '+48601234567'],
  ['+48 601 234 567', 'UA', '+48601234567'],
  ['067 123 45 67', 'ua', '+380671234567'],
])('writes "%s", typed in %s, as %s', (text, country, expected) => {
  expect(normalizePhone(text, country)).toBe(expected);
});

it.each([
  ['', 'UA'],
  ['later', 'UA'],
  ['12', 'UA'],
  ['067 123 45 67', 'ZZ'],
])('says that "%s", typed in %s, is no telephone number', (text, country) => {
  expect(normalizePhone(text, country)).toBeNull();
});

it('keeps an eight that belongs to a number of another country', () => {
  expect(normalizePhone('+81 90 1234 5678', 'UA')).toBe('+819012345678');
});

it('reduces a number to its digits for search', () => {
  expect(phoneDigits('+38 (067) 123-45-67')).toBe('380671234567');
});

it('keeps a Ukrainian number in its one form, as the library does', () => {
  for (const number of ['+380671234567', '+380501112233', '+380441234567', '+380800123456']) {
    expect(normalizePhone(number, 'PL')).toBe(number);
    expect(normalizePhone(`${number.slice(0, 4)} ${number.slice(4)}`, 'PL')).toBe(number);
  }
});

it.each([
  ['+380671234567', 'UA', '067 123 4567'],
  ['067 123-45-67', 'UA', '067 123 4567'],
  ['8 067 123 45 67', 'UA', '067 123 4567'],
  ['+380671234567', 'PL', '+380 67 123 4567'],
  ['+48601234567', 'PL', '601 234 567'],
  ['+48601234567', 'UA', '+48 601 234 567'],
  ['+12125550123', 'CA', '(212) 555-0123'],
  ['+380671234567', 'ZZ', '+380 67 123 4567'],
  ['call the neighbour', 'UA', 'call the neighbour'],
  ['067 123 45 67 (Olena)', 'UA', '067 123 45 67 (Olena)'],
  ['', 'UA', ''],
])('shows "%s" in %s as %s', (phone, country, shown) => {
  expect(phoneText(phone, country)).toBe(shown);
});

it('formats every Ukrainian number so that it parses back', () => {
  for (const number of ['+380671234567', '+380501112233', '+380441234567', '+380800123456']) {
    for (const country of ['UA', 'PL']) {
      expect(normalizePhone(phoneText(number, country), country)).toBe(number);
    }
  }
});
