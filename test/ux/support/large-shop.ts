import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Clock } from '../../../src/main/ports.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { randomFrom } from '../../support/random.ts';
import { arrivals } from './arrivals.ts';
import { inventedOrder } from './invented-orders.ts';

const root = join(import.meta.dirname, '../../..');
const shelf = join(tmpdir(), 'orderbell-large-shops');
const kept = 3;
const inOneGo = 5_000;
export const shopZone = 'Europe/Kyiv';

/**
 * A data directory with the ledger of a two-year-old shop, identical for the same code and day. The first call
 * writes it in a minute or two; later calls reuse it.
 */
export function largeShop(total: number, today: number, note: (line: string) => void): string {
  const place = join(shelf, `${keyOf(total, today)}`);
  if (existsSync(place)) return place;
  mkdirSync(shelf, { recursive: true });
  const started = performance.now();
  note(`Writing a ledger of ${total} orders (once a day)…`);
  const building = `${place}.${process.pid}`;
  write(building, total, today);
  // another run may have finished first
  if (existsSync(place)) rmSync(building, { recursive: true });
  else renameSync(building, place);
  note(`…written in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  clearShelf(place);
  return place;
}

function write(dir: string, total: number, today: number): void {
  rmSync(dir, { recursive: true, force: true });
  let now = today;
  const clock: Clock = { now: () => now, uptime: () => 0, after: () => () => {} };
  const random = randomFrom(20_261_127);
  const times = arrivals(total, today, shopZone, random);
  const owned = openDataDir(dir);
  const ledger = openLedger({ file: owned.ledgerFile('shop'), clock, deskId: owned.deskId });
  for (let done = 0; done < total; done += inOneGo) {
    ledger.transaction(() => {
      for (const [index, at] of times.slice(done, done + inOneGo).entries()) {
        for (const entry of inventedOrder(done + index, total, at, today - at, random).entries) {
          now = Math.min(entry.at, today);
          ledger.entries.append(entry);
        }
      }
    });
  }
  ledger.close();
  owned.close();
  openSettingsFile(join(dir, 'settings.json')).change({ sampleRemoved: true, manager: 'Anna' });
}

/** Everything that determines the file: the generator, the ledger code and the last day. */
function keyOf(total: number, today: number): string {
  const hash = createHash('sha256').update(`${total} ${new Date(today).toISOString().slice(0, 10)}\n`);
  const files = ['src/main/ledger', 'src/shared', 'test/ux/support'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => isPart(folder, file))
      .map((file) => join(folder, file))
      .sort(),
  );
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 24);
}

function isPart(folder: string, file: string): boolean {
  if (!file.endsWith('.ts')) return false;
  if (folder === 'src/shared') return /^(fold|order|plain-words|entry|money)/.test(file);
  return folder !== 'test/ux/support' || /^(arrivals|invented|large-shop|random)/.test(file);
}

/** Deletes outdated ledgers. */
function clearShelf(place: string): void {
  const others = readdirSync(shelf)
    .map((name) => join(shelf, name))
    .filter((other) => other !== place)
    .map((other) => ({ other, made: statSync(other).mtimeMs }))
    .sort((a, b) => b.made - a.made);
  for (const { other, made } of others.slice(kept - 1)) {
    if (Date.now() - made > 3_600_000) rmSync(other, { recursive: true, force: true });
  }
}
