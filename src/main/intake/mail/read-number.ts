import { wholeAmount } from './amounts.ts';
import type { Areas } from './areas.ts';
import { bare } from './clean-text.ts';
import { findDates } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { matchesIn } from './matches.ts';
import { isLetterCode } from './names.ts';
import { alternatives, wordsOf } from './words/all.ts';

const grouped = '\\d{1,4}(?:[ \\u00a0\\u202f]\\d{3}){1,4}(?![\\d.,])';
const solid = '[\\p{L}\\d](?:[\\p{L}\\d_/.-]{0,38}[\\p{L}\\d])?';
/** `CEL 20 551`, `PB 3307`, `NB#882104`: a shop's capitals before the digits. */
const prefixed =
  '(?!(?:NR|NO|ID|NUM|REF|EUR|USD|GBP|UAH|RUB|PLN|CHF|VAT|TVA|IVA|PIN)(?![A-Z]))[A-Z]{2,5}(?: \\d{1,3}(?: \\d{3}){1,3}| \\d{3,9}|#\\d{3,12})';
const token = `(?:${grouped}|${solid})`;
const onlyPrefixed = new RegExp(`^${prefixed}$`, 'u');
const onlyGrouped = new RegExp(`^${grouped}$`);
/** The number with its prefix; case-sensitive. */
const spaced = new RegExp(`^[\\s:#№]*(${prefixed})(?![\\p{L}\\p{N}]|[.,]\\d)`, 'u');
/** Not the integer part of an amount, nor the beginning of a word. */
const ends = '(?![\\p{L}\\p{N}]|[.,]\\d|\\s?[€$£₴₽₸%]|\\s(?:грн|руб|zł|eur|uah|usd)(?!\\p{L}))';
const sign = '(?:[#№]|n\\.?\\s?[º°o]\\.?|nr\\.?|no\\.?|num\\.?|n\\.)';
const beginsSigned = new RegExp(`^${sign}`, 'iu');
const first = new RegExp(`^[\\s:]*(?:${sign})?\\s*[#№:]?\\s*(${token})${ends}`, 'iu');
const noun = alternatives([
  ...wordsOf(({ orderWords }) => orderWords).filter((word) => !/^(?:transaction|booking|sale)$/.test(word)),
  'bestellbestatigung',
  'auftragsbestatigung',
  'kaufbestatigung',
  'bestelleingang',
]);
const numberWord = alternatives(wordsOf(({ numberWords }) => numberWords).filter((word) => word.length > 1));
/** `Commande PB 3307` in a sentence or a subject; a match in the folded text must be capitals in the printed text. */
const wordedPrefix = new RegExp(
  `(?<!\\p{L})(?:${noun})\\s*(?:${sign})?\\s*[:#№]*\\s*([a-z]{2,5}(?: [\\d ]{3,12}\\d|#\\d{3,12}))(?![\\p{L}\\p{N}]|[.,]\\d)`,
  'giu',
);
/** `order 1042`, `замовлення № 3340`, `Bestellung ST-2025-88107`, in a sentence or a subject. */
const worded = new RegExp(
  `(?<!\\p{L})(?:${noun})\\s*(?:${numberWord}|confirmation|nuevo|novo|nova|nuovo|nouvelle|nowe|нове|новый|no\\.?|nr\\.?)?\\s*[:.]?\\s*(?:${sign})?\\s*[:#№]*\\s*(${token})${ends}`,
  'giu',
);
/** `… оформлен заказ. Номер 2218/24 …` */
const numbered = new RegExp(
  `(?<!\\p{L})(?:${noun})(?!\\p{L}).{0,40}?(?<!\\p{L})(?:номер|number|nummer|numer|nr|numero)\\.?\\s*[:#№]?\\s*(${token})${ends}`,
  'iu',
);
/** A reference may be only capitals if a label or a number sign marks it. */
const letterCode = /^[A-Z]{6,12}$/;
/** `(Bestellnummer: 300712345)` in a sentence. */
const named = new RegExp(
  `(?<!\\p{L})(?:${alternatives(wordsOf(({ labels }) => labels.number).filter((word) => word.length >= 8 && word.split(' ').length <= 3))})\\s*[:#№]*\\s*(${token})${ends}`,
  'iu',
);
/** `LNT-0092-AU · 1 Mar 2026 at 9:02 pm`: a heading of only a code and a time. */
const heading = /^#?([\p{L}\d]+(?:[-_/.][\p{L}\d]+)+|\d{5,})\s[·|–,-]\s/u;
/** `Nuovo ordine - n. 30021` in a subject, where nothing else follows a dash. */
const dashed = new RegExp(
  `(?<!\\p{L})(?:${noun})\\s[–—-]\\s(?:${sign})?\\s*[#№]?\\s*(${token})(?:\\s[–—|(-].*)?$`,
  'iu',
);
const aboutOrder = new RegExp(`(?<!\\p{L})(?:${noun})(?!\\p{L})`, 'u');
const bracketed =
  /(?<!(?<!\p{L})(?:for|to|at|store|shop|branch|für|an|dla|para|pour|per|для|до|магазин) ?)[([](?!\d{1,6}[.,]\d{2}[)\]])([\p{L}\d][\p{L}\d_/.-]{2,38}\d)[)\]]/iu;
