import { bare } from './clean-text.ts';
import { matchesIn } from './matches.ts';
import { remembered } from './remembered.ts';
import { sumKind } from './total-words.ts';
import { splitWords, wordsOf } from './words/all.ts';
import type { LabelField } from './words/language-words.ts';

export type Whose = 'customer' | 'recipient' | 'shop';

/** A label found in a mail and the text it announces. */
export type LabelledText = {
  readonly fields: readonly LabelField[];
  /** The line that contains the label. */
  readonly label: string;
  readonly whose: Whose | null;
  /** Only the words of an order (`Order`): what follows is its number only when it looks like nothing else. */
  readonly weak: boolean;
  /** The value's lines: beside the label, else below it in its box, else in the next box. */
  readonly lines: readonly string[];
  readonly beside: boolean;
  readonly at: number;
};

type Meaning = Pick<LabelledText, 'fields' | 'whose' | 'weak'>;

export type Labelled = Meaning & {
  /** What follows the label in the same line; empty when the line is only the label. */
  readonly rest: string;
  /** Whether a colon, or the end of the line, closes the label: `Customer: Ann`, but not `Customer service`. */
  readonly closed: boolean;
};

const labelFields: readonly LabelField[] = [
  'other',
  'number',
  'placedAt',
  'notPlacedAt',
  'customer',
  'recipient',
  'address',
  'otherAddress',
  'phone',
  'email',
  'note',
  'sender',
  'firm',
  'bill',
];

