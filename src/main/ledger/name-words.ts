import { anyOf, prefix, wordsOf } from './search-words.ts';

/**
 * Maps a name to its sound, so that it is found in any spelling: `Олена`, `Olena`; `Юрій`, `Yuriy`, `Yurii`; `Євген`,
 * `Yevhen`, `Evgen`. The result is only compared with other results, never shown.
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
 * The FTS5 term for a name that may be typed only in part. The next letter may change the sound of the end, as `i` is silent in
 * `Марія` and `e` in `Сергей`.
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
      // `Майя` maps to `ma`: match only that word, since as a prefix it would match far too many names for `май`
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

/** Spellings that count as equal, longer ones first. */
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
