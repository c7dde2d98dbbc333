/** An accented look-alike of each letter, so that a text that is not from a catalogue is seen at once. */
const accented: { readonly [letter: string]: string } = Object.fromEntries(
  Array.from('abcdefghijklmnoprstuwyzABCDEFGHIJKLMNOPRSTUWYZ').map((letter, index) => [
    letter,
    'áƀçđéƒĝĥíĵķĺḿńóƥŕśŧúŵýžÁƁÇĐÉƑĜĤÍĴĶĹḾŃÓƤŔŚŦÚŴÝŽ'[index] ?? letter,
  ]),
);

const longer = 0.4;

/** Names and keys are as long in every language; a source's name gives way to the amount in a row, and its icon stays. */
const names =
  /^(Shopify|Manual|BigQuery|Gmail|Google|Messenger|ManyChat|Orderbell|Bloomdash|Dostavo|ngrok|Ctrl|Enter|CSV)$/;

/** What the app says itself in a text forty per cent longer, within ⟦ and ⟧; what is put in at a `{{name}}` stays outside. */
export const pseudo = (text: string): string =>
  text
    .split(/(\{\{.*?\}\})/)
    .map((part) =>
      part.startsWith('{{') || !/\p{L}/u.test(part) || names.test(part) ? part : `⟦${stretched(part)}⟧`,
    )
    .join('');

/** Each word by its own length, as a longer language would. */
const stretched = (text: string): string =>
  text.replaceAll(/[\p{L}’]+/gu, (word) => {
    if (names.test(word)) return word;
    const letters = Array.from(word, (letter) => accented[letter] ?? letter);
    const more = Math.ceil(letters.length * longer);
    const vowels = letters.flatMap((letter, index) => (/[áéíóúýÁÉÍÓÚÝ]/u.test(letter) ? [index] : []));
    const doubled = vowels.slice(0, more);
    const said = letters.flatMap((letter, index) => (doubled.includes(index) ? [letter, letter] : [letter]));
    return said.join('') + 'ŋ'.repeat(more - doubled.length);
  });
