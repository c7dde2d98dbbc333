import { createHash } from 'node:crypto';
import type { WorkstationId } from '../../../shared/ids.ts';

/** Consonants only, so that they form no word, and only ones that are not confused on the phone or on paper. */
const letters = 'BDFGHKLMNRSTVXZ';
const length = 3;

/**
 * The letters in a computer's order numbers, `KTR` in `M-KTR-12`. Each computer counts for itself and so needs no coordination.
 * The letters are derived from its id; if another computer uses them, the next ones are used. Pure.
 */
export function numberPart(desk: WorkstationId, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const part = lettersOf(`${desk} ${attempt}`);
    if (!taken.has(part)) return part;
  }
}

function lettersOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from({ length }, (_, at) => letters[bytes.readUInt16BE(at * 2) % letters.length]).join('');
}

/** The prefix of every number with these letters. */
export const numberStart = (part: string): string => `M-${part}-`;

/** The letters of a number; null for the number of another source. */
export const partOfNumber = (number: string): string | null => /^M-([A-Z]+)-\d+$/.exec(number)?.[1] ?? null;
