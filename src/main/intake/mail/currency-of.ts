import { findAmounts, namedCurrency } from './amounts.ts';
import { placeCurrency } from './currency-of-place.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { readHead } from './table-head.ts';

/** Signs shared by several countries: a code beside the total, or in machine-readable mark-up, tells which is meant. */
const families: Readonly<Record<string, RegExp>> = {
  USD: /^(?:USD|MXN|ARS|CLP|COP|UYU|CAD|AUD|NZD|SGD|HKD|TWD|BRL|PEN|DOP)$/,
  JPY: /^(?:JPY|CNY)$/,
  RUB: /^(?:RUB|BYN)$/,
};

/** Further currencies of these signs, too rare to detect in a mail; a mail template may have been taught one. */
const rareFamilies: Readonly<Record<string, RegExp>> = {
  USD: /^(?:BBD|BMD|BSD|BZD|CVE|FJD|GYD|JMD|KYD|LRD|MOP|NAD|NIO|SBD|SRD|TTD|XCD)$/,
  CNY: /^(?:TWD|HKD|MOP)$/,
  CAD: /^NIO$/,
  INR: /^(?:PKR|LKR|NPR|MUR|SCR)$/,
  GBP: /^(?:EGP|LBP|SYP|GIP|FKP|SHP)$/,
  CHF: /^(?:XOF|XAF)$/,
  RON: /^MDL$/,
  RSD: /^(?:DZD|TND|MKD)$/,
  MKD: /^RSD$/,
};

/** Whether an amount's currency code or sign may stand for this currency. */
export const mayMean = (named: string, currency: string): boolean =>
  named === currency || [families, rareFamilies].some((each) => each[named]?.test(currency) === true);

/** Whether the sign of a currency is used for others as often. */
export const isOfSeveral = (named: string): boolean => families[named] !== undefined;

/**
 * The currency of a mail: the one of most amounts. A code in the label of a sum, in machine-readable mark-up, in a remark about
 * the prices or of the sender's country makes it more exact. Null if there is none.
 */
export function currencyOf(
  layout: Layout,
  subject: string,
  markedUp: string | null,
  from?: string,
): string | null {
  const lines = layout.rows.flatMap(linesOfRow);
  const counts = new Map<string, number>();
  let crowns = 0;
  for (const line of [...lines, subject]) {
    for (const { currency, marked } of findAmounts(line)) {
      if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
      else if (marked) crowns += 1;
    }
  }
  const most = [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? null;
  const named = [...namedBySums(layout), ...(markedUp === null ? [] : [markedUp])];
  if (most === null) {
    if (named[0] !== undefined) return named[0];
    return onlyOne(lines.flatMap(remarked)) ?? (crowns > 0 ? crownsOf(lines, from) : null);
  }
  const family = families[most];
  const isOfFamily = (code: string) => code !== most && family?.test(code) === true;
  const precise = named.find(isOfFamily);
  if (precise !== undefined || !family || named.includes(most)) return precise ?? most;
  const told = onlyOne(lines.flatMap((line) => codeAfterSign.exec(line)?.[1] ?? remarked(line)));
  if (told !== null) return isOfFamily(told) ? told : most;
  const place = placeCurrency(from);
  return place !== null && isOfFamily(place) && !lines.some((line) => usual.test(line)) ? place : most;
}

/** The code after an amount with a sign: `$73.00 CAD`. */
const codeAfterSign = /[$¥£]\s?[\d.,' ]*\d\s([A-Z]{3})(?![A-Z])/;
const usual = /US ?\$|(?<![A-Z])USD(?![A-Z])/;

/** `Unit price (EUR) | Qty`, `All prices in CHF`, `Valores expresados en COP`. */
function remarked(line: string): readonly string[] {
  if (line.length > longestRemark || !priceWord.test(line)) return [];
  const shown = [...line.matchAll(bracketed), ...line.matchAll(stated)];
  return shown.map(([, name = '']) => namedCurrency(name)).filter((code) => code !== null);
}
const longestRemark = 240;
const priceWord =
  /price|amount|total|currency|preis|beträge|betrag|währung|prix|montant|precio|importe|valor|moneda|preço|moeda|prezz|import|valut|cen[ay]|kwot|walut|ціни|ціна|сума|валют|цен[аы]|сумм/iu;
const bracketed = /[([]([A-Z]{3}|[€£₴₽₺]|zł|грн\.?|руб\.?|Kč|Ft|lei)[)\]]/gu;
const stated = /(?:(?<!\p{L})(?:in|en|em|w|v|у|в)|:)\s+([A-Z]{3}|грн|руб|zł|Kč)(?![\p{L}\d])/gu;

function onlyOne(codes: readonly string[]): string | null {
  const [code, ...more] = new Set(codes);
  return code === undefined || more.length > 0 ? null : code;
}

/** Resolves `kr` to a country by the domain, or by a spelling that only one country has. */
function crownsOf(lines: readonly string[], from: string | undefined): string | null {
  const place = placeCurrency(from);
  if (place !== null && /^(?:SEK|NOK|DKK|ISK)$/.test(place)) return place;
  const text = lines.join(' ').toLowerCase();
  if (/fragt|tak for|(?<!\p{L})i alt(?!\p{L})/u.test(text)) return 'DKK';
  if (/takk for|å betale/u.test(text)) return 'NOK';
  if (/tack för|delsumma|beställ|varukorg|att betala/u.test(text)) return 'SEK';
  if (/[øæ]/u.test(text)) return /beløb|varenummer/u.test(text) ? 'DKK' : 'NOK';
  return /[äö]/u.test(text) ? 'SEK' : null;
}

/** `Total MXN`, `Łącznie (PLN)`, `Цена, руб.`: currencies in the labels of sums and the heads of columns. */
function namedBySums(layout: Layout): readonly string[] {
  const labels = layout.rows.flatMap((row, at) => {
    if (row.head || readHead(row)) return linesOfRow(row);
    const money = moneyRow(row, at);
    if (money?.kind !== 'total' && money?.kind !== 'subtotal') return [];
    // Only the total may have the code, `$73.00 CAD`, while the items above have the bare sign.
    return [money.label, linesOfRow(row).find((line) => codeAfterSign.test(line)) ?? ''];
  });
  return labels
    .map((label) => codeAfterSign.exec(label)?.[1] ?? namedCurrency(label))
    .filter((code) => code !== null);
}
