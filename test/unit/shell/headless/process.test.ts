import type { ChildProcess } from 'node:child_process';
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../browser/support/app.ts';
import { startApp } from '../../../browser/support/app.ts';
import { end } from '../../../guarantees/kill/desk-process.ts';
import { keyOf } from '../../../support/page-key.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const script = join(root, 'out/main/headless.js');
/** Without a developer's own settings, which may name the accounts of a real shop. */
const environment = { PATH: process.env.PATH, HOME: process.env.HOME };

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the built headless shell to its end, for starts that should not succeed. */
function runHeadless(args: readonly string[], env: { readonly [name: string]: string } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, '--headless', ...args],
      { env: { ...environment, ...env }, timeout: 20_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe.skipIf(!existsSync(script))('the built headless app (needs npm run build)', () => {
  const dirs: string[] = [];
  const freshDir = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'orderbell-headless-'));
    dirs.push(dir);
    return dir;
  };
  const started: ChildProcess[] = [];
  afterEach(async () => {
    // a process that a test abandoned may still write there
    await Promise.all(started.splice(0).map(end));
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
  });

  it.each<[args: readonly string[], env: { readonly [name: string]: string }, words: string]>([
    [['--ui-port', 'x'], {}, '--ui-port: "x" is not a port'],
    [['--portt', '1'], {}, "Unknown option '--portt'"],
    [['--data-dir', '/proc/nowhere'], {}, 'the data directory /proc/nowhere cannot be written'],
    [['--data-dir', '/dev/null/desk'], {}, 'the data directory /dev/null/desk cannot be written'],
    [[], { ORDERBELL_UI_PORT: '99999' }, 'ORDERBELL_UI_PORT: "99999" is not a port'],
    [[], { ORDERBELL_SHOPIFY_SHOP: 'https://shop.example' }, 'ORDERBELL_SHOPIFY_SHOP'],
    [
      [],
      { ORDERBELL_GMAIL_API_BASE: 'https://mail.example', ORDERBELL_GMAIL_REFRESH_TOKEN: '1//0x' },
      'ORDERBELL_GMAIL_API_BASE',
    ],
    [[], { ORDERBELL_TUNNEL: 'carrier-pigeon' }, 'ORDERBELL_TUNNEL'],
    [[], { ORDERBELL_MANAGERS: 'Anna' }, 'ORDERBELL_MANAGERS'],
  ])('ends with exit code 2 and one line for %j %j', async (args, env, words) => {
    const dir = args.includes('--data-dir') ? [] : ['--data-dir', freshDir()];
    const ports = args.includes('--ui-port') || 'ORDERBELL_UI_PORT' in env ? [] : ['--ui-port', '0'];
    const { code, stdout, stderr } = await runHeadless(
      [...dir, ...ports, '--receiver-port', '0', ...args],
      env,
    );
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  describe('while it runs', () => {
    let app: RunningApp;
    beforeAll(async () => {
      app = await startApp({
        args: ['--sample-shop'],
        env: { ORDERBELL_MANYCHAT_CALLBACK_KEY: 'canary-secret-key' },
      });
    });
    afterAll(() => app.kill().then(() => rmSync(app.dataDir, { recursive: true, force: true })));

    it('says where everything is', () => {
      expect(app.ui).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
      expect(app.receiver).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(Object.keys(app.sampleShop)).toEqual(expect.arrayContaining(['shopify', 'gmail', 'manychat']));
      for (const address of Object.values(app.sampleShop))
        expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
    });

    it('refuses its data directory to a second one, in one line', async () => {
      const { code, stdout, stderr } = await runHeadless([
        '--data-dir',
        app.dataDir,
        '--ui-port',
        '0',
        '--receiver-port',
        '0',
      ]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^orderbell: .*in use[^\n]*\n$/);
    });

    it('refuses a port that was named and is taken', async () => {
      const { port } = new URL(app.receiver);
      const { code, stderr } = await runHeadless(['--data-dir', freshDir(), '--receiver-port', port]);
      expect(code).toBe(2);
      expect(stderr).toContain(`--receiver-port: port ${port} is used by another program`);
    });

    it('never shows its page through the receiver, which the tunnel leads to', async () => {
      for (const path of [
        '/',
        '/index.html',
        '/api/call',
        '/api/events',
        '/mail/1',
        `/${new URL(app.ui).search}`,
      ]) {
        expect((await fetch(`${app.receiver}${path}`)).status, path).toBe(404);
      }
    });

    it('refuses a request under another host name', async () => {
      expect(await statusWithHost(app.ui, 'rebound.example')).toBe(421);
    });

    it('keeps its token after a stranger’s request, and uses it once', async () => {
      const asked = await fetch(app.ui, { redirect: 'manual', headers: { 'sec-fetch-site': 'cross-site' } });
      expect(asked.status).toBe(403);
      expect((await fetch(app.ui, { redirect: 'manual' })).status).toBe(303);
      expect((await fetch(app.ui, { redirect: 'manual' })).status).toBe(401);
    });

    it('keeps secrets out of what it says', () => {
      expect(app.said()).not.toContain('canary-secret-key');
    });
  });

  it('stops within five seconds with open pages, and restarts on its data', async () => {
    const dataDir = freshDir();
    const first = await startApp({ args: ['--sample-shop'], dataDir });
    const entered = await fetch(first.ui, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const stream = await fetch(`${new URL(first.ui).origin}/api/events?key=${keyOf(entered)}`, {
      headers: { cookie },
    });
    const began = performance.now();
    expect(await first.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    await stream.body?.cancel().catch(() => {});

    const second = await startApp({ args: ['--sample-shop'], dataDir });
    await second.kill();
    const third = await startApp({ args: ['--sample-shop'], dataDir });
    expect(await third.stop()).toBe(0);
  });

  it('stops well when its parent asks over its channel, as on Windows', async () => {
    const app = fork(script, ['--data-dir', freshDir(), '--ui-port', '0', '--receiver-port', '0'], {
      execArgv: [],
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    started.push(app);
    const ended = once(app, 'exit');
    if (app.stdout === null) throw new Error('the app says nothing');
    await once(app.stdout, 'data');
    app.send('stop');
    expect(await ended).toEqual([0, null]);
  });
});

function statusWithHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
