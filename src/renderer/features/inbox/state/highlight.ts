import { isPhoneWriting } from '../../../../shared/phone.ts';
import { foldText, isApostrophe, plainWords } from '../../../../shared/plain-words.ts';

/** A part of a text, and whether it matches the search. */
export type Stretch = { readonly text: string; readonly isMatch: boolean };

/** One normalized character, and its position in the displayed text. */
type Letter = { readonly plain: string; readonly from: number; readonly to: number };
type Word = { readonly plain: string; readonly letters: readonly Letter[] };

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const inWord = /[\p{L}\p{N}]/u;

/** The normalized words of a text, with the position of each character. */
function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  let letters: Letter[] = [];
  const end = (): void => {
    if (letters.length > 0) words.push({ plain: letters.map(({ plain }) => plain).join(''), letters });
    letters = [];
  };
  for (const { segment, index } of graphemes.segment(text)) {
    const plain = foldText(segment);
    if (inWord.test(plain)) letters.push({ plain, from: index, to: index + segment.length });
    else if (!isApostrophe(segment)) end(); // an apostrophe is part of a name, and is ignored by the search
  }
  end();
  return words;
}

/** The end position of the first `length` characters. */
function reach(letters: readonly Letter[], length: number): { from: number; to: number } | null {
  let left = length;
  for (const { plain, to } of letters) {
    left -= plain.length;
    if (left <= 0) return { from: letters[0]?.from ?? 0, to };
  }
  return null;
}

/** The matching ranges of a text: words with this prefix, or a code such as `DS-1042` typed as one word. */
export function marked(text: string, searched: string): readonly Stretch[] {
  const terms = plainWords(searched);
  if (terms.length === 0) return stretches(text, []);
  const words = wordsIn(text);
  const found = words.flatMap(({ plain, letters }) => {
    const longest = Math.max(
      0,
      ...terms.filter((term) => plain.startsWith(term)).map(({ length }) => length),
    );
    return longest === 0 ? [] : [reach(letters, longest)];
  });
  const whole = terms.join('');
  const isCode = found.length === 0 && words.length > 1;
  if (
    isCode &&
    words
      .map(({ plain }) => plain)
      .join('')
      .startsWith(whole)
  ) {
    found.push(
      reach(
        words.flatMap(({ letters }) => letters),
        whole.length,
      ),
    );
  }
  return stretches(
    text,
    found.filter((one) => one !== null),
  );
}

function stretches(text: string, found: readonly { from: number; to: number }[]): readonly Stretch[] {
  const parts: Stretch[] = [];
  let at = 0;
  for (const { from, to } of found) {
    if (from > at) parts.push({ text: text.slice(at, from), isMatch: false });
    parts.push({ text: text.slice(from, to), isMatch: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false });
  return parts;
}

const shortestPhone = 5;

/** Whether the search text is the digits of a phone, in any format: `067 123`, `+38 (067) 123-45-67`. */
export function isPhoneLike(searched: string): boolean {
  const digits = searched.replace(/\D/g, '');
  return digits.length >= shortestPhone && isPhoneWriting(searched);
}
