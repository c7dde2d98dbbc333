import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares hashes, so that timing reveals neither the position of a difference nor the length of the expected secret. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(sha256(given), sha256(expected));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
