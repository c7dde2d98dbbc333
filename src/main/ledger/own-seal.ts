import { createHash } from 'node:crypto';
import type { OwnNumber } from '../copied-port.ts';

/** One for all of these rows and their numbers; `dataset.ts` has the same worked out in BigQuery. @param rows by number */
export const sealOfNumbers = (rows: readonly OwnNumber[]): string =>
  createHash('sha256')
    .update(rows.map(({ id, seq }) => `${seq} ${id}`).join(' '))
    .digest('hex');
