import { folded } from '../clean-text.ts';
import { readLabel } from '../labels.ts';
import { looksLikeName } from '../names.ts';
import { sumKind } from '../total-words.ts';

/** Whether a label is a generic word of the field that any mail could have. */
export const isKnownLabel = (label: string): boolean =>
  readLabel(label)?.rest === '' || sumKind(label) !== null;

/**
 * The words of a line as a label, without closing punctuation. Null if they are not words, or contain a value of this mail: a
 * template with a customer's name in it would match only that mail, and disclose the name.
 */
export function cleanLabel(line: string, secrets: readonly string[]): string | null {
  const label = line.replace(/[\s:(–—-]+$/u, '').trim();
  if (!/\p{L}{2}/u.test(label) || label.length > 60) return null;
  if (/\d{3}|\d[.,]\d/.test(label)) return null;
  if (isKnownLabel(label)) return label;
  const text = folded(label);
  return secrets.some((secret) => text.includes(secret)) ? null : label;
}

/** Whether the words around a value in its sentence contain no other value. */
export function isCleanContext(words: string, secrets: readonly string[]): boolean {
  const text = folded(words);
  return !/\d{2}/.test(words) && !secrets.some((secret) => text.includes(secret));
}

/** Whether words that are not a known label could be the name of a person that the user has not pointed at. */
export function couldBePerson(words: string): boolean {
  const text = words.replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, '');
  return /\s/.test(text) && !isKnownLabel(text) && looksLikeName(text);
}
