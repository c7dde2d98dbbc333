/** One writing for all: no capitals, no №, no accents on Latin letters, no apostrophes inside a name, ґ as г, ł as l. */
export const foldText = (text: string): string =>
  withoutApostrophes(
    isPlain.test(text)
      ? text.toLowerCase()
      : typedPlainly(withoutAccents(asSigns(text).normalize('NFKC')).toLowerCase()),
  )
    .replaceAll('ґ', 'г')
    .replaceAll('ё', 'е');

/** Characters without accents. Most texts have only these, and removing accents is slow. */
const isPlain = /^[\n\r\t -~А-яЁёЄєІіЇїҐґ]*$/;

/** NFKC turns № into letters, which would join the number, and ´ into a space, which would split a name. */
const asSigns = (text: string): string => text.replaceAll('№', ' ').replaceAll('´', "'");

/** The last two are an accent and the sign of minutes, which some keyboards have in its place. */
const apostrophe = /['’ʼ`‘´′]/;
const insideName = new RegExp(`(?<=\\p{L})${apostrophe.source}(?=\\p{L})`, 'gu');
export const isApostrophe = (sign: string): boolean => sign.length === 1 && apostrophe.test(sign);
const withoutApostrophes = (text: string): string =>
  apostrophe.test(text) ? text.replace(insideName, '') : text;

/** Letters that Unicode does not decompose into a base letter and an accent, with the usual replacement on other keyboards. */
const typedAs: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['æ', 'ae'],
  ['œ', 'oe'],
]);
const typedPlainly = (text: string): string =>
  text.replace(/[łßøđæœ]/g, (letter) => typedAs.get(letter) ?? letter);

const accented = /[\u00c0-\u024f\u1e00-\u1eff]|\p{M}/u;
const withoutAccents = (text: string): string =>
  accented.test(text)
    ? text
        .normalize('NFD')
        .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
        .normalize('NFC')
    : text;

const word = /[\p{L}\p{N}]+/gu;

/** The words and numbers of a text, in one writing. */
export const plainWords = (text: string): readonly string[] => foldText(text).match(word) ?? [];
