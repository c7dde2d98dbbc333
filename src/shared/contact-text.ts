import { storedNumber } from './phone.ts';
import { plainWords } from './plain-words.ts';

/* Names and phones in one writing, so that two can be compared. */

/** @returns null for a masked (`+380 67 *** ** 67`), too short or invalid phone */
export function phoneKey(text: string | undefined): string | null {
  if (text === undefined || /[*•·…_?#]|[xхXХ]{2,}/u.test(text)) return null;
  return storedNumber(text);
}

/** The words of a name, independent of their sequence. */
export const nameKey = (name: string | undefined): string =>
  [...new Set(plainWords(name ?? ''))].toSorted().join(' ');
