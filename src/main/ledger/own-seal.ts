import { createHash } from 'node:crypto';
import type { OwnNumber } from '../copied-port.ts';

/** One digest of these rows; `cluster/dataset.ts` computes the same in BigQuery. @param rows sorted by sequence */
export const sealOfNumbers = (rows: readonly OwnNumber[]): string =>
  createHash('sha256')
    .update(rows.map(({ id, seq }) => `${seq} ${id}`).join(' '))
    .digest('hex');
