import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openLedger } from '../../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { workstationIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { eraseClosed } from '../../../support/close-orders.ts';
import { first, words } from './zoryana.ts';

/* The ledger she is erased from, as a file whose bytes are looked at. */

let dir: string;
export let file: string;
export const clock = fakeClock('2025-03-04T10:00:00Z');
export const open = (desk = 'desk-1'): Ledger =>
  openLedger({ file, clock, deskId: workstationIdSchema.parse(desk) });

export function eachWithFile(): void {
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'orderbell-erase-'));
    file = join(dir, 'ledger.db');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
}

export const erase = (ledger: Ledger) => eraseClosed({ ledger, clock }, first);

/** Those of her words that the file contains. */
export const inFile = (): readonly string[] => {
  const bytes = ['', '-wal'].map((end) => {
    try {
      return readFileSync(`${file}${end}`);
    } catch {
      return Buffer.alloc(0);
    }
  });
  return words.filter((word) => bytes.some((part) => part.includes(Buffer.from(word))));
};
