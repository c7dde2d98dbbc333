import { isPhoneWriting } from '../../shared/phone.ts';
import { foldText, isApostrophe, plainWords } from '../../shared/plain-words.ts';

/** A stretch of a text, and whether it is what was searched for. */
export type Stretch = { readonly text: string; readonly isMatch: boolean };

/** One letter as it is compared, and where it stands in the text as it is shown. */
type Letter = { readonly plain: string; readonly from: number; readonly to: number };
type Word = { readonly plain: string; readonly letters: readonly Letter[] };

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const inWord = /[\p{L}\p{N}]/u;

/** The words of a text in the writing they are searched by, each with where its letters stand. */
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
    else if (!isApostrophe(segment)) end(); // an apostrophe is inside a name, and is not searched by
  }
  end();
  return words;
}

/** How far the first `length` letters reach. */
function reach(letters: readonly Letter[], length: number): { from: number; to: number } | null {
  let left = length;
  for (const { plain, to } of letters) {
    left -= plain.length;
    if (left <= 0) return { from: letters[0]?.from ?? 0, to };
  }
  return null;
}

/** Where a text is what was searched for: words that begin so, or a code such as `DS-1042` typed as one word. */
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

/** Whether what was searched for is the digits of a phone, in any writing: `067 123`, `+38 (067) 123-45-67`. */
export function isPhoneLike(searched: string): boolean {
  const digits = searched.replace(/\D/g, '');
  return digits.length >= shortestPhone && isPhoneWriting(searched);
}
