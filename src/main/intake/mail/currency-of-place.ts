import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';

const euro = 'de fr it es nl be at ie fi pt gr sk si ee lv lt lu mt cy hr bg';
const byDomain: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euro.split(' ').map((domain) => [domain, 'EUR'])),
  pl: 'PLN',
  ua: 'UAH',
  ru: 'RUB',
  cz: 'CZK',
  hu: 'HUF',
  ro: 'RON',
  ch: 'CHF',
  se: 'SEK',
  no: 'NOK',
  dk: 'DKK',
  is: 'ISK',
  uk: 'GBP',
  ca: 'CAD',
  au: 'AUD',
  nz: 'NZD',
  mx: 'MXN',
  ar: 'ARS',
  cl: 'CLP',
  br: 'BRL',
  uy: 'UYU',
  sg: 'SGD',
  hk: 'HKD',
  tw: 'TWD',
  jp: 'JPY',
  cn: 'CNY',
  by: 'BYN',
  kz: 'KZT',
};

/** The currency of a sender's country, by its top-level domain; `.co` is used worldwide, but `.com.co` is Colombia. */
export function placeCurrency(from: string | undefined): string | null {
  const domain = from?.slice(from.lastIndexOf('@') + 1).toLowerCase() ?? '';
  if (domain.endsWith('.com.co')) return 'COP';
  return byDomain[domain.slice(domain.lastIndexOf('.') + 1)] ?? null;
}

/** Letters of only one language, if one currency is used where it is written. */
const byLetters: readonly (readonly [RegExp, string])[] = [
  [/[іїєґ]/u, 'UAH'],
  [/[ыэъё]/u, 'RUB'],
  [/[ąęłśżź]/u, 'PLN'],
  [/[ěřů]/u, 'CZK'],
  [/[őű]/u, 'HUF'],
  [/[äöüß]/u, 'EUR'],
];

/** A guess for amounts without a currency: by the sender's domain, else by the letters of the words. Never certain. */
export function currencyGuessed(layout: Layout, from: string | undefined): string | null {
  const place = placeCurrency(from);
  if (place !== null) return place;
  const text = layout.rows.slice(0, mostRows).flatMap(linesOfRow).join(' ').toLowerCase();
  return byLetters.find(([letters]) => letters.test(text))?.[1] ?? null;
}
const mostRows = 80;
