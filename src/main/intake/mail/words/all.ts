import { bare } from '../clean-text.ts';
import { cs } from './cs.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { LanguageWords } from './language-words.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';

const languages: readonly LanguageWords[] = [en, uk, ru, pl, de, es, pt, fr, it, nl, cs];

/** Folded words of a table: case, accents and line ends do not matter. */
export const splitWords = (table: string): readonly string[] =>
  table
    .split(/[|\n]/)
    .map(bare)
    .filter((word) => word !== '');

/** One table of every language, as folded words. */
export const wordsOf = (pick: (words: LanguageWords) => string | undefined): readonly string[] => [
  ...new Set(languages.flatMap((language) => splitWords(pick(language) ?? ''))),
];

/** Words as alternatives of a pattern, the longest first, for a text folded by `bare`. */
export const alternatives = (words: readonly string[]): string =>
  [...words]
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()[\]\\/|]/g, '\\$&'))
    .join('|');
