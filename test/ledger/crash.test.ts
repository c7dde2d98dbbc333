import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/main/ledger/database.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { deskIdSchema } from '../../src/shared/ids.ts';
import { fakeClock } from '../support/clock.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-crash-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = () => openLedger({ file, clock: fakeClock(), deskId: deskIdSchema.parse('desk-1') });
const module = (path: string) => JSON.stringify(join(import.meta.dirname, path));

/** Records orders one a transaction, each with its notice, and says which are durable. */
const writer = (from: number, path: string) => `
  import { writeSync } from 'node:fs';
  const { openLedger } = await import(${module('../../src/main/ledger/open.ts')});
  const { systemClock } = await import(${module('../../src/main/shell/system-clock.ts')});
  const { incomingOrder, received } = await import(${module('../support/orders.ts')});
  const ledger = openLedger({ file: ${JSON.stringify(path)}, clock: { ...systemClock, now: () => 1 }, deskId: 'desk-1' });
  for (let number = ${from}; ; number += 1) {
    ledger.transaction(() => {
      ledger.entries.append(received(incomingOrder({ sourceId: String(number) })));
      ledger.outbox.put({ kind: 'notify', key: 'notify:' + number, payload: {} });
    });
    writeSync(1, number + '\\n');
  }`;

/** Starts a writer and kills it while it works. @returns the orders it acknowledged */
async function writeUntilKilled(from: number, acknowledgements: number): Promise<readonly number[]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer(from, file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === acknowledgements) child.kill('SIGKILL');
  }
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

describe('a process killed while it writes', () => {
  it('loses no acknowledged order, and leaves none without its notice', async () => {
    let next = 1;
    for (const lines of [1, 7, 40]) {
      const acknowledged = await writeUntilKilled(next, lines);
      const ledger = open();
      const kept = [...ledger.orders.each()].map(({ order }) => Number(order.sourceId));
      expect(acknowledged.filter((number) => !kept.includes(number))).toEqual([]);
      expect(kept).toEqual(kept.map((_, index) => index + 1));
      const notices = ledger.outbox.lease('notify', { now: 1, leaseMs: -1, limit: 10_000 });
      expect(notices).toHaveLength(kept.length);
      expect(ledger.verify()).toEqual([]);
      ledger.close();
      next = kept.length + 1;
    }
  });
});

describe('a disk that is full', () => {
  it('refuses the whole fact in words, and takes the next when there is room', () => {
    const database = openDatabase(file);
    database.exec('CREATE TABLE facts (a TEXT)');
    const pages = Number(database.pragma('page_count'));
    database.pragma(`max_page_count = ${pages + 2}`);
    const write = () =>
      database.transaction(() => {
        database.run('INSERT INTO facts VALUES (?)', 'small');
        database.run('INSERT INTO facts VALUES (?)', 'x'.repeat(50_000));
      });
    expect(write).toThrow(/^the ledger cannot grow: the disk is full/);
    expect(database.all('SELECT * FROM facts')).toEqual([]);
    database.pragma('max_page_count = 100000');
    write();
    expect(database.all('SELECT * FROM facts')).toHaveLength(2);
    database.close();
  });
});
