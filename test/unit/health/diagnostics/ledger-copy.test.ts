import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCheck } from '../../../../src/main/health/diagnostics/health-check.ts';
import { ledgerCopyChecks } from '../../../../src/main/health/diagnostics/ledger-copy.ts';
import { statusOf } from '../../../../src/main/ledger/repair/copies-of-ledger.ts';
import { copyLedger } from '../../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../../src/main/ledger/repair/places.ts';
import { repairLedger } from '../../../../src/main/ledger/repair/repair-ledger.ts';
import type { CheckView } from '../../../../src/shared/diagnostics.ts';
import { workstationIdSchema } from '../../../../src/shared/ids.ts';
import { overwritePages } from '../../../support/broken-file.ts';
import { fakeClock } from '../../../support/clock.ts';
import { openFull, ownDesk, write } from '../../../support/full-ledger.ts';

const day = 24 * 3_600_000;
let dir: string;
let file: string;
let clock: ReturnType<typeof fakeClock>;

beforeEach(() => {
  clock = fakeClock('2025-03-04T10:00:00Z');
  dir = mkdtempSync(join(tmpdir(), 'orderbell-repairs-'));
  file = join(dir, 'ledger.db');
  const ledger = openFull(file, clock);
  write(ledger, [1, 5], 1);
  copyLedger(placesOf(file), clock.now());
  ledger.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function repair(): string {
  overwritePages(file, [1]);
  return repairLedger({ file, now: clock.now(), deskId: workstationIdSchema.parse(ownDesk) }).aside;
}

async function told(): Promise<Pick<CheckView, 'state' | 'cameBack' | 'fix'>> {
  const ledger = openFull(file, clock);
  try {
    const checks = ledgerCopyChecks({ clock, ledger, copyOfLedger: () => statusOf(placesOf(file)) });
    const check = checks.find(({ id }) => id === 'computer.repaired');
    if (!check) throw new Error('there is no such line');
    return await runCheck(check, clock);
  } finally {
    ledger.close();
  }
}

it('names each broken ledger that was put aside for as long as it lies there, and warns', async () => {
  repair();
  await clock.advance(day);
  repair();
  await clock.advance(31 * day);
  const { state, cameBack, fix } = await told();
  expect(state).toBe('warn');
  expect(cameBack).toMatch(/^It was damaged and rebuilt from a copy/);
  expect(fix).toContain(placesOf(file).damaged);
  expect(fix).toContain('ledger-2025-03-04T10-00-00.000Z.db, ledger-2025-03-05T10-00-00.000Z.db.');
});

it('says nothing of a file that was removed, and never that a ledger which was damaged was always sound', async () => {
  expect(await told()).toMatchObject({ state: 'ok', cameBack: 'No damage was ever found' });
  const aside = repair();
  rmSync(aside);
  writeFileSync(join(placesOf(file).damaged, '.DS_Store'), ''); // whoever looked there by a Mac's own window left it
  await clock.advance(31 * day);
  const { state, cameBack, fix } = await told();
  expect([state, fix]).toEqual(['ok', null]);
  expect(cameBack).toMatch(/^It was damaged .*; no damaged file is kept$/);
});

it('names one of before that no ledger tells of any more', async () => {
  repair();
  for (const name of ['ledger.db', 'ledger-copy.db']) rmSync(join(dir, name));
  const { state, cameBack, fix } = await told();
  expect([state, cameBack]).toEqual(['warn', 'A damaged file was kept']);
  expect(fix).toContain('ledger-2025-03-04T10-00-00.000Z.db');
});
