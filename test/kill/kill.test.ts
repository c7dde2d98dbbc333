import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { killDesk } from './kill-desk.ts';

const dir = mkdtempSync(join(tmpdir(), 'orderbell-kill-'));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('loses no acknowledged order and makes none twice when it is killed again and again', {
  timeout: 120_000,
}, async () => {
  const summary = await killDesk({ dir, kills: 12, parallel: 6, seed: 20260304 });
  expect(summary.acknowledged).toBeGreaterThan(0);
  expect(summary).toMatchObject({
    lost: 0,
    duplicates: 0,
    withoutNotice: 0,
    parked: 0,
    otherAnswers: [],
    faults: [],
  });
});
