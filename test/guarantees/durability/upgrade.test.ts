import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, newestVersion } from '../../../src/main/ledger/migrate.ts';
import { changeFile } from '../../support/change-file.ts';
import { byForm } from '../../support/form.ts';
import { prove } from '../prove.ts';
import { upgradeSteps } from './upgrade-steps.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-upgrade-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const child = fileURLToPath(new URL('upgrade-child.ts', import.meta.url));
const flags = ['--disable-warning=ExperimentalWarning', child];
const base = (version: number): string => join(dir, `${version}.db`);

/** The preserved values; empty in a file without a ledger. */
const keptIn = (database: Database): unknown => {
  const tables = database.all(
    "SELECT name FROM sqlite_schema WHERE name IN ('settings', 'proofs') ORDER BY name",
  );
  return tables.map(({ name }) => database.all(`SELECT value FROM ${String(name)} WHERE name = 'proof'`));
};

/** The schema of a ledger version, its values and its mark. */
function shapeOf(file: string): unknown {
  const database = openDatabase(file);
  const shape = {
    version: Number(database.pragma('user_version')),
    parts: database.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name'),
    kept: keptIn(database),
    check: database.pragma('integrity_check'),
  };
  database.close();
  return shape;
}

const versions = [0, ...upgradeSteps.map(({ version }) => version)];
const upgraded = (from: number): string => join(dir, `after-${from}.db`);

function migrateFile(file: string, version: number): void {
  const database = openDatabase(file);
  database.pragma('journal_mode = WAL');
  migrate(
    database,
    upgradeSteps.filter((one) => one.version <= version),
  );
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

/** A ledger of each version with one value that must survive, and its upgraded form. */
function makeBases(): void {
  for (const version of versions) {
    migrateFile(base(version), version);
    if (version > 0) changeFile(base(version), "INSERT INTO settings (name, value) VALUES ('proof', 'kept')");
  }
  for (const from of versions.slice(0, -1)) {
    copyFileSync(base(from), upgraded(from));
    migrateFile(upgraded(from), from + 1);
  }
}

type Step = { readonly from: number; readonly statement: number };

/** Every statement of every upgrade. */
const allSteps = (): readonly Step[] =>
  versions.slice(0, -1).flatMap((from) => {
    const copy = join(dir, 'count.db');
    copyFileSync(base(from), copy);
    const count = Number(execFileSync(process.execPath, [...flags, copy, String(from + 1), '0']));
    return Array.from({ length: count }, (_, index) => ({ from, statement: index + 1 }));
  });

/** @returns the ledger after a crash before that statement */
function shapeAfterDeath({ from, statement }: Step, how: 'whole' | 'torn'): unknown {
  const copy = join(dir, `${how}-${from}-${statement}.db`);
  copyFileSync(base(from), copy);
  const { signal } = spawnSync(process.execPath, [...flags, copy, String(from + 1), String(statement), how]);
  expect(signal).toBe('SIGKILL');
  return shapeOf(copy);
}

let steps: readonly Step[];
beforeAll(() => {
  makeBases();
  steps = allSteps();
}, 60_000);

it('leaves the old or new ledger after a crash at any statement', {
  timeout: 600_000,
}, () => {
  expect(steps.length).toBeGreaterThan(newestVersion());
  const tried = byForm({ short: 8, full: 30, long: steps.length });
  const some = steps.filter((_, index) => index % Math.ceil(steps.length / tried) === 0);
  const torn = some.filter((step) => {
    const found = JSON.stringify(shapeAfterDeath(step, 'whole'));
    return ![base, upgraded].some((file) => found === JSON.stringify(shapeOf(file(step.from))));
  });
  expect(torn).toEqual([]);
  prove(4, 'statements', some.length);
  prove(4, 'torn', torn.length);
});

it('detects a torn upgrade when an upgrade has no transaction', { timeout: 60_000 }, () => {
  const upgrades = [...Map.groupBy(steps, ({ from }) => from).values()];
  const [busiest = []] = upgrades.toSorted((one, other) => other.length - one.length);
  const middle = busiest[Math.floor(busiest.length / 2)];
  if (!middle || busiest.length < 3) throw new Error('no upgrade is made of enough statements');
  const found = JSON.stringify(shapeAfterDeath(middle, 'torn'));
  for (const file of [base, upgraded]) expect(found).not.toBe(JSON.stringify(shapeOf(file(middle.from))));
});
