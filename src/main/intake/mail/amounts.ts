import type { Money } from '../../../shared/money.ts';
import { minorDigits, parseMoney } from '../../../shared/money.ts';
import { matchesIn } from './matches.ts';
import { remembered } from './remembered.ts';
import { asWritten, signs } from './words/currency-signs.ts';

/** One amount as a mail prints it. */
export type Amount = {
  /** Unsigned plain decimal: `1240.50`. */
  readonly decimal: string;
  /** The number as it is printed: `1 240,50`. */
  readonly printed: string;
  readonly negative: boolean;
  /** ISO code of a sign or code beside the number; `$` and `kr` name a whole family. */
  readonly currency: string | null;
  /** Whether a sign or code beside the number marks it as money. */
  readonly marked: boolean;
  readonly start: number;
  readonly end: number;
};

const signCurrency = new Map([
  ...signs.map(([sign, currency]) => [sign.toLowerCase(), currency] as const),
  ['r', 'ZAR'] as const,
]);
const codes = new Set(Intl.supportedValuesOf('currency'));

const escaped = (text: string) => text.replace(/[$.]/g, '\\$&');
/** `R 249.00`: of one letter only before cents, else it is a size or a room. */
const rand = 'R(?=\\s?\\d{1,3}(?:[ ,]?\\d{3})*[.,]\\d{2}(?!\\d))';
// Codes only in capitals: `all`, `top` and `try` are words.
const capital = (sign: string) => sign.charAt(0).toUpperCase() + sign.slice(1);
const marks = [
  ...signs.flatMap(([sign]) =>
    asWritten(sign) ? [sign] : [sign, sign.toLowerCase(), sign.toUpperCase(), capital(sign)],
  ),
  ...codes,
];
const mark = `(?:${[...new Set(marks)].map(escaped).join('|')})`;
/** Whole words follow a number: in `рублей 50 копеек` the 50 is not roubles. */
const markBefore = `(?:${[...new Set(marks)]
  .filter((each) => !/^\p{L}{4,}$/u.test(each))
  .map(escaped)
  .join('|')}|${rand})`;
