/** One writing for all: no capitals, no accents on Latin letters, no apostrophes inside a name, ґ as г, ё as е. */
export const foldText = (text: string): string =>
  withoutAccents(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/(?<=\p{L})['’ʼ`‘](?=\p{L})/gu, '')
    .replaceAll('ґ', 'г')
    .replaceAll('ё', 'е');

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
