import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRepairProcess } from '../../../src/main/ledger/repair/repair-process.ts';
import type { SideProcess } from '../../../src/main/ports.ts';
import { forkProcess } from '../../../src/main/shell/headless/fork-process.ts';
import { overwritePages } from '../../support/broken-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { wallClock } from '../../support/fake-bigquery.ts';
import { openFull, write } from '../../support/full-ledger.ts';
import { quietLog } from '../../support/log.ts';

const script = new URL('../../../src/main/ledger/repair/ledger-worker.ts', import.meta.url);
const real = new URL('../../../src/main/ledger/repair/check-process.ts', import.meta.url);
let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-check-'));
  file = join(dir, 'ledger.db');
  const ledger = openFull(file, fakeClock());
  write(ledger, [1, 30], 1);
  ledger.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A process of the test that reports readiness and runs this code when asked. */
function processThat(does: string): URL {
  const path = join(dir, 'process.mjs');
  writeFileSync(path, `process.on('message', () => { ${does} }); process.send('ready');`);
  return pathToFileURL(path);
}
const dies = () => processThat("process.kill(process.pid, 'SIGSEGV')");

/** A repair process whose processes are counted. @param scripts one per process; the last serves all later ones */
function keeperWith(...scripts: readonly URL[]) {
  const started: SideProcess[] = [];
  const log = quietLog();
  const beside = (): SideProcess => {
    const process = forkProcess(scripts[Math.min(started.length, scripts.length - 1)] ?? real, [], {});
    started.push(process);
    return process;
  };
  const keeper = createRepairProcess({ script, beside, clock: wallClock, log });
  return {
    check: () => keeper.check(file, 'quick_check'),
    started,
    logged: () => log.lines.map(({ message }) => message),
  };
}

it('a separate process finds the same damage as a thread, then exits', async () => {
  const { check, started } = keeperWith(real);
  const here = createRepairProcess({ script, beside: null, clock: wallClock, log: quietLog() });
  expect(await check()).toEqual([]);
  overwritePages(file, [40, 60], 2);
  const faults = await check();
  expect(faults.length).toBeGreaterThan(0);
  expect(faults).toEqual(await here.check(file, 'quick_check'));
  const gone = started.map(
    (process) => new Promise((end) => process.listen({ message: () => {}, end: () => end('gone') })),
  );
  expect(await Promise.all(gone)).toEqual(['gone', 'gone']);
});

it('a file that crashes its checker is damaged, and no app ends', async () => {
  const { check, started } = keeperWith(dies());
  expect(await check()).toEqual(['SQLite ends over it']);
  expect(started).toHaveLength(2);
});

it('a process that ended for another reason reports no damage', async () => {
  const { check, started, logged } = keeperWith(dies(), real);
  expect(await check()).toEqual([]);
  expect(started).toHaveLength(2);
  expect(logged()).toEqual(['the process that looked at the ledger ended over it']);
});

it('a thread never checks a file after its process crashed', async () => {
  const { check } = keeperWith(dies(), new URL('../../unit/ledger/repair/no-process.ts', import.meta.url));
  await expect(check()).rejects.toThrow('The ledger could not be looked at');
});

it('a stopping process continues until the app ends it', async () => {
  const child = fork(fileURLToPath(real), [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const nextMessage = async (): Promise<unknown> => (await once(child, 'message'))[0];
  expect(await nextMessage()).toBe('ready');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) child.kill(signal);
  child.send({ task: 'check', file, by: 'quick_check' });
  expect(await nextMessage()).toEqual({ answer: { faults: [] } });
  child.disconnect();
  await once(child, 'exit');
});

it('a thread checks the file when no process starts', async () => {
  const { check, logged } = keeperWith(new URL('../../unit/ledger/repair/no-process.ts', import.meta.url));
  expect(await check()).toEqual([]);
  overwritePages(file, [40, 60], 2);
  expect(await check()).not.toEqual([]);
  expect(logged()).toEqual(Array(2).fill('the check of the ledger gets no process of its own'));
});

it('a file that cannot be read now is not called damaged', async () => {
  const problem = JSON.stringify({ kind: 'refused', fix: 'Make room' });
  const failing = processThat(`process.send({ failure: 'the disk is full', problem: ${problem} })`);
  await expect(keeperWith(failing).check()).rejects.toMatchObject({
    message: 'the disk is full',
    kind: 'refused',
    fix: 'Make room',
  });
});