/** The code after a sign gives its meaning: `$20.00 CAD`. */
const codeAfter = [...codes].join('|');
const space = '[ \\u00a0\\u202f\\u2009\\u2007]';
const thousands = "[ \\u00a0\\u202f\\u2009\\u2007'’.,]";
/** `1 049€99`: the currency sign replaces the decimal mark. */
const parting = '[€£]';
const numeral = `(?:(?:\\d{1,3}(?:${thousands}\\d{3})+|\\d+)${parting}\\d{2}|\\d{1,3}(?:,\\d{2})+,\\d{3}(?:\\.\\d{1,2})?|\\d{1,3}(?:${thousands}\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,3})?)(?![\\d])`;
const minus = '[-\\u2212\\u2013\\u2014\\uff0d]';
const beginsMinus = new RegExp(`^${minus}`);
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/])(?<open>\\()?(?<sign>${minus}${space}?|\\+${space}?)?(?<before>${markBefore}${space}?)?(?<inner>${minus}${space}?)?` +
    `(?<number>${numeral})(?:[.,](?:--?|[\\u2013\\u2014])(?![\\d\\p{L}]))?(?<trailing>-(?![\\d\\p{L}]))?(?<after>${space}?${mark}(?![\\p{L}\\p{N}]))?(?<code>${space}(?:${codeAfter})(?![\\p{L}\\p{N}]))?(?<close>\\))?(?![\\p{L}\\p{N}%]|[.,:/]\\d|${space}?%)`,
  'gu',
);
/** With this limit a line of 9,999 pieces, in a currency of two decimals, is still exact. */
const mostDigits = 9;
const dashedCents = new RegExp(
  `(?<=${markBefore}${space}?[\\d.]+)-(?=\\d{2}(?!\\d))|(?<=\\d)-(?=\\d{2}${space}?${mark}(?![\\p{L}\\d]))`,
  'gu',
);
/** Longer than any bracket, sign and currency before or after a number. */
const longestBeside = 24;
const insideSign = new RegExp(parting, 'u');
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Every number in a text that could be an amount, left to right. `decimal`, the mail's decimal mark, decides `1.240`. */
export const findAmounts = (text: string, decimal?: ',' | '.'): readonly Amount[] =>
  !/\d/.test(text) ? [] : decimal === undefined ? amountsByLook(text) : amountsIn(text, decimal);

const amountsByLook = remembered((text) => amountsIn(text));

function amountsIn(text: string, decimal?: ',' | '.'): readonly Amount[] {
  const found: Amount[] = [];
  // `1.340-00 €` has its cents after a dash; replacing it by a comma keeps every position.
  const seen = text.replace(unseen, '');
  const plain = /\d-\d/.test(seen) ? seen.replace(dashedCents, ',') : seen;
  // only near digits: prose is long, and the pattern tries every sign at every letter
  const from = Math.max(0, plain.search(/\d/) - longestBeside);
  const end = plain.search(/\d\D*$/) + longestBeside;
  for (const match of matchesIn(plain.slice(0, end), pattern, from)) {
    const groups = match.groups ?? {};
    const parted = insideSign.exec(groups.number ?? '')?.[0];
    const mark = isYear(groups.number, groups.after)
      ? undefined
      : (groups.code ?? codeOf(groups.after) ?? parted ?? groups.before ?? groups.after);
    const accounting = groups.open === '(' && groups.close === ')' && !groups.sign;
    found.push({
      decimal: plainDecimal(groups.number ?? '', decimal),
      printed: groups.number ?? '',
      negative:
        accounting ||
        beginsMinus.test(groups.sign ?? '') ||
        groups.inner !== undefined ||
        groups.trailing !== undefined,
      currency: mark === undefined ? null : currencyOf(mark),
      marked: mark !== undefined,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/** A code is more specific than the sign before the number: `$20.00 CAD`. */
const codeOf = (after: string | undefined): string | undefined =>
  after !== undefined && codes.has(after.trim()) ? after : undefined;

/** `2025 р.` is the year in Ukrainian, and would be roubles in Russian. */
const isYear = (number: string | undefined, after: string | undefined): boolean =>
  after?.trim().toLowerCase() === 'р.' && /^(19|20)\d\d$/.test(number ?? '');

/** The amount if a text contains nothing else: `−5,00 €`, but not `3 × 5,00 €`. */
export const wholeAmount = (text: string, decimal?: ',' | '.'): Amount | null =>
  !/\d/.test(text) ? null : decimal === undefined ? wholeByLook(text) : wholeIn(text, decimal);

const wholeByLook = remembered((text) => wholeIn(text));

function wholeIn(text: string, decimal?: ',' | '.'): Amount | null {
  const bare = text.replace(unseen, '').trim();
  const [amount, ...rest] = findAmounts(bare, decimal);
  if (!amount || rest.length > 0) return null;
  const outside = bare.slice(0, amount.start) + bare.slice(amount.end);
  return /^[\s:*=]*$/.test(outside) ? amount : null;
}

/** Whether a number is certainly money: it has a sign or code, or two decimals. Others are sizes, counts and dates. */
export const isMoney = (amount: Amount): boolean => amount.marked || /\.\d\d$/.test(amount.decimal);

/** Parses an amount with the decimal mark of its mail: `12.500` is twelve and a half if that is `.`. */
export const readAgain = (amount: Amount, decimal: ',' | '.'): Amount => ({
  ...amount,
  decimal: plainDecimal(amount.printed, decimal),
});

/** Whether prices of a currency have three decimals. Iraqi prices are whole numbers today: `25,000 IQD`. */
export const hasThousandths = (currency: string): boolean =>
  minorDigits(currency) === 3 && currency !== 'IQD';

/** Whether such a currency uses a decimal comma, as French-writing shops of Tunisia do. Elsewhere it may separate thousands. */
export const hasDecimalComma = (currency: string): boolean => currency === 'TND';

/** Parses an amount of such a currency: three digits after its only separator are decimals, `1.250 KWD`. */
export const inThousandths = (amount: Amount): Amount =>
  readAgain(amount, amount.printed.includes(',') ? ',' : '.');

/** @throws Problem `bad-input` when the amount cannot be kept exactly, see `fitsCurrency` */
export function toMoney(amount: Pick<Amount, 'decimal'>, currency: string): Money {
  return parseMoney(amount.decimal, currency);
}

/** Whether an amount is exact in a currency: `1.005` is not in UAH, and neither is the number of a card or an invoice. */
export function fitsCurrency(amount: Pick<Amount, 'decimal'>, currency: string): boolean {
  const [whole = '', fraction = ''] = amount.decimal.split('.');
  return whole.length <= mostDigits && !/[1-9]/.test(fraction.slice(minorDigits(currency)));
}

/** The currency that a text names without a number: `Price, €`, `Сума, грн`, `Total (PLN)`. */
export function namedCurrency(text: string): string | null {
  const found = lonelyMark.exec(text)?.[0];
  return found === undefined ? null : currencyOf(found);
}
const lonelyMark = new RegExp(`(?<![\\p{L}\\p{N}])${mark}(?![\\p{L}\\p{N}])`, 'u');

const currencyOf = (mark: string): string | null =>
  signCurrency.get(mark.trim().toLowerCase()) ?? (codes.has(mark.trim()) ? mark.trim() : null);

/**
 * `1 240,50` → `1240.50`. The last separator is decimal when one or two digits follow it, or when both kinds are there;
 * exactly three digits after the only separator are thousands, unless `habit` is that separator.
 */
function plainDecimal(numeral: string, habit?: ',' | '.'): string {
  const digits = numeral.replace(insideSign, ',').replace(/[ \u00a0\u202f\u2009\u2007'’]/g, '');
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return digits;
  const separator = digits[last];
  const fraction = digits.slice(last + 1);
  const whole = digits.slice(0, last).replace(/[.,]/g, '');
  const isOther = digits.slice(0, last).includes(separator === '.' ? ',' : '.');
  const repeats = digits.indexOf(separator ?? '') !== last;
  const isDecimal = fraction.length !== 3 || (isOther && !repeats) || (!repeats && habit === separator);
  return isDecimal ? `${whole}.${fraction}` : whole + fraction;
}
