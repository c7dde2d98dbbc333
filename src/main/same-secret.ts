import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares hashes, so that the time taken tells nothing of where the two differ, nor of how long the expected one is. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(sha256(given), sha256(expected));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
