import { remembered } from './remembered.ts';

/** Invisible characters: bidi marks, zero-width fillers of preheaders, soft hyphens, redundant variation selectors. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u034f/g;

/** Removes invisible characters and collapses white space; no-break spaces become plain ones. */
export const cleanText = (text: string): string =>
  isClean.test(text) ? text : text.replace(invisible, '').replace(/\s+/gu, ' ').trim();
/** Letters and signs of the usual scripts with single spaces: most lines are clean already. */
const isClean = /^(?:[!-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u05cf]+(?: |$))*(?<! )$/;

/** Lower case without accents' variants of dashes and apostrophes, for comparing labels. */
export const folded = (text: string): string => {
  const lower = cleanText(text).toLowerCase();
  return variants.test(lower) ? lower.replace(/[’ʼ`´]/g, "'").replace(/[‐‑‒–—−]/g, '-') : lower;
};
const variants = /[’ʼ`´‐‑‒–—−]/;

const strokes: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd' };

/** Folded and without accents, letter for letter, so positions stay valid. `Número` and `NUMERO`, `отменён` and `отменен`. */
export const bare = remembered((text) =>
  folded(text).replace(/\P{ASCII}/gu, (sign) =>
    sign.length === 1 && /\p{L}/u.test(sign) ? (strokes[sign] ?? sign.normalize('NFD').charAt(0)) : sign,
  ),
);
