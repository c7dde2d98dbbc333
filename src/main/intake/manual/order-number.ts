import { createHash } from 'node:crypto';
import type { WorkstationId } from '../../../shared/ids.ts';

/** Consonants alone, so that they make no word, and only such as are not taken for each other on the telephone or on paper. */
const letters = 'BDFGHKLMNRSTVXZ';
const length = 3;

/**
 * The letters a desk's numbers carry, `KTR` of `M-KTR-12`: each desk counts for itself, so that it can give a number away with
 * nobody to ask. They are made of the desk's id; of letters that are known to be another desk's, the next ones are taken. Pure.
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

/** What begins every number with these letters. */
export const numberStart = (part: string): string => `M-${part}-`;

/** The letters of a number; null of one that an earlier version gave, as `M-12`, and of others. */
export const partOfNumber = (number: string): string | null => /^M-([A-Z]+)-\d+$/.exec(number)?.[1] ?? null;
