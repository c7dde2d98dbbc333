import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { byForm, inFullForm, isLong } from '../../support/form.ts';
import { prove } from '../prove.ts';
import { killDesk } from './kill-desk.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-kill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('loses no acknowledged order and makes none twice when it is killed again and again', {
  timeout: isLong ? 1_800_000 : 120_000,
}, async () => {
  const summary = await killDesk({
    dir,
    kills: byForm({ short: 4, full: 12, long: 500 }),
    parallel: 6,
    seed: 20260304,
  });
  expect(summary).toMatchObject({ parked: 0, otherAnswers: [], faults: [] });
  prove(1, 'kills', summary.kills);
  prove(1, 'acknowledged for each', Math.floor(summary.acknowledged / summary.kills));
  prove(1, 'lost', summary.lost);
  prove(1, 'twice', summary.duplicates);
  prove(1, 'without notice', summary.withoutNotice);
});

inFullForm(() => {
  it('would be seen to lose, did the desk answer before it has written the order down', {
    timeout: 120_000,
  }, async () => {
    const { lost } = await killDesk({ dir, kills: 4, parallel: 6, seed: 20260304, hasty: 20 });
    expect(lost).toBeGreaterThan(0);
  });
});

inFullForm(() => {
  it('would be seen to leave orders without notice, did the desk owe them a moment after the order', {
    timeout: 120_000,
  }, async () => {
    const { withoutNotice } = await killDesk({ dir, kills: 4, parallel: 6, seed: 20260304, forgetful: true });
    expect(withoutNotice).toBeGreaterThan(0);
  });
});
