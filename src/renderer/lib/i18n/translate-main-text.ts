import type { ByLanguage, Language } from '../../../shared/languages.ts';
import type { MainTexts } from '../../../shared/texts.ts';
import { mainTexts } from '../../../shared/texts.ts';

type Sentences = MainTexts[string];
type Pattern = {
  readonly literals: readonly string[];
  readonly names: readonly string[];
  readonly into: string;
};

/**
 * Translates a message of main; unchanged without a translation, as with messages of an outside service. A value in it may be
 * such a message too.
 */
export const say = (text: string, language: Language): string =>
  text.length <= longest ? (sayings[language](text) ?? text) : text;

/** @returns the translation, or null if the catalogue does not have it */
export function createSay(areas: MainTexts): (text: string) => string | null {
  const catalogue: Sentences = Object.assign({}, ...Object.values(areas));
  const patterns = patternsOf(catalogue);
  const joints = patterns.filter(isJoint);
  const sentences = patterns.filter((pattern) => !isJoint(pattern));

  const exactly = (text: string): string | null =>
    Object.hasOwn(catalogue, text) ? (catalogue[text] ?? null) : null;

  function find(text: string): string | null {
    return oneSentence(text) ?? fill(joints, text, oneSentence, 1);
  }
  const oneSentence = (text: string): string | null =>
    exactly(text) ?? fill(sentences, text, find, 0) ?? list(text);

  /** Several codes of a kind come as a list. */
  function list(text: string): string | null {
    const words = text.split(', ').map(exactly);
    return words.length > 1 && words.every((word) => word !== null) ? words.join(', ') : null;
  }
  return find;
}

/** Uses the first matching pattern, split so that most of its values are known; at least `least` of them must be. */
function fill(
  patterns: readonly Pattern[],
  text: string,
  find: (text: string) => string | null,
  least: number,
): string | null {
  for (const { literals, names, into } of patterns) {
    let best: readonly string[] | null = null;
    let most = least - 1;
    for (const values of splits(text, literals).take(mostSplits)) {
      const translated = values.map(find);
      const known = translated.filter((value) => value !== null).length;
      if (known <= most) continue;
      most = known;
      best = values.map((value, index) => translated[index] ?? value);
    }
    if (best === null) continue;
    const filled = best;
    return into.replaceAll(placeholder, (_, name: string) => filled[names.indexOf(name)] ?? '');
  }
  return null;
}

/** No message of main is longer; a longer text must not block the window. */
const longest = 2_000;
const mostSplits = 20;
const placeholder = /\{(\w+)\}/g;

/** The most specific pattern first: the one with the most literal text. */
function patternsOf(catalogue: Sentences): readonly Pattern[] {
  const length = ({ literals }: Pattern): number => literals.join('').length;
  return Object.entries(catalogue)
    .map(([english, into]) => ({
      literals: english.split(/\{\w+\}/),
      names: [...english.matchAll(placeholder)].map(([, name = '']) => name),
      into,
    }))
    .filter(({ names }) => names.length > 0)
    .toSorted((one, other) => length(other) - length(one));
}

/** A pattern without words of its own, which matches almost any text. */
const isJoint = ({ literals }: Pattern): boolean => !/\p{L}/u.test(literals.join(''));

/** Yields the values of every match of the literals in this order, from the start to the end of the text. */
function* splits(text: string, [head = '', ...others]: readonly string[]): Generator<readonly string[]> {
  const tail = others.at(-1) ?? '';
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return;
  yield* between(text.slice(head.length, text.length - tail.length), others.slice(0, -1));
}

function* between(text: string, [next, ...others]: readonly string[]): Generator<readonly string[]> {
  if (next === undefined) {
    yield [text];
    return;
  }
  for (let at = text.indexOf(next); at >= 0; at = text.indexOf(next, at + 1)) {
    for (const rest of between(text.slice(at + next.length), others)) yield [text.slice(0, at), ...rest];
  }
}

/** Main's messages are in English. */
const sayings: ByLanguage<(text: string) => string | null> = {
  en: (text) => text,
  uk: createSay(mainTexts.uk),
  pl: createSay(mainTexts.pl),
};
