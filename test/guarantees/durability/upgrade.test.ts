import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations, newestVersion } from '../../../src/main/ledger/migrate.ts';
import { createSettings } from '../../../src/main/ledger/named-values.ts';
import { byForm } from '../../support/form.ts';
import { prove } from '../prove.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-upgrade-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const child = fileURLToPath(new URL('upgrade-child.ts', import.meta.url));
const flags = ['--disable-warning=ExperimentalWarning', child];
const base = (version: number): string => join(dir, `${version}.db`);

/** What a ledger of a version is made of, its words and its mark. */
function shapeOf(file: string): unknown {
  const database = openDatabase(file);
  const shape = {
    version: Number(database.pragma('user_version')),
    parts: database.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name'),
    kept: database.all("SELECT value FROM settings WHERE name = 'proof'"),
    check: database.pragma('integrity_check'),
  };
  database.close();
  return shape;
}

/** An empty ledger of each version, with one thing in it that must not go. */
function makeBases(): void {
  for (const { version } of migrations) {
    const database = openDatabase(base(version));
    database.pragma('journal_mode = WAL');
    migrate(
      database,
      migrations.filter((one) => one.version <= version),
    );
    createSettings(database).set('proof', 'kept');
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  }
}

type Step = { readonly from: number; readonly statement: number };

/** Every statement of every upgrade. */
const allSteps = (): readonly Step[] =>
  migrations.slice(0, -1).flatMap(({ version: from }) => {
    const copy = join(dir, 'count.db');
    copyFileSync(base(from), copy);
    const count = Number(execFileSync(process.execPath, [...flags, copy, String(from + 1), '0']));
    return Array.from({ length: count }, (_, index) => ({ from, statement: index + 1 }));
  });

/** @returns what the ledger is after the process died before that statement */
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

it('leaves the ledger of before or the one of after, at whatever statement the process dies', {
  timeout: 600_000,
}, () => {
  expect(steps.length).toBeGreaterThan(newestVersion());
  const tried = byForm({ short: 8, full: 30, long: steps.length });
  const some = steps.filter((_, index) => index % Math.ceil(steps.length / tried) === 0);
  const torn = some.filter((step) => {
    const found = JSON.stringify(shapeAfterDeath(step, 'whole'));
    return ![step.from, step.from + 1].some((version) => found === JSON.stringify(shapeOf(base(version))));
  });
  expect(torn).toEqual([]);
  prove(4, 'statements', some.length);
  prove(4, 'torn', torn.length);
});

it('a torn one would be seen, were an upgrade no transaction', { timeout: 60_000 }, () => {
  const upgrades = [...Map.groupBy(steps, ({ from }) => from).values()];
  const [busiest = []] = upgrades.toSorted((one, other) => other.length - one.length);
  const middle = busiest[Math.floor(busiest.length / 2)];
  if (!middle || busiest.length < 3) throw new Error('no upgrade is made of enough statements');
  const found = JSON.stringify(shapeAfterDeath(middle, 'torn'));
  for (const version of [middle.from, middle.from + 1])
    expect(found).not.toBe(JSON.stringify(shapeOf(base(version))));
});
