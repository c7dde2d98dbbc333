import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Said } from './catalog.ts';
import { said as saidPl } from './pl/said/said.ts';
import { said as saidUk } from './uk/said/said.ts';

type Pattern = {
  readonly literals: readonly string[];
  readonly names: readonly string[];
  readonly into: string;
};

/**
 * The sentence in the language on screen; unchanged when nobody has translated it, as with the words of an outside
 * service. A value put into a sentence may be such a sentence too.
 */
export const say = (text: string, language: Language): string =>
  text.length <= longest ? (sayings[language](text) ?? text) : text;

/** @returns the translation of what the catalogue knows, else null */
export function createSay(catalogue: Said): (text: string) => string | null {
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

  /** Codes of a kind come as a list. */
  function list(text: string): string | null {
    const words = text.split(', ').map(exactly);
    return words.length > 1 && words.every((word) => word !== null) ? words.join(', ') : null;
  }
  return find;
}

/** By the first pattern that fits, so split that most of its values are known; `least` of them have to be. */
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

/** Main says nothing longer; a text without end must not hold the window up. */
const longest = 2_000;
const mostSplits = 20;
const placeholder = /\{(\w+)\}/g;

/** The most specific first: what has more words of its own. */
function patternsOf(catalogue: Said): readonly Pattern[] {
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

/** Joins sentences and has no word of its own, so that it fits almost any text. */
const isJoint = ({ literals }: Pattern): boolean => !/\p{L}/u.test(literals.join(''));

/** Every way to find the literals in this order, with nothing before the first and after the last; yields what lies between. */
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

/** Main's own sentences are English. */
const sayings: ByLanguage<(text: string) => string | null> = {
  en: (text) => text,
  uk: createSay(saidUk),
  pl: createSay(saidPl),
};
