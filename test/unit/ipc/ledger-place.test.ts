import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLedgerPlaceHandlers } from '../../../src/main/ipc/ledger-place-handlers.ts';
import type { Mode } from '../../../src/shared/mode.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'orderbell-place-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const placeOf = (mode: Mode) =>
  createLedgerPlaceHandlers({ host: { dataDir }, state: () => ({ mode }) })['ledger.place'](undefined);

it('shows where the open ledger is, and its size with the log', async () => {
  writeFileSync(join(dataDir, 'ledger.db'), 'x'.repeat(100));
  writeFileSync(join(dataDir, 'ledger.db-wal'), 'x'.repeat(11));
  expect(await placeOf('shop')).toEqual({ file: join(dataDir, 'ledger.db'), bytes: 111 });
});

it('shows the sample shop’s own ledger while that is open', async () => {
  mkdirSync(join(dataDir, 'sample'));
  writeFileSync(join(dataDir, 'sample', 'ledger.db'), 'x');
  expect(await placeOf('sample')).toEqual({ file: join(dataDir, 'sample', 'ledger.db'), bytes: 1 });
});
