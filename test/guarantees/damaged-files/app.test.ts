import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Host, Toast } from '../../../src/main/host.ts';
import { ledgerFileIn } from '../../../src/main/ledger/data-dir.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedgerForReading } from '../../../src/main/ledger/open.ts';
import { copyLedger } from '../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { forkProcess } from '../../../src/main/shell/headless/fork-process.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { overwritePages } from '../../support/broken-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { openFull, write } from '../../support/full-ledger.ts';
import { testHost } from '../../support/host.ts';

const checkProcess = new URL('../../../src/main/ledger/repair/check-process.ts', import.meta.url);
const clean: (() => void)[] = [];
afterEach(() => {
  for (const step of clean.splice(0)) step();
});

/** A shop with orders, and a copy of its ledger made halfway. */
function shopWithOrders(part: Partial<Host> = {}) {
  const toasts: Toast[] = [];
  // an account that is never called
  const environment = { ORDERBELL_MANYCHAT_CALLBACK_KEY: 'bell-key' };
  const { host, remove } = testHost({
    environment,
    startCheckProcess: () => forkProcess(checkProcess, [], {}),
    toast: (notice) => void toasts.push(notice),
    ...part,
  });
  clean.push(remove);
  mkdirSync(host.dataDir, { recursive: true });
  const file = ledgerFileIn(host.dataDir, 'shop');
  const ledger = openFull(file, fakeClock());
  write(ledger, [1, 40], 1);
  const inCopy = [...ledger.orders.each()].length;
  // older than an hour, so the next copy is due
  copyLedger(placesOf(file), Date.now() - 7_200_000);
  write(ledger, [40, 60], 2);
  const orders = [...ledger.orders.each()].length;
  ledger.close();
  return { host, file, orders, inCopy, toasts };
}

/** Pages whose data can be restored only from the copy. */
function pagesOf(file: string, ...names: readonly string[]): readonly number[] {
  const database = openDatabase(file, { readOnly: true });
  const pages = names.map((name) =>
    Number(database.get('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?', name)?.page),
  );
  database.close();
  return pages;
}
const made = [
  'orders',
  'order_bodies',
  'order_search_data',
  'contacts',
  'clientele',
  'entries_of_order',
] as const;

const ordersIn = (file: string): number => {
  const ledger = openLedgerForReading({ file });
  expect(ledger.verify()).toEqual([]);
  const orders = [...ledger.orders.each()].length;
  ledger.close();
  return orders;
};

it('starts with its orders after damage while closed, and reports it once', async () => {
  const { host, file, orders, toasts } = shopWithOrders();
  overwritePages(file, pagesOf(file, ...made), 3);
  const app = await composeDesk(host);
  expect(await app.dispatch('app.state', undefined)).toMatchObject({ ok: true });
  expect(toasts.map(({ title }) => title)).toEqual(['The database was damaged and has been repaired']);
  expect(toasts[0]?.body).toContain(join(host.dataDir, 'damaged'));
  expect(toasts[0]?.body).not.toContain('could not be read');
  await app.stop();
  expect(ordersIn(file)).toBe(orders);
  expect(readdirSync(join(host.dataDir, 'damaged'))).toHaveLength(1);

  const again = await composeDesk(host);
  await again.stop();
  expect(toasts).toHaveLength(1);
}, 120_000);

it('starts with the orders of its copy when nothing else is readable', async () => {
  const { host, file, inCopy, toasts } = shopWithOrders();
  overwritePages(file, [1], 3);
  const app = await composeDesk(host);
  await app.stop();
  expect(toasts[0]?.body).toContain('Some data could not be read');
  expect(ordersIn(file)).toBe(inCopy);
}, 120_000);

/** A shop that copies on demand and whose ledger is damaged while it runs. */
function shopWithCopies() {
  const due: (() => void)[] = [];
  const clock = {
    ...systemClock,
    after: (ms: number, work: () => void) => {
      if (ms === 300_000) due.push(work);
      return systemClock.after(ms, work);
    },
  };
  const shop = shopWithOrders({ clock });
  const { file, toasts } = shop;
  return {
    ...shop,
    async breakAndCopy(names: readonly string[], expectedTitle: string): Promise<void> {
      overwritePages(file, pagesOf(file, ...names), 4);
      for (const work of due.splice(0)) work();
      const wait = { timeout: 60_000, interval: 200 };
      await vi.waitFor(() => expect(toasts.map(({ title }) => title)).toEqual([expectedTitle]), wait);
      toasts.splice(0);
    },
  };
}

it('reopens its repaired shop when a due copy finds the ledger damaged', async () => {
  const { host, file, orders, breakAndCopy } = shopWithCopies();
  const app = await composeDesk(host);
  await breakAndCopy(made, 'The database was damaged and has been repaired');
  expect(await app.dispatch('app.state', undefined)).toMatchObject({ ok: true });
  await app.stop();
  expect(ordersIn(file)).toBe(orders);
}, 120_000);

it('shows later damage on the diagnostics page while the shop stays open', async () => {
  const { host, breakAndCopy } = shopWithCopies();
  const app = await composeDesk(host);
  // found only by a check of the whole file
  const unread = ['order_search_data'];
  await breakAndCopy(unread, 'The database was damaged and has been repaired');
  await breakAndCopy(unread, 'The database is damaged again');
  await app.dispatch('diagnostics.run', undefined);
  const found = {
    id: 'computer.ledger',
    state: 'fail',
    cameBack: expect.stringMatching(/^The file is damaged/),
  };
  await vi.waitFor(
    async () =>
      expect(await app.dispatch('diagnostics.report', undefined)).toMatchObject({
        value: { checks: expect.arrayContaining([expect.objectContaining(found)]) },
      }),
    { timeout: 20_000, interval: 200 },
  );
  await app.stop();
}, 120_000);
