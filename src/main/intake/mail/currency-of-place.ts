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

/** What is paid with where a sender lives, by the last part of the domain; `.co` alone is anybody's, `.com.co` is Colombia. */
export function placeCurrency(from: string | undefined): string | null {
  const domain = from?.slice(from.lastIndexOf('@') + 1).toLowerCase() ?? '';
  if (domain.endsWith('.com.co')) return 'COP';
  return byDomain[domain.slice(domain.lastIndexOf('.') + 1)] ?? null;
}
