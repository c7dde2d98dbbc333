import { findAmounts } from './amounts.ts';
import { cleanText, folded } from './clean-text.ts';
import { remembered } from './remembered.ts';

const times = '[x×хХX✕*]';
const pieces =
  '(?:шт|штук[иа]?|pcs|pc|pieces?|items?|units?|ea|exemplaires?|copie|copies|sztuki|stuks?|szt|sztuk[ai]?|stk|stück|st|uds?|unid(?:ades?)?|un|u|pzas?|piezas?|pz|pezzi|pièces?|ks|db|од|уп|упак)\\.?';
/** The units that may precede a title: whole words like `items` belong to the title. */
const shortPieces =
  '(?:шт\\.?|pcs\\.?|szt\\.?|stk\\.?|stück|st\\.|uds?\\.?|un\\.|u\\.|pzas?\\.?|pz\\.?|од\\.|ks)';
const words =
  'quantity|qty\\.?|кількість|к-сть|кіл-ть|количество|кол-во|ilość|ilosc|liczba|anzahl|menge|cantidad|cant\\.?|quantidade|qtd\\.?|quant\\.?|quantité|qté|quantità|q\\.tà|n\\.? ?copie|units|unités|unidades|stück|sztuk';

const whole = new RegExp(
  `^(?:${times}\\s*|n\\.?\\s?|nr\\.?\\s|no\\.?\\s)?(\\d{1,4})(?:[.,]0{1,3})?(?:\\s*${times}|\\s*${pieces})?$`,
  'iu',
);
const marked = new RegExp(
  `^(?:${times}\\s*(\\d{1,4})|(\\d{1,4})\\s*(?:${times}|${pieces})|\\((\\d{1,3})\\s?${times}?\\))$`,
  'iu',
);
const labelled = new RegExp(`^(?:${words})\\s*:?\\s*(\\d{1,4})\\s*(?:${pieces})?$`, 'iu');
const prefix = new RegExp(`^(\\d{1,4})\\s*${times}\\s+(\\P{N}.*|\\d{1,3}(?:\\.\\s|\\s?\\p{L}).*)$`, 'u');
const otherPrefixes = [
  new RegExp(`^${times}\\s?(\\d{1,3})\\s+(\\P{N}.*)$`, 'u'),
  /^\((\d{1,3})\)\s+(.+)$/u,
  new RegExp(`^(\\d{1,4})\\s?${shortPieces}\\s+(.+)$`, 'iu'),
  new RegExp(`^(?:${words})\\s*:?\\s*(\\d{1,4})\\s+(.+)$`, 'iu'),
  new RegExp(`^(\\d{1,3})${times}(\\p{L}{2}.*)$`, 'u'),
  // `1 of: Mug`, `3 of ‘Mug’`
  /^(\d{1,3})\s(?:of|di|de|von|van|z|з|из|av|af)\s?:\s(.*\p{L}.*)$/iu,
  /^(\d{1,3})\s(?:of|di|de|von|van|z|з|из|av|af)\s[‘'"“„«‹](.*\p{L}.*)[’'"”“»›]$/iu,
];
const timesSuffix = new RegExp(
  `^(.*\\p{L}.*?)[\\s,;–—-]+\\(?(?:${times}\\s?(\\d{1,4})|(\\d{1,4})\\s?[x×✕])\\)?$`,
  'iu',
);
const piecesSuffix = new RegExp(`^(.*\\p{L}.*?)[\\s,;–—-]+(\\d{1,4})\\s*${pieces}$`, 'iu');
/** `Rose (2)`: a count, or a part of the title. */
const bracketSuffix = /^(.*\p{L}.*?)\s+\((\d{1,3})\)$/u;
const wordSuffix = new RegExp(`^(.*\\p{L}.*?)[\\s,;–—(-]+(?:${words})\\s*:?\\s*(\\d{1,4})\\)?$`, 'iu');

/** The endings of these patterns: a pattern that tries every split of a title runs only if its ending matches. */
const endsInCount = /\d\s?[x×✕]?\)?$/iu;
const endsInPieces = new RegExp(`\\d\\s*${pieces}$`, 'iu');

/** Longer lines are prose, and patterns that try every split of them take long. */
const longestTitle = 300;

/** A box or line that is an explicit quantity: `2 ×`, `×2`, `15 шт.`, `(2)`, `Quantity: 1`. */
export const markedQuantity = remembered((text): number | null => {
  if (!/\d/.test(text)) return null;
  // `1 pc ·`: the separator before the title may remain
  const line = cleanText(text).replace(/\s[·•|:–—-]+$/u, '');
  const match = marked.exec(line) ?? labelled.exec(folded(line));
  return match ? Number(match[1] ?? match[2] ?? match[3]) : null;
});

/** A box of a column known to hold quantities: a bare number will do. */
export function columnQuantity(text: string): number | null {
  if (!/\d/.test(text)) return null;
  const match = whole.exec(cleanText(text));
  return match ? Number(match[1]) : markedQuantity(text);
}

const weighed = /^\d{1,4}(?:[.,]\d{1,3})?\s?(?:kg|g|gr|dag|l|lt|ml|lbs?|oz|кг|г|гр|л|мл)\.?$/iu;

/** `1,2 kg` in place of a count: a weight or volume. */
export const weightIn = (text: string): string | null => {
  const line = cleanText(text);
  return weighed.test(line) ? line : null;
};

export type SplitTitle = {
  readonly title: string;
  readonly quantity: number | null;
  /** The position of the quantity. `pieces` after a title may be part of it: `Napkins, 20 pcs`. */
  readonly how: 'before' | 'times' | 'pieces' | null;
};

/** `2 x 500 грн` is a price of one piece; `1 x 2 for 1 Tiramisu` and `2 x 12. Pizza` are titles. */
const isPrice = (text: string): boolean =>
  /^\d/.test(text) && findAmounts(text).some(({ marked, start }) => marked && start === 0);

/** `2 x Rose`, `(2) Rose`, `4 szt. Rose`, `Rose × 2` or `Rose, 2 pcs`: the quantity written into the title. */
export const splitQuantity = remembered((title): SplitTitle => {
  if (!/\d/.test(title)) return { title, quantity: null, how: null };
  if (title.length > longestTitle) return { title, quantity: null, how: null };
  for (const pattern of [prefix, ...otherPrefixes]) {
    const before = pattern.exec(title);
    if (before && !isPrice(before[2] ?? ''))
      return { title: (before[2] ?? '').trim(), quantity: Number(before[1]), how: 'before' };
  }
  const canEnd = endsInCount.test(title);
  const after = canEnd ? (timesSuffix.exec(title) ?? wordSuffix.exec(title)) : null;
  if (after) return { title: (after[1] ?? '').trim(), quantity: Number(after[2] ?? after[3]), how: 'times' };
  const pieceCount = endsInPieces.test(title) ? piecesSuffix.exec(title) : null;
  const counted = pieceCount ?? (canEnd ? bracketSuffix.exec(title) : null);
  if (counted) return { title: (counted[1] ?? '').trim(), quantity: Number(counted[2]), how: 'pieces' };
  return { title, quantity: null, how: null };
});
