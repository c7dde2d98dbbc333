import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enterPage } from '../../support/enter-page.ts';
import { childrenOf } from '../../support/measured/weigh.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isBuilt = existsSync(join(root, 'out/.built-from'));

let dir: string;
let started: ChildProcess[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-scripts-'));
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

type Run = {
  readonly child: ChildProcess;
  stdout: string;
  stderr: string;
  readonly ended: Promise<number | null>;
};

function runScript(
  name: string,
  args: readonly string[],
  env: { readonly [name: string]: string } = {},
): Run {
  const child = spawn(process.execPath, [join(root, 'scripts', name), ...args], {
    env: { PATH: process.env.PATH, HOME: dir, ORDERBELL_AS_BUILT: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const run: Run = { child, stdout: '', stderr: '', ended: once(child, 'close').then(() => child.exitCode) };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text;
  });
  return run;
}

const ports = ['--ui-port', '0', '--receiver-port', '0', '--sample-shop'];
const soon = { timeout: 20_000 };
const ready = (run: Run) => vi.waitFor(() => JSON.parse(run.stdout), soon);

const appPid = (output: string): number => Number(/\(process (\d+)\)/.exec(output)?.[1] ?? 0);
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // gone
  }
};

describe.skipIf(!isBuilt)('npm start (needs npm run build)', { timeout: 60_000 }, () => {
  it('prints one line when it is ready, and stops well on request', async () => {
    const run = runScript('start.mjs', ['--headless', '--data-dir', dir, ...ports]);
    expect(await ready(run)).toMatchObject({ ready: true, sampleShop: expect.anything() });
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.stdout.trim().split('\n')).toHaveLength(1);
  });

  it('passes on the exit code and output of a failed start', async () => {
    const run = runScript('start.mjs', ['--headless', '--ui-port', 'x']);
    expect(await run.ended).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('--ui-port: "x" is not a port');
  });

  it('resolves a relative data directory from the caller’s directory', async () => {
    const here = { INIT_CWD: dir };
    const run = runScript('start.mjs', ['--headless', '--data-dir', 'desk', ...ports], here);
    await ready(run);
    expect(existsSync(join(dir, 'desk', 'mode'))).toBe(true);
    const verify = runScript('orderbell.mjs', ['verify', '--data-dir', 'desk'], here);
    expect(await verify.ended).toBe(0);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  it.runIf(process.platform === 'linux')(
    'says in one line why there is no window, and starts without',
    async () => {
      const run = runScript('start.mjs', ['--data-dir', dir, ...ports]);
      await ready(run);
      expect(run.stderr.split('\n')[0]).toMatch(/^There is no display: starting the headless shell/);
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(0);
    },
  );

  it('leaves no app behind when it is killed', async () => {
    const run = runScript('start.mjs', ['--headless', '--data-dir', dir, ...ports]);
    await ready(run);
    const second = runScript('start.mjs', ['--headless', '--data-dir', dir, ...ports]);
    expect(await second.ended).toBe(2);
    const pid = appPid(second.stderr);
    expect(isAlive(pid)).toBe(true);
    run.child.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), soon);
  });
});

/** Built by the run of all guarantees with Go installed; `npm start` looks for it in the user's tool cache. */
const pubsubServer = process.env.ORDERBELL_TEST_PUBSUB_SERVER;
const twoComputers = ['--headless', '--second', ...ports];

describe.skipIf(!isBuilt)('npm start --second (needs npm run build)', { timeout: 60_000 }, () => {
  it('explains how to get the server, and starts one computer', async () => {
    const run = runScript('start.mjs', [...twoComputers, '--data-dir', dir], { PATH: dir });
    expect(await ready(run)).not.toHaveProperty('second');
    expect(run.stderr.split('\n')[0]).toMatch(/^A second computer needs .* starting one computer/);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  });

  describe.skipIf(pubsubServer === undefined)('with the Pub/Sub server', () => {
    const env = { XDG_CACHE_HOME: dirname(dirname(pubsubServer ?? '')) };
    const start = async () => {
      const run = runScript('start.mjs', [...twoComputers, '--data-dir', dir], env);
      const { ui, second } = await ready(run);
      return { run, ui, second };
    };

    it('shows the first computer’s order on the second, and ends both', async () => {
      const { run, ui, second } = await start();
      const [first, other] = [await enterPage(ui), await enterPage(second)];
      expect((await first('computers.list', undefined)).live).not.toBeNull();
      await vi.waitFor(async () => {
        const view = { view: 'all', text: '', offset: 0, limit: 50 } as const;
        const [here, there] = [await first('orders.list', view), await other('orders.list', view)];
        expect(here.rows.length).toBeGreaterThan(0);
        expect(there.rows.map(({ id }) => id).toSorted()).toEqual(here.rows.map(({ id }) => id).toSorted());
      }, 40_000);
      const began = performance.now();
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
      expect(performance.now() - began).toBeLessThan(5_000);
    });

    it('leaves no computer and no server behind when it is killed', async () => {
      const { run } = await start();
      const processes = childrenOf(run.child.pid ?? 0);
      expect(processes.length).toBeGreaterThan(1);
      run.child.kill('SIGKILL');
      await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), soon);
    });
  });
});

describe.skipIf(!isBuilt)('npm run orderbell (needs npm run build)', { timeout: 60_000 }, () => {
  it('prints only the result on stdout, and passes the exit code', async () => {
    const app = runScript('start.mjs', ['--headless', '--data-dir', dir, ...ports]);
    await ready(app);
    const line = await vi.waitFor(async () => {
      const orders = runScript('orderbell.mjs', ['orders', '--data-dir', dir]);
      expect(await orders.ended).toBe(0);
      return JSON.parse(orders.stdout.split('\n')[0] ?? '');
    }, soon);
    expect(line).toMatchObject({ id: expect.any(String), receivedAt: expect.any(String) });

    const verify = runScript('orderbell.mjs', ['verify', '--data-dir', dir]);
    expect(await verify.ended).toBe(0);
    expect(verify.stdout).toBe('');
  });

  it('resolves paths from the caller’s directory', async () => {
    const run = runScript('orderbell.mjs', ['mail', 'read', 'nowhere.eml'], { INIT_CWD: dir });
    expect(await run.ended).toBe(2);
    expect(run.stderr).toContain('nowhere.eml cannot be read');
  });
});