/** One spelling of a label: `Bestell-Nr.`, `bestellnr`; `N.º`, `nº`; `E-Mail`, `email`. */
const spelt = remembered((label) => {
  const text = bare(label);
  return onlyWords.test(text)
    ? text
    : text
        .replace(/(?<=\p{L})-(?=\p{L})/gu, '')
        .replace(/[.…]/g, (_, at: number, all: string) => (/^ |^$/.test(all.slice(at + 1)) ? ' ' : ''))
        .replace(/([#№])/g, ' $1 ')
        .replace(/[()[\]/*"«»„“”!¡¿?;:,|_]/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
});
/** Words with single spaces between and no punctuation: most labels are spelt so already. */
const onlyWords = /^[\p{L}\p{N}']+(?: [\p{L}\p{N}']+)*$/u;

/** The column heads of an item table, which are not fields of an order. */
const itemHeads = new Set(
  splitWords(
    'item|items|item name|product name|product|products|description|qty|quantity|price|unit price|amount|total|товар|товари|кількість|к-сть|кіл-сть|ціна|сума|наименование|товары|кол-во|количество|цена|сумма|produkt|produkty|nazwa|ilość|cena|wartość|kwota|artikel|produkte|menge|anzahl|preis|gesamt|einzelpreis|producto|productos|artículo|artículos|cantidad|cant|precio|importe|produto|produtos|artigo|artigos|quantidade|quant|qtd|preço|valor|article|articles|produit|produits|quantité|qté|prix|montant|articolo|articoli|prodotto|prodotti|quantità|prezzo|importo|totale|descrizione',
  ).map(spelt),
);

/** Whether a line names the columns of a table of items rather than fields of an order. */
export const isItemHead = (lines: readonly string[]): boolean =>
  lines.filter((line) => itemHeads.has(spelt(line))).length >= 2;

const fieldsByLabel = new Map<string, LabelField[]>();
for (const field of labelFields) {
  for (const word of wordsOf((language) => language.labels[field])) {
    const label = spelt(word);
    const fields = fieldsByLabel.get(label) ?? [];
    // Heads of items and sums are recognised by their tables.
    if (field === 'other' && (itemHeads.has(label) || (sumKind(word) ?? 'other') !== 'other')) continue;
    if (label !== '' && !fields.includes(field)) fieldsByLabel.set(label, [...fields, field]);
  }
}

const spelled = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(spelt));
const whoseWords: readonly (readonly [Whose, ReadonlySet<string>])[] = (
  ['customer', 'recipient', 'shop'] as const
).map((who) => [who, spelled(wordsOf(({ whose }) => whose[who]))]);
const orderWords = spelled(wordsOf((language) => language.orderWords));
const numberWords = spelled(wordsOf((language) => language.numberWords));
const dateWords = spelled(wordsOf((language) => language.dateWords));
const skipped = spelled(wordsOf((language) => language.skipped));
/** Every word of a label: a line that begins with any other word does not begin with a label. */
const vocabulary: ReadonlySet<string> = new Set(
  [fieldsByLabel.keys(), ...whoseWords.map(([, forms]) => forms), orderWords, numberWords, dateWords, skipped]
    .flatMap((labels) => [...labels])
    .flatMap((label) => label.split(' ')),
);

const meanings = new Map<string, Meaning | null>();
const mostMeanings = 20_000;

/** The meaning of a whole phrase as a label: as the tables have it, else put together of its words. */
function meaningOf(phrase: string): Meaning | null {
  const label = spelt(phrase);
  const known = meanings.get(label);
  if (known !== undefined) return known;
  const meaning = label === '' || label.split(' ').length > 7 ? null : composed(label);
  // Mails repeat the same few labels; bound the cache, because senders control its keys.
  if (meanings.size > mostMeanings) meanings.clear();
  meanings.set(label, meaning);
  return meaning;
}

function composed(label: string): Meaning | null {
  const exact = fieldsByLabel.get(label);
  const words = label.split(' ');
  if (!words.every((word) => vocabulary.has(word))) return null;
  const whose = whoseWords.find(([, forms]) => words.some((word) => forms.has(word)))?.[0] ?? null;
  if (exact) {
    // An address label that a table has is the customer's, even at a shop's pick-up point: `Delivery to the point`.
    const isOwned = words.length > 1 && !(whose === 'shop' && exact[0] === 'address');
    return { fields: exact, whose: isOwned ? whose : null, weak: isWeak(words) };
  }
  const bared = words.filter((word) => !skipped.has(word));
  const unskipped = fieldsByLabel.get(bared.join(' '));
  if (unskipped) return { fields: unskipped, whose: bared.length > 1 ? whose : null, weak: isWeak(bared) };
  const owned = bared.filter((word) => !whoseWords.some(([, forms]) => forms.has(word)));
  const rest = owned.filter((word) => !orderWords.has(word));
  const isOfOrder = rest.length < owned.length;
  const joined = rest.join(' ');
  if (rest.length === 0) {
    if (bared.length === 0 || (whose === null && !isOfOrder)) return null;
    if (isOfOrder) return { fields: ['number'], whose: null, weak: true };
    return {
      fields: [whose === 'recipient' ? 'recipient' : whose === 'shop' ? 'other' : 'customer'],
      whose,
      weak: false,
    };
  }
  if (rest.every((word) => numberWords.has(word)))
    return { fields: [isOfOrder && whose !== 'customer' ? 'number' : 'other'], whose, weak: false };
  if (isOfOrder && (dateWords.has(joined) || rest.every((word) => dateWords.has(word))))
    return { fields: ['placedAt'], whose: null, weak: false };
  // `Your buyer's postage details`: every word of `postage details` counts.
  const [lead = ''] = owned;
  const full = words.slice(words.indexOf(lead)).join(' ');
  const found = fieldsByLabel.get(owned.join(' ')) ?? fieldsByLabel.get(joined) ?? fieldsByLabel.get(full);
  return found ? { fields: found, whose, weak: false } : null;
}

const isWeak = (words: readonly string[]): boolean =>
  words.every((word) => orderWords.has(word) || skipped.has(word));

const drawing = /^[\s>•·▪◦●▶►✓✔*_#=–—-]*(?:(?:\p{Extended_Pictographic}|\ufe0f|\u20e3)\s*)*[*_\s]*/u;
/** A label may be longer than the tables know (`Note for Ann:`), if it cannot be a sum or a number. */
const extendable: readonly LabelField[] = ['note', 'address', 'phone', 'email'];
const mostWords = 7;

/** `Your note to Kiln & Fern`, a heading that names the shop. */
const noteTo =
  /^(\p{L}[\p{L}' ]{2,30}) (?:to|for|an|für|à|au|pour|a|al|para|per|do|dla|для|aan|voor|pro) \p{Lu}[^.!?:\d]{1,40}$/u;

/** The label that a line begins with, if any; whole words only. A phrase before a colon and a full line are read as wholes. */
export const readLabel = remembered((line): Labelled | null => {
  const start = drawing.exec(line)?.[0].length ?? 0;
  const text = start < line.length && !/^[#№]/.test(line.trimStart()) ? line.slice(start) : line;
  const colon = /(?<!\d)\s?[:：](?!\/\/)|(?<=\d)\s?[:：](?!\d)/.exec(text.slice(0, 72));
  if (colon) {
    const phrase = text.slice(0, colon.index);
    const told = text.slice(colon.index + colon[0].length).replace(/^[\s:*_.]+/, '');
    // Stars are decoration around a word, and masked letters within it: `A*** L**`.
    const rest = /\p{L}\*+ /u.test(told) ? told.trim() : told.replace(/[\s*_]+$/, '');
    const meaning = meaningOf(phrase) ?? meaningOf(phrase.replace(/\([^)]*\)/g, ' ')) ?? extended(phrase);
    if (meaning) return { ...meaning, rest, closed: true };
  }
  if (text.length <= 60) {
    const whole = meaningOf(text);
    if (whole) return { ...whole, rest: '', closed: true };
    const dash = /\s[–—-]\s|\s?[|]\s/.exec(text);
    const before = dash ? meaningOf(text.slice(0, dash.index)) : null;
    if (dash && before)
      return { ...before, rest: text.slice(dash.index + dash[0].length).trim(), closed: true };
    const to = noteTo.exec(text)?.[1];
    const note = to === undefined ? null : meaningOf(to);
    if (note?.fields.includes('note')) return { ...note, rest: '', closed: true };
  }
  return openLabel(text);
});

const labelWord = /[^\s#№:(]+(?=[\s#№:(]|$)|[#№]/;
const labelWords = new RegExp(labelWord, 'g');
const longestLabel = 100;
const endOf = (match: RegExpExecArray): number => match.index + match[0].length;

/** The longest run of words that is a label, with other text after it. */
function openLabel(line: string): Labelled | null {
  const text = line.slice(0, longestLabel);
  const first = labelWord.exec(text);
  if (!first) return null;
  const [word = ''] = spelt(text.slice(0, endOf(first))).split(' ');
  if (word !== '' && !vocabulary.has(word)) return null;
  const ends = matchesIn(text, labelWords).slice(0, mostWords).map(endOf);
  for (const end of ends.toReversed()) {
    const meaning = meaningOf(text.slice(0, end));
    if (!meaning) continue;
    const after = line.slice(end);
    const rest = after.replace(/^[\s:.*–—-]+/, '').trim();
    return { ...meaning, rest, closed: rest === '' || /^\s*[:*]/.test(after) };
  }
  return null;
}

function extended(phrase: string): Meaning | null {
  const words = phrase.trim().split(/\s+/);
  for (let count = Math.min(words.length - 1, 4); count > 0; count -= 1) {
    const meaning = words.length - count <= 3 ? meaningOf(words.slice(0, count).join(' ')) : null;
    if (meaning?.fields.some((field) => extendable.includes(field))) {
      const said = spelt(phrase).split(' ');
      const isShops = whoseWords.some(
        ([who, forms]) => who === 'shop' && said.some((word) => forms.has(word)),
      );
      return isShops && !meaning.fields.includes('note')
        ? { fields: ['other'], whose: 'shop', weak: false }
        : meaning;
    }
  }
  return null;
}