const signed = new RegExp(`[#№]\\s?(${token})${ends}`, 'u');

/** `#103571871` in its own box, at the top of a mail. */
const signAlone = /^[#№]\s?(\d[\d-]{3,20}\d)$/;
/** `Order 71 details`: few digits, and nothing after them that they could count. */
const shortInSubject = new RegExp(
  `(?<!\\p{L})(?:${noun})\\s(?:${sign}\\s?)?(\\d{1,2})(?=\\s*(?:$|[([|:,–—-]|details|confirmation|confirmed|received|is|from|by|von|від|от|od|de|par|da|di|ist|wurde|est|підтверд|прийнят|подтвержд|принят|zosta|potwierdz|confirmad|recibid|recebid|confirme|confermat|ricevut))`,
  'u',
);
const link = /(?:https?:\/\/|www\.)\S+/g;
/** `of your order PWQLJNRTC`: letters that are unpronounceable. */
const letterCodeAfter = new RegExp(
  `(?<!\\p{L})(?:${noun})\\s(?:${sign}\\s?)?([a-z]{7,12})(?![\\p{L}\\d])`,
  'giu',
);

/** `100szt`, `250ml`: a quantity with its unit. */
const measure = /^\d+(?:szt|шт|pcs?|stk|st|uds?|un|ud|ks|ml|cl|kg|gr?|l|cm|mm|гр?|кг|мл|x)\.?$/iu;

/** `4 071 583` and `BD-58213947` as a person would type them; null if it is not an order number. */
function asNumber(text: string | undefined, isSure: boolean): string | null {
  if (text !== undefined && isSure && letterCode.test(text)) return text;
  if (text === undefined || !/\d/.test(text) || measure.test(text)) return null;
  if (onlyPrefixed.test(text)) return text;
  const number = onlyGrouped.test(text) ? text.replace(/\s/g, '') : text;
  if (findDates(number).length > 0 || /^\d{1,2}[:.]\d{2}$/.test(number)) return null;
  return !isSure && (number.length < 3 || /^(19|20)\d{2}$/.test(number)) ? null : number;
}

export type FoundNumber = { readonly number: string; readonly isSure: boolean };

/** The order number: the value next to its label, weighed by the subject line, which usually repeats it. */
export function readNumber(
  layout: Layout,
  subject: string,
  labels: readonly LabelledText[],
  areas: Areas,
  isToShop: boolean,
): FoundNumber | null {
  const weights = new Map<string, number>();
  const vote = (number: string | null, weight: number) => {
    if (number !== null) weights.set(number, (weights.get(number) ?? 0) + weight);
  };
  const end = Math.min(areas.adverts, areas.footer);
  for (const label of labels) {
    if (!label.fields.includes('number') || label.at >= areas.footer) continue;
    const [line = ''] = label.lines;
    const isSecond =
      /^[^\p{L}\p{N}]*(?:transaction|ticket|p\.?o\.?(?=\s|#)|purchase order|receipt|ricevuta|recibo|reçu|beleg|quittung|квитанц|transakc|чек|(?:our )?ref(?:[eé]ren\p{L}*)?[.:]?(?:\s|$)|riferimento)/iu.test(
        label.label,
      );
    vote(label.weak ? aloneNumber(line) : labelledNumber(line), isSecond ? 3 : label.at < end ? 6 : 2);
  }
  for (const { line: printed, at } of linesBefore(layout, end).slice(0, 400)) {
    const line = printed.includes('/') ? printed.replace(link, '') : printed;
    // An item may be named by a number of another shop.
    const share = at >= areas.items.from && at < areas.items.until ? 0.25 : 1;
    if (at < 6) vote(signAlone.exec(line)?.[1] ?? null, 2);
    const label = readLabel(line);
    if (label?.fields.includes('number') && !label.closed) {
      // A kitchen numbers its tickets from one: `ORDER 7` is a whole line.
      const isAlone = /^\d+$/.test(label.rest);
      const isSigned = isAlone || beginsSigned.test(label.rest) || /[#№]/.test(line);
      const found = spaced.exec(label.rest)?.[1] ?? first.exec(label.rest)?.[1];
      vote(wholeAmount(label.rest)?.marked ? null : asNumber(found, isSigned), 4);
    } else if (/\d/.test(line) && (!label?.closed || label.fields.includes('placedAt'))) {
      vote(prefixedIn(line), 3 * share);
      for (const match of matchesIn(bare(line), worded))
        vote(asNumber(original(line, match), isSignedIn(match)), 2 * share);
      vote(asNumber(numbered.exec(line)?.[1], false), 3 * share);
      if (line.length === bare(line).length) {
        const match = named.exec(bare(line));
        if (match) vote(asNumber(original(line, match), false), 4 * share);
      }
      if (findDates(line).length > 0) vote(asNumber(heading.exec(line)?.[1], false), 3);
    }
  }
  const inSubject = matchesIn(bare(subject), worded).map((match) =>
    asNumber(original(subject, match), false),
  );
  const afterDash = asNumber(dashed.exec(subject)?.[1], false);
  vote(
    prefixedIn(subject) ??
      asNumber(signed.exec(subject)?.[1], true) ??
      inSubject.find((number) => number !== null) ??
      afterDash,
    4,
  );
  for (const code of letterCodes([subject, ...linesBefore(layout, end).map(({ line }) => line)]))
    vote(code, 2);
  // Some services print an order number only in brackets in the subject; some receipts number only their bill.
  if (weights.size === 0 && aboutOrder.test(bare(subject)))
    vote(asNumber(bracketed.exec(subject)?.[1], false), 2);
  if (weights.size === 0) vote(shortInSubject.exec(bare(subject))?.[1] ?? null, 2);
  if (weights.size === 0 && !isToShop) vote(billNumber(labels, areas), 2);
  const solidSubject = subject.replace(/\s/g, '');
  const found = new Map<string, number>();
  for (const [number, weight] of weights) {
    const solid = number.replaceAll('.', '');
    // `512.884.071` is grouped for legibility if another place has it without dots.
    const isGrouped =
      /^\d{1,3}(?:\.\d{3})+$/.test(number) && (weights.has(solid) || solidSubject.includes(solid));
    const plain = isGrouped ? solid : (wholeIn(number, solidSubject, end, layout) ?? number);
    found.set(plain, weight + (found.get(plain) ?? 0));
  }
  const [best] = [...found]
    .map(([number, weight]) => ({ number, weight: weight + (stands(number, solidSubject) ? 3 : 0) }))
    .sort((one, other) => other.weight - one.weight);
  return best ? { number: best.number, isSure: best.weight >= 6 } : null;
}

/** The complete number for `4F88 301 227` if the subject has it without spaces. */
function wholeIn(number: string, subject: string, end: number, layout: Layout): string | null {
  const at = number.length >= 3 ? subject.indexOf(number) : -1;
  const whole = at < 0 ? '' : (/^[\p{L}\d]+/u.exec(subject.slice(at))?.[0] ?? '');
  const isGrouped = /^\d{3,}$/.test(whole.slice(number.length)) && /\d/.test(number);
  const told = () => linesBefore(layout, end).some(({ line }) => line.replace(/\s/g, '').includes(whole));
  return isGrouped && told() ? whole : null;
}

/** Whether a number sign precedes the number: then it is not a year, even if it looks like one. */
const isSignedIn = (match: RegExpExecArray): boolean => /[#№]/.test(match[0]) && (match[1]?.length ?? 0) >= 2;

/** A code of letters only that occurs in two lines about an order. A name in capitals occurs once, or is pronounceable. */
function letterCodes(lines: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const line of lines) {
    if (!/[A-Z]{7}/.test(line) || !/\p{Ll}/u.test(line)) continue;
    for (const match of matchesIn(bare(line), letterCodeAfter)) {
      const code = original(line, match);
      if (isLetterCode(code)) times.set(code, (times.get(code) ?? 0) + 1);
    }
  }
  return [...times].flatMap(([code, count]) => (count >= 2 ? [code] : []));
}

/** The invoice number is used as the order number if a receipt has no other. */
const billNumber = (labels: readonly LabelledText[], { footer }: Areas): string | null => {
  const bill = labels.find((label) => label.fields.includes('bill') && label.at < footer);
  const line = bill?.lines[0] ?? '';
  const number = /^[\s#№:]*([\p{L}\d][\p{L}\d_/.-]{3,38})$/u.exec(line)?.[1];
  return asNumber(number, false);
};

function prefixedIn(line: string): string | null {
  for (const match of matchesIn(bare(line), wordedPrefix)) {
    const found = original(line, match);
    if (onlyPrefixed.test(found)) return found;
  }
  return null;
}

/** The number as printed; the search ran on folded text of the same length. */
function original(line: string, match: RegExpExecArray): string {
  const found = match[1] ?? '';
  const at = match.index + match[0].lastIndexOf(found);
  return line.length === bare(line).length ? line.slice(at, at + found.length) : found;
}

const stands = (number: string, text: string): boolean => number.length >= 3 && text.includes(number);

function labelledNumber(line: string): string | null {
  const whole = spaced.exec(line)?.[1];
  if (whole !== undefined) return whole;
  const number = asNumber(first.exec(line)?.[1], true);
  if (number !== null) return number;
  // A booking code may be only letters.
  return /^#?[A-Z]{5,12}$/.test(line) ? line.replace('#', '') : null;
}

/** After only the word for an order, accepts a line that is nothing but a number. */
function aloneNumber(line: string): string | null {
  const found = spaced.exec(line) ?? first.exec(line);
  if (!found || wholeAmount(line)?.marked) return null;
  const isSigned = /^\s*[#№]/.test(line);
  const rest = line.slice(found[0].length).trim();
  return rest === '' || /^[([,·|–-]/.test(rest) || findDates(rest).length > 0
    ? asNumber(found[1], isSigned || rest === '' || letterCode.test(found[1] ?? ''))
    : null;
}

const linesBefore = (
  layout: Layout,
  end: number,
): readonly { readonly line: string; readonly at: number }[] =>
  layout.rows
    .slice(0, end)
    .flatMap((row, at) => row.cells.flatMap((cell) => cell.lines.map((line) => ({ line, at }))));
