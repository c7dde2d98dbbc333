import type { Amount } from './amounts.ts';
import { findAmounts, wholeAmount } from './amounts.ts';
import { folded } from './clean-text.ts';
import { isNoise, saysPerMeasure } from './noise-lines.ts';
import { markedQuantity, splitQuantity } from './read-quantity.ts';
import { namesSku } from './sku-words.ts';
import { saysIncluded } from './total-words.ts';

/** An item as the mail prints it, before its sums are weighed. */
export type RawItem = {
  readonly title: string;
  readonly quantity: number;
  /** Set under a head that names it: otherwise only `amount`, which may be either. */
  readonly unit: Amount | null;
  readonly amount: Amount | null;
  readonly options: readonly string[];
  /** Prices of options in separate rows. */
  readonly optionAmounts: readonly Amount[];
  readonly sku: string | null;
  readonly at: number;
  /** The last row of the item, if it has several. */
  readonly until?: number;
};

/** An item with each of its amounts read in another way. */
export const withAmounts = (item: RawItem, read: (amount: Amount) => Amount): RawItem => ({
  ...item,
  unit: item.unit && read(item.unit),
  amount: item.amount && read(item.amount),
  optionAmounts: item.optionAmounts.map(read),
});

/** The parsed lines of one item's box. */
export type ItemText = Omit<RawItem, 'quantity' | 'amount'> & {
  readonly quantity: number | null;
  /** Set if only pieces after the title give a quantity, which may be part of the title as well. */
  readonly pieces: { readonly title: string; readonly quantity: number } | null;
};

const eachWords =
  /(?<!\p{L})(each|ea|apiece|per item|per unit|je|pro stück|cad|c\/u|cada(?: uno| una)?|a unidade|por unidad(?:e)?|la pièce|à l'unité|cadauno|al pezzo|za sztukę|per stuk|per piece|a piece|l'unité|chacun|za szt)(?!\p{L})\.?|\/\s?(шт|szt|stk|ud|un|pc)|за шт|кожн/iu;
