/** An accented look-alike of each letter, so that untranslated text is visible. */
const accented: { readonly [letter: string]: string } = Object.fromEntries(
  Array.from('abcdefghijklmnoprstuwyzABCDEFGHIJKLMNOPRSTUWYZ').map((letter, index) => [
    letter,
    'áƀçđéƒĝĥíĵķĺḿńóƥŕśŧúŵýžÁƁÇĐÉƑĜĤÍĴĶĹḾŃÓƤŔŚŦÚŴÝŽ'[index] ?? letter,
  ]),
);

const longer = 0.4;

/**
 * Names and keys have the same length in every language; a source's name is shortened for the amount in a row, and
 * its icon stays.
 */
const names =
  /^(Shopify|Manual|BigQuery|Gmail|Google|Messenger|ManyChat|Orderbell|Bloomdash|Dostavo|ngrok|Ctrl|Enter|CSV)$/;

/** The app's text, 40 % longer, within ⟦ and ⟧; inserted values at `{{name}}` or `{name}` stay outside. */
export const pseudo = (text: string): string =>
  text
    .split(/(\{\{?.*?\}\}?)/)
    .map((part) =>
      part.startsWith('{') || !/\p{L}/u.test(part) || names.test(part) ? part : `⟦${stretched(part)}⟧`,
    )
    .join('');

/** Lengthens each word by its length, like a longer language. */
const stretched = (text: string): string =>
  text.replaceAll(/[\p{L}’]+/gu, (word) => {
    if (names.test(word)) return word;
    const letters = Array.from(word, (letter) => accented[letter] ?? letter);
    const more = Math.ceil(letters.length * longer);
    const vowels = letters.flatMap((letter, index) => (/[áéíóúýÁÉÍÓÚÝ]/u.test(letter) ? [index] : []));
    const doubled = vowels.slice(0, more);
    const lengthened = letters.flatMap((letter, index) =>
      doubled.includes(index) ? [letter, letter] : [letter],
    );
    return lengthened.join('') + 'ŋ'.repeat(more - doubled.length);
  });
