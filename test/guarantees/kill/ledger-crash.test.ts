import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { copyLedger } from '../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { documentIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-crash-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
const module = (path: string) => JSON.stringify(join(import.meta.dirname, path));

/** Records one order with its notification per transaction, and reports the durable ones. */
const writer = (from: number, path: string) => `
  import { writeSync } from 'node:fs';
  const { openLedger } = await import(${module('../../../src/main/ledger/open.ts')});
  const { systemClock } = await import(${module('../../../src/main/shell/system-clock.ts')});
  const { incomingOrder, received } = await import(${module('../../support/orders.ts')});
  const ledger = openLedger({ file: ${JSON.stringify(path)}, clock: { ...systemClock, now: () => 1 }, deskId: 'desk-1' });
  for (let number = ${from}; ; number += 1) {
    ledger.transaction(() => {
      ledger.entries.append(received(incomingOrder({ sourceId: String(number) })));
      ledger.outbox.put({ kind: 'notify', key: 'notify:' + number, payload: {} });
    });
    writeSync(1, number + '\\n');
  }`;

/** Opens the ledger, and prints its number of orders and whether a rewrite is pending. */
const opener = () => `
  import { writeSync } from 'node:fs';
  const { openLedger } = await import(${module('../../../src/main/ledger/open.ts')});
  const { systemClock } = await import(${module('../../../src/main/shell/system-clock.ts')});
  const ledger = openLedger({ file: ${JSON.stringify(file)}, clock: systemClock, deskId: 'desk-1' });
  writeSync(1, [...ledger.orders.each()].length + ' order, ' + ledger.settings.get('ledger.purge'));
  ledger.close();`;

/** Starts a writer and kills it while it writes. @returns the acknowledged orders */
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
  it('loses no acknowledged order and no notification', async () => {
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

describe('a full disk', () => {
  it('refuses the whole event with a message, and accepts the next later', () => {
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

  it.skipIf(process.platform === 'win32')(
    'opens a ledger with a pending erasure, completed once space is free',
    () => {
      const naming = () =>
        readdirSync(dir).filter((name) => readFileSync(join(dir, name)).includes('Vyshyvana'));
      const ledger = open();
      ledger.entries.append(
        received(incomingOrder({ sourceId: '1', customer: { name: 'Zoryana Vyshyvana' } })),
      );
      const body = randomBytes(10_000_000);
      const id = documentIdSchema.parse('mail:1');
      ledger.documents.put({ id, kind: 'mail', topic: 'mail', headers: {}, body, receivedAt: 1 });
      copyLedger(placesOf(file), 1);
      expect(naming()).toContain('ledger-copy.db');
      const erased = { id: 'erased:1', kind: 'customer-erased', orderId: 'shopify:1', data: {} } as const;
      ledger.entries.append(fact(erased));
      ledger.close();

      // no file may exceed 4096 blocks of 512 or 1024 bytes, which is less than the ledger
      const limited = spawnSync(
        'sh',
        ['-c', 'ulimit -f 4096 && exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', opener()],
        { encoding: 'utf8' },
      );
      expect(limited).toMatchObject({ status: 0, stdout: '1 order, owed' });
      expect(existsSync(placesOf(file).copy)).toBe(false);

      const roomy = open();
      expect(roomy.settings.get('ledger.purge')).toBeNull();
      roomy.close();
      expect(naming()).toEqual([]);
    },
  );
});
