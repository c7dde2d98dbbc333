import { storedNumber } from './phone.ts';
import { plainWords } from './plain-words.ts';

/* Names and phones in one writing, so that two can be compared. */

/** @returns null for what is hidden (`+380 67 *** ** 67`), too short, or no phone at all */
export function phoneKey(text: string | undefined): string | null {
  if (text === undefined || /[*•·…_?#]|[xхXХ]{2,}/u.test(text)) return null;
  return storedNumber(text);
}

/** Who is named, whatever the order of the names. */
export const nameKey = (name: string | undefined): string =>
  [...new Set(plainWords(name ?? ''))].toSorted().join(' ');
