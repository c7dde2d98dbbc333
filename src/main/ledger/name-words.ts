import { anyOf, prefix, wordsOf } from './search-words.ts';

/**
 * How a name sounds, so that it is found however it is spelled: `Олена`, `Olena`; `Юрій`, `Yuriy`, `Yurii`; `Євген`,
 * `Yevhen`, `Evgen`. Only ever compared with another such word, never shown.
 */
function soundOf(word: string): string {
  const latin = Array.from(word, (letter) => latinOf[letter] ?? letter).join('');
  return alike
    .reduce((sound, [spelled, heard]) => sound.replaceAll(spelled, heard), latin)
    .replace(/(.)\1+/g, '$1');
}

export const nameWords = (text: string): readonly string[] =>
  wordsOf(text)
    .map(soundOf)
    .filter((sound) => sound !== '');

/**
 * The FTS5 term for a name that may go on beyond what was typed: what comes next may change how its end sounds, as `i` is not
 * heard in `Марія` nor `e` in `Сергей`.
 */
export function soundQuery(typed: string): string {
  const sound = soundOf(typed);
  const before = sound.slice(0, -1);
  const ways = [prefix(sound)];
  if (sound.endsWith('e')) ways.push(prefix(`${before}i`));
  // half of a `kh` or a `shch`
  if (sound.endsWith('k')) ways.push(prefix(`${before}h`));
  if (sound.endsWith('shc')) ways.push(prefix(before));
  if (sound.endsWith('i')) {
    for (const vowel of 'eaou') {
      // `Майя` is heard as `ma`: that word alone, as with all that begin so nearly everyone would be found by `май`
      ways.push(before.endsWith(vowel) ? `"${before}"` : prefix(before + vowel));
    }
  }
  return anyOf(ways);
}

/** Ukrainian and Russian letters. */
const latinOf: Readonly<Record<string, string>> = Object.fromEntries([
  ...Array.from('абвгдезиіїйклмнопрстуфхъыьэ', (letter, at) => [
    letter,
    'abvhdeziiiiklmnoprstufh i e'[at]?.trim(),
  ]),
  ...['є ie', 'ж zh', 'ц ts', 'ч ch', 'ш sh', 'щ sh', 'ю iu', 'я ia'].map((pair) => pair.split(' ')),
]);

/** Longer ones first: what one spelling has and another has not. */
const alike: readonly (readonly [RegExp | string, string])[] = [
  ['shch', 'sh'],
  ['kh', 'h'],
  ['g', 'h'],
  [/[yj]/g, 'i'],
  ['w', 'v'],
  ['x', 'ks'],
  [/i+(?=[eaou])/g, ''],
  ['ei', 'i'],
];
