import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { byForm, inFullForm, isLong } from '../../support/form.ts';
import { prove } from '../prove.ts';
import { killIntake } from './kill-intake.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-kill-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('loses and duplicates no acknowledged order under repeated kills', {
  timeout: isLong ? 1_800_000 : 120_000,
}, async () => {
  const summary = await killIntake({
    dir,
    kills: byForm({ short: 4, full: 12, long: 500 }),
    parallel: 6,
    seed: 20260304,
  });
  expect(summary).toMatchObject({ parked: 0, otherAnswers: [], faults: [] });
  prove(1, 'kills', summary.kills);
  prove(1, 'acknowledged per kill', Math.floor(summary.acknowledged / summary.kills));
  prove(1, 'lost', summary.lost);
  prove(1, 'twice', summary.duplicates);
  prove(1, 'without notification', summary.withoutNotice);
});

inFullForm(() => {
  it('detects lost orders when the app answers before it writes', {
    timeout: 120_000,
  }, async () => {
    const { lost } = await killIntake({ dir, kills: 4, parallel: 6, seed: 20260304, hasty: 20 });
    expect(lost).toBeGreaterThan(0);
  });
});

inFullForm(() => {
  it('detects orders without notification when it is enqueued later', {
    timeout: 120_000,
  }, async () => {
    const { withoutNotice } = await killIntake({
      dir,
      kills: 4,
      parallel: 6,
      seed: 20260304,
      forgetful: true,
    });
    expect(withoutNotice).toBeGreaterThan(0);
  });
});