const skuLine =
  /^\(?(?:#|(?:item|model|part|product|style|article)\s?(?:#|no\.?|number|id):?\s*|sku:?\s*#?|mpn:?\s*|art(?:icle|ikel|ículo|igo|icolo)?\.?(?:[\s-]?(?:nr|no|n°|nº|nummer)\b)?\.?:?\s*|r[eé]f\.?\s?:?\s*|артикул:?\s*|арт\.?:?\s*)(?=[^\s]*\d)([\p{L}\d_./-]{2,40})\)?$/iu;
/** After an unambiguous word, capitals without digits are accepted. */
function saidSku(line: string): string | undefined {
  const bare = /^(?:sku|mpn|art\.?-?\s?nr\.?|réf\.|ref\.)\s+([\p{Lu}\d]+(?:[-_./][\p{Lu}\d]+)+)$/iu.exec(
    line,
  )?.[1];
  if (bare !== undefined && bare === bare.toUpperCase()) return bare;
  if (!line.includes(':')) return undefined;
  const [, word = '', code] = /^([^:]{2,20}?)\s*:\s*([\p{Lu}\d][\p{Lu}\d_./-]{1,39})$/u.exec(line) ?? [];
  return namesSku(word) ? code : undefined;
}
/** Without a digit only capitals with a dash are a SKU, `(STR-E)`, and not `(USB-C)` or `(NON-GMO)`. */
const skuAfterTitle =
  /\s*\((?:(?:#|(?:[Ss][Kk][Uu]|[Rr][ée]f\.?|[Aa]rt\.?(?:-?\s?[Nn]r\.?)?|[Cc]ode|[Kk][oó]d|[Cc][oó]d\.|[Ii]tem|[Mm]odel|[Кк]од|[Аа]рт(?:икул|\.)?|MPN|EAN|ISBN):?\s*#?(?=[^()]*\d|[^()a-z]*\)))(?<marked>[\p{L}\d_./-]{2,40})|(?<code>[A-Z][A-Z\d]{0,8}[-_][A-Z\d_-]*\d[A-Z\d_-]*|(?!(?:USB|DVD|CD|BLU|NON|PRE|SEMI|ANTI|RGB|WI|BI|TRI)-)[A-Z]{2,8}-[A-Z]{1,8}))\)$/u;
/** An article number before the title. */
const skuBeforeTitle = /^(\d{5,})\s+(?=\p{L})/u;
/**
 * `Roses Colour : red`, `Rug - Colour of the rim : red, Size : L`: some shops print the options after the title, with a space
 * before the colon. After a dash the label may have several words.
 */
const chosenBehind =
  /^(?<title>.*?\S)(?:\s+[-–—]\s+(?<options>\p{Lu}[^:]{1,40} : \S.*)|\s+(?<option>\p{Lu}\p{L}+ : \S.*))$/u;
const nextChosen = /,\s+(?=\p{Lu}[^:,]{1,40} : )/u;
const optionAfterQuantity = /^(.*\S)\s+\(([^()]{2,80})\)$/u;
const bullet = /^[\s•·▪◦*+–↳└→›»>-]+(?=\S)/u;

/**
 * The lines of an item's box: the title first, then options, unit price, quantity or article number in any order. If another box
 * has the quantity, another number in the title is a part of it: `Braid X4 | 2 pcs`.
 */
export function readItemLines(lines: readonly string[], at: number, told: number | null = null): ItemText {
  const [first = '', ...others] = withLabelsJoined(lines);
  const code = skuAfterTitle.exec(first)?.groups;
  const sku = code?.marked ?? code?.code ?? skuBeforeTitle.exec(first)?.[1] ?? null;
  const read = splitTitle(withoutSku(first));
  const isOther =
    told !== null && read.quantity !== null && read.quantity !== told && read.unit === undefined;
  const split = isOther
    ? { title: withoutSku(first), quantity: null, options: [], pieces: null, unit: undefined }
    : read;
  // `Oil 5 l (#OIL-5) X 2`: without the count, the SKU is at the end.
  const inside = sku === null ? skuAfterTitle.exec(split.title)?.groups : undefined;
  const inTitle = { ...split, title: split.title.replace(skuAfterTitle, '') };
  const item = {
    title: inTitle.title,
    quantity: inTitle.quantity,
    unit: inTitle.unit ?? null,
    sku: sku ?? inside?.marked ?? inside?.code ?? null,
    options: [...inTitle.options],
    optionAmounts: [] as Amount[],
  };
  for (const line of others.flatMap(withCountApart)) {
    const count = markedQuantity(line) ?? markedQuantity(line.replace(/\s*\([^()]*\)$/u, ''));
    const article = bullet.test(line) ? null : skuOf(line);
    const unit = unitPrice(line);
    if (count !== null && !bullet.test(line)) item.quantity ??= count;
    else if (article !== null) item.sku = article;
    else if (item.sku === null && isSerial(line)) item.sku = line;
    else if (unit) {
      item.unit = unit;
      item.quantity ??= countBefore(line);
    } else if (/[\p{L}\p{N}]/u.test(line) && !isNoise(line) && !isTakenOff(line) && !wholeAmount(line)) {
      item.options.push(optionText(line));
      item.optionAmounts.push(...extraOf(line));
    }
  }
  return { ...item, pieces: inTitle.pieces, at };
}

/** `Size M · Qty 2`: an option and a quantity. */
function withCountApart(line: string): readonly string[] {
  const parts = line.split(/\s[·|]\s/u);
  return parts.length > 1 && parts.some((part) => markedQuantity(part) !== null) ? parts : [line];
}

/** `Gift box (+$2.00)`, `Extra cheese: 1.50 €`: options may cost extra; the sums show whether the line price includes it. */
function extraOf(line: string): readonly Amount[] {
  const [amount, ...more] = findAmounts(line).filter((found) => found.marked);
  const isAtEnd = amount !== undefined && /^[\s).]*$/.test(line.slice(amount.end)) && amount.start > 0;
  return isAtEnd && more.length === 0 && !saysIncluded(line) ? [{ ...amount, negative: false }] : [];
}

const withoutSku = (line: string): string => line.replace(skuAfterTitle, '').replace(skuBeforeTitle, '');

/** `Coffee 1 kg x2 (Grind: whole)`: brackets after the quantity hold an option. */
function splitTitle(line: string): {
  readonly title: string;
  readonly quantity: number | null;
  readonly options: readonly string[];
  readonly pieces: ItemText['pieces'];
  readonly unit?: Amount;
} {
  if (line.length > 300) return { title: line, quantity: null, options: [], pieces: null };
  const chosen = line.includes(' : ') ? chosenBehind.exec(line)?.groups : undefined;
  if (chosen) {
    const rest = splitTitle(chosen.title ?? '');
    return {
      ...rest,
      options: [...rest.options, ...(chosen.options ?? chosen.option ?? '').split(nextChosen)],
    };
  }
  const each = countedEach(line);
  if (each) return { ...each, options: [], pieces: null };
  const priced = pricedEach(line);
  if (priced) return { ...splitTitle(priced.title.replace(skuAfterTitle, '')), unit: priced.unit };
  const whole = splitQuantity(line);
  if (whole.how === 'pieces') {
    const pieces = { title: whole.title, quantity: whole.quantity ?? 1 };
    return { title: line, quantity: null, options: [], pieces };
  }
  if (whole.quantity !== null) return { ...whole, options: [], pieces: null };
  const [, before = '', option = ''] = optionAfterQuantity.exec(line) ?? [];
  const inner = splitQuantity(before);
  if (inner.how !== 'times') return { title: line, quantity: null, options: [], pieces: null };
  return { title: inner.title, quantity: inner.quantity, options: [option], pieces: null };
}

const eachPrice = /\s(?:for|at|@|à|a|per|zu|je|po|по|por)\s\P{L}{0,3}\d/u;

/** `Lantern for $64.00 each`, `Easel @ 12.00`: the unit price after the title. */
function pricedEach(line: string): { readonly title: string; readonly unit: Amount } | null {
  if (!eachPrice.test(line)) return null;
  const { title = '', price = '' } =
    /^(?<title>.*\p{L}.*?)\s+(?<price>(?:for|at|@|à|a|per|zu|je|po|по|por)\s\P{L}{0,3}\d.*)$/u.exec(line)
      ?.groups ?? {};
  const amount = price === '' ? null : unitPrice(price.replace(/^(?:for|at|a|per|por)\s/u, ''));
  const isEach = price.startsWith('@') || eachWords.test(price);
  return amount && isEach && amount.decimal.includes('.') ? { title, unit: amount } : null;
}

/** `Ginger shot (4 @ $3.25)` */
function countedEach(
  line: string,
): { readonly title: string; readonly quantity: number; readonly unit: Amount } | null {
  if (!line.endsWith(')')) return null;
  const { title = '', inner = '' } =
    /^(?<title>.*\p{L}.*?)\s*\((?<inner>[^()]{4,30})\)$/u.exec(line)?.groups ?? {};
  const count = countBefore(inner);
  const unit = count === null ? null : unitPrice(inner);
  return count === null || !unit ? null : { title, quantity: count, unit };
}

/** Joins a label (`Colour:`) with its value on the next line (`Sage`). */
function withLabelsJoined(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && joined.length > 1 && /^[^:]{1,40}:$/.test(last)) {
      joined[joined.length - 1] = `${last} ${line}`;
    } else joined.push(line);
  }
  return joined;
}

/** Bullets and plus signs before an option are decoration, and so are brackets around all of it. */
export const optionText = (line: string): string =>
  line
    .replace(bullet, '')
    .replace(/^\(([^()]*)\)$/, '$1')
    .replace(/^SKU:\s*(?=[^:]+:)/i, '')
    .trim();

export const isBulleted = (line: string): boolean => bullet.test(line);

/** `SUMMER (-$2.00)`, `Rabatt: -5,00 €`: a discount on this line, which its price already includes. */
function isTakenOff(line: string): boolean {
  const last = findAmounts(line).at(-1);
  if (!last?.negative || !last.marked || !/^[\s).]*$/.test(line.slice(last.end))) return false;
  return /[-\u2212\u2013]/u.test(line.slice(last.start, last.end));
}

/** Whether a number may be a unit price: it has a currency sign or code, or decimals. */
export const isPriceOfPiece = ({ marked, decimal }: Amount): boolean => marked || decimal.includes('.');

/** `$62.00 each`, `2 × 14,50 €`, `à 5,00 €`. */
export function unitPrice(line: string): Amount | null {
  const [amount, ...rest] = findAmounts(line).filter(isPriceOfPiece);
  if (!amount || rest.length > 0) return null;
  const others = folded(line.slice(0, amount.start) + line.slice(amount.end));
  const says =
    (others.length < 30 && eachWords.test(others) && !saysPerMeasure(line)) ||
    /^\d{0,4}\s*([x×х@à]|по)?$/u.test(others) ||
    (counted.test(others) && line.slice(amount.end).trim() === '') ||
    countAfter.test(line);
  return says ? amount : null;
}

/** The `12 szt. ×` of `12 szt. × 18,49 zł`. */
const counted = /^(\d{1,4})\s?\p{L}{1,6}\.?\s*(?:[x×хХ✕*@]|по|po|à|à|zu|je|cad\.?)\s*$/iu;

/** `14,50 € x 2 шт`. */
const countAfter =
  /^(?:\p{L}{1,3}(?=[\s$]))?[^\p{L}\d]*\d[\d.,' \u00a0\u202f]*\s?\S{0,4}\s*[x×хХ✕*]\s*(\d{1,4})\s*(?:шт|штуки?|szt|sztuki?|pcs|pieces?|stk|stück|st|uds?|un|unidade?s?|pz|pezzi|pièces?)?\.?$/iu;
/** The 2 of `2 × 14,50 €`. */
export const countBefore = (line: string): number | null => {
  const count =
    /^(\d{1,4})\s*(?:\p{L}{1,6}\.?\s*)?[x×хХ✕*@]\s/u.exec(line)?.[1] ??
    /^(\d{1,4})\s?\p{L}{1,6}\.?\s(?:по|po|à|zu|je|cad\.?)\s/iu.exec(line)?.[1] ??
    countAfter.exec(line)?.[1];
  return count === undefined ? null : Number(count);
};

/** The article number of a line that contains nothing else. */
export const skuOf = (line: string): string | null => skuLine.exec(line)?.[1] ?? saidSku(line) ?? null;
export const isSkuLine = (line: string): boolean => skuOf(line) !== null;

/** A box that contains only an article number: capitals and digits without spaces. */
export const isCode = (text: string): boolean =>
  /^[\p{Lu}\d][\p{Lu}\d._/-]{1,30}$/u.test(text) && /\d/.test(text) && /\p{L}/u.test(text);

/** A code that is too long to be anything but a serial number: `SQ4418802`. */
const isSerial = (line: string): boolean => line.length >= 7 && isCode(line) && /\d{4}/.test(line);

export const pureAmount = (lines: readonly string[]): Amount | null =>
  lines.map((line) => wholeAmount(line)).findLast((amount) => amount !== null) ?? null;
