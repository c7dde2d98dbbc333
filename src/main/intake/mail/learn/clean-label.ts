import { folded } from '../clean-text.ts';
import { readLabel } from '../labels.ts';
import { looksLikeName } from '../names.ts';
import { sumKind } from '../total-words.ts';

/** Whether a label is a word of the field's language that any mail could have. */
export const isKnownLabel = (label: string): boolean =>
  readLabel(label)?.rest === '' || sumKind(label) !== null;

/**
 * The words of a line as a label: without what closes it. Null when they are no words, or hold a value of the very mail:
 * a recipe with a customer's name in it would read one mail, and tell whose it was.
 */
export function cleanLabel(line: string, secrets: readonly string[]): string | null {
  const label = line.replace(/[\s:(–—-]+$/u, '').trim();
  if (!/\p{L}{2}/u.test(label) || label.length > 60) return null;
  if (/\d{3}|\d[.,]\d/.test(label)) return null;
  if (isKnownLabel(label)) return label;
  const text = folded(label);
  return secrets.some((secret) => text.includes(secret)) ? null : label;
}

/** The words around a value in its sentence: none of them another value. */
export function isCleanContext(words: string, secrets: readonly string[]): boolean {
  const text = folded(words);
  return !/\d{2}/.test(words) && !secrets.some((secret) => text.includes(secret));
}

/** Whether words that are no known label could be somebody's first and last name, which nobody has pointed at. */
export function couldBePerson(words: string): boolean {
  const text = words.replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, '');
  return /\s/.test(text) && !isKnownLabel(text) && looksLikeName(text);
}
