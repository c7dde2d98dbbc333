import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { composeDesk } from '../../src/main/app.ts';
import type { Toast } from '../../src/main/host.ts';
import { openDatabase } from '../../src/main/ledger/database.ts';
import { applicationId } from '../../src/main/ledger/migrate.ts';
import { createOpenAgain } from '../../src/main/open-again.ts';
import { fakeClock } from '../support/clock.ts';
import { heldClock } from '../support/held-clock.ts';
import { testHost } from '../support/host.ts';
import { quietLog } from '../support/log.ts';
import { soon } from '../support/soon.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

it('opens the shop by itself once what kept it shut has passed, and tells once that it stayed shut', async () => {
  const { clock, runDue } = heldClock(5_000, 10_000, 20_000);
  const toasts: Toast[] = [];
  const { host, remove } = testHost({ clock, toast: (toast) => void toasts.push(toast) });
  clean.push(remove);
  const desk = await composeDesk(host);
  clean.push(() => desk.stop());
  const file = join(host.dataDir, 'ledger.db');
  const newer = openDatabase(file);
  newer.exec(`CREATE TABLE later (a); PRAGMA application_id = ${applicationId}; PRAGMA user_version = 999`);
  newer.close();
  const values = { MANYCHAT_CALLBACK_KEY: 'bell-key' };
  expect(await desk.dispatch('connections.save', { name: 'manychat', values })).toMatchObject({ ok: false });
  let changes = 0;
  desk.events.on(({ kind }) => {
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
  expect(await desk.dispatch('app.state', undefined)).toMatchObject({
    ok: false,
    error: { kind: 'refused' },
  });
  expect(toasts.map(({ title }) => title)).toEqual(['The shop could not be opened']);

  rmSync(file);
  await tryAgain();
  expect(await desk.dispatch('app.state', undefined)).toMatchObject({ ok: true, value: { mode: 'shop' } });
  expect(toasts).toHaveLength(1);
}, 30_000);

it('tries after five seconds, then ever more rarely, at the least every five minutes, and no more once it was told to stop', async () => {
  const clock = fakeClock();
  const tried: number[] = [];
  const open = async () => {
    tried.push(clock.uptime() / 1_000);
    again.failed();
    throw new Error('the disk is full');
  };
  const again = createOpenAgain({
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
