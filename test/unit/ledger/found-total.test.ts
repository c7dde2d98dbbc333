import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { createOrderList } from '../../../src/main/ledger/order-list.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { OrderFilter } from '../../../src/shared/order-filter.ts';
import { fakeClock } from '../../support/clock.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const most = 4;
let dir: string;
let database: Database;

/** Six orders of Olena's, and one of Ivan's. */
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-found-'));
  const file = join(dir, 'ledger.db');
  const ledger = openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
  for (let number = 1; number <= 7; number += 1) {
    const name = number < 7 ? 'Olena Koval' : 'Ivan Bondar';
    ledger.entries.append(received(incomingOrder({ sourceId: String(number), customer: { name } })));
  }
  ledger.close();
  database = openDatabase(file, { readOnly: true });
});
afterEach(() => {
  database.close();
  rmSync(dir, { recursive: true, force: true });
});

const page = (text: string, asked: Partial<OrderFilter> = {}) =>
  createOrderList(database, most).page({ view: 'all', text, offset: 0, limit: 2, ...asked }, shopTimeAt());

it('what is searched for is counted so far and no further', () => {
  expect(page('olena').total).toBe(most);
  expect(page('ivan').total).toBe(1);
});

it('a page that is not full gives the total, at any offset', () => {
  expect(page('olena', { limit: 50 }).total).toBe(6);
  expect(page('olena', { offset: 5 }).total).toBe(6);
  expect(page('nobody').total).toBe(0);
});

it('a list without search is counted completely, like a bulk target', () => {
  expect(page('').total).toBe(7);
  expect(createOrderList(database, most).count({ view: 'all', text: 'olena' }, shopTimeAt())).toBe(6);
});

it('past the end there is nothing, and the total stays', () => {
  expect(page('ivan', { offset: 5 })).toEqual({ rows: [], total: 1 });
});
