import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readMode, writeMode } from '../../../src/main/settings/mode.ts';
import { quietLog } from '../../support/log.ts';

it('records the ledger in use when it changes, not per start', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-mode-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const log = quietLog();
  for (const mode of ['sample', 'shop'] as const) writeMode(dir, mode, log);
  mkdirSync(join(dir, 'mode.new')); // every later write fails
  writeMode(dir, 'shop', log);
  expect(readMode(dir)).toBe('shop');
  expect(log.lines).toEqual([]);
});
