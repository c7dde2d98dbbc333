import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Toast } from '../../../src/main/host.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { applicationId } from '../../../src/main/ledger/migrate.ts';
import { createReopen } from '../../../src/main/reopen.ts';
import { fakeClock } from '../../support/clock.ts';
import { heldClock } from '../../support/held-clock.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';
import { soon } from '../../support/soon.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

/** A ledger that this app is too old for. */
function makeNewer(file: string): void {
  const newer = openDatabase(file);
  newer.exec(`CREATE TABLE later (a); PRAGMA application_id = ${applicationId}; PRAGMA user_version = 999`);
  newer.close();
}

/** Like `soon`, for a whole shop. */
const opened = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 20_000 });

it('opens the shop by itself once possible, and reports the delay once', async () => {
  const { clock, runDue } = heldClock(5_000, 10_000, 20_000);
  const toasts: Toast[] = [];
  const { host, remove } = testHost({ clock, toast: (toast) => void toasts.push(toast) });
  clean.push(remove);
  const app = await composeDesk(host);
  clean.push(() => app.stop());
  const file = join(host.dataDir, 'ledger.db');
  makeNewer(file);
  const values = { MANYCHAT_CALLBACK_KEY: 'bell-key' };
  expect(await app.dispatch('connections.save', { name: 'manychat', values })).toMatchObject({ ok: false });
  let changes = 0;
  app.events.on(({ kind }) => {
    if (kind === 'app-changed') changes += 1;
  });
  const tryAgain = async () => {
    const before = changes;
    runDue();
    await soon(() => expect(changes).toBeGreaterThan(before));
  };
  expect(toasts).toEqual([]);
  await tryAgain();
  await tryAgain();
  expect(await app.dispatch('app.state', undefined)).toMatchObject({
    ok: false,
    error: { kind: 'refused' },
  });
  expect(toasts.map(({ title }) => title)).toEqual(['The shop could not be opened']);

  rmSync(file);
  await tryAgain();
  expect(await app.dispatch('app.state', undefined)).toMatchObject({ ok: true, value: { mode: 'shop' } });
  expect(toasts).toHaveLength(1);
});

it('starts while another program holds the ledger, and opens it later', async () => {
  const { clock, runDue } = heldClock(5_000);
  const { host, remove } = testHost({ clock });
  clean.push(remove);
  await composeDesk(host).then((first) => first.stop());
  const backup = new DatabaseSync(join(host.dataDir, 'sample', 'ledger.db'));
  backup.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');

  const app = await composeDesk(host);
  clean.push(() => app.stop());
  expect(await app.dispatch('app.state', undefined)).toMatchObject({
    ok: false,
    error: {
      message: expect.stringContaining('the ledger is locked by another program'),
      fix: expect.stringMatching(
        /^Close programs that may be using it.* Orderbell tries again automatically/,
      ),
    },
  });
  backup.close();
  runDue();
  await opened(async () => expect((await app.dispatch('app.state', undefined)).ok).toBe(true));
});

it('opens the requested sample shop also after a failed first try', async () => {
  const { clock, runDue } = heldClock(5_000);
  const { host, remove } = testHost({ clock, environment: { ORDERBELL_MANYCHAT_CALLBACK_KEY: 'bell-key' } });
  clean.push(remove);
  const file = join(host.dataDir, 'sample', 'ledger.db');
  mkdirSync(file, { recursive: true });

  const app = await composeDesk({ ...host, sampleShop: { ...host.sampleShop, wanted: true } });
  clean.push(() => app.stop());
  expect(app.sampleShop).toBeNull();
  rmdirSync(file);
  runDue();
  await opened(() => expect(app.sampleShop).not.toBeNull());
});

it('does not start on a newer ledger, as waiting cannot help', async () => {
  const { host, remove } = testHost();
  clean.push(remove);
  mkdirSync(join(host.dataDir, 'sample'));
  makeNewer(join(host.dataDir, 'sample', 'ledger.db'));
  await expect(composeDesk(host)).rejects.toThrow('999');
});

it('retries with a backoff of five seconds to five minutes until stopped', async () => {
  const clock = fakeClock();
  const tried: number[] = [];
  const open = async () => {
    tried.push(clock.uptime() / 1_000);
    again.failed();
    throw new Error('the disk is full');
  };
  const again = createReopen({
    clock,
    log: quietLog(),
    reopen: open,
    openShut: open,
    onShut: () => {},
  });
  again.now();
  await clock.advance(20 * 60_000);
  expect(tried).toEqual([0, 5, 15, 35, 75, 155, 315, 615, 915]);
  again.stop();
  await clock.advance(20 * 60_000);
  expect(tried).toHaveLength(9);
  expect(clock.waiting).toBe(0);
});
