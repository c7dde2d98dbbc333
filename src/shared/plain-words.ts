/** One writing for all: no capitals, no accents on Latin letters, no apostrophes inside a name, ґ as г, ё as е. */
export const foldText = (text: string): string =>
  withoutApostrophes((isPlain.test(text) ? text : withoutAccents(text.normalize('NFKC'))).toLowerCase())
    .replaceAll('ґ', 'г')
    .replaceAll('ё', 'е');

/** Letters that have one writing only; most of a ledger is of them, and looking at each for accents takes long. */
const isPlain = /^[\n\r\t -~А-яЁёЄєІіЇїҐґ]*$/;
const withoutApostrophes = (text: string): string =>
  /['’ʼ`‘]/.test(text) ? text.replace(/(?<=\p{L})['’ʼ`‘](?=\p{L})/gu, '') : text;

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
