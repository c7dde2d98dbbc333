import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bridge } from '../../../src/shared/contract.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const main = join(root, 'out/main/index.js');

describe.skipIf(!existsSync(main))('the built desktop app (needs npm run build)', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'orderbell-bundle-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('starts, shows its page, answers its window and stops', async () => {
    const driver = join(root, 'test/unit/shell/bundle-driver.ts');
    const args = ['--disable-warning=ExperimentalWarning', '--import', driver, main];
    const { stdout } = await run(
      process.execPath,
      [...args, '--data-dir', dir, '--receiver-port', '0', '--sample-shop'],
      { env: { PATH: process.env.PATH, HOME: dir }, timeout: 30_000 },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [],
      page: 200,
      script: 200,
      state: { ok: true, value: { mode: 'sample', language: 'en' } },
      exitCode: 0,
    });
    const log = readFileSync(join(dir, 'logs/orderbell.log'), 'utf8');
    expect(log).not.toMatch(/"level":"error"/);
  });

  it('has a sandboxed preload with two functions and no Electron', () => {
    const exposed = new Map<string, Bridge>();
    const subscriptions: { readonly name: string; readonly listener: (...args: unknown[]) => void }[] = [];
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, bridge: Bridge) => exposed.set(name, bridge) },
      ipcRenderer: {
        invoke: async (...args: unknown[]) => args,
        on: (name: string, listener: (...args: unknown[]) => void) => subscriptions.push({ name, listener }),
        removeListener: () => {},
      },
    };
    // a sandboxed preload may load `electron` and nothing else
    const load = (name: string) => {
      if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
      return electron;
    };
    const code = readFileSync(join(root, 'out/preload/index.cjs'), 'utf8');
    runInContext(code, createContext({ require: load, module: { exports: {} }, exports: {} }));

    const bridge = exposed.get('orderbell');
    expect([...exposed.keys()]).toEqual(['orderbell']);
    expect(Object.keys(bridge ?? {}).sort()).toEqual(['call', 'on']);

    const received: unknown[] = [];
    const stops = Array.from({ length: 12 }, () => bridge?.on((...args: unknown[]) => received.push(args)));
    const push = (): void => {
      for (const { listener } of subscriptions)
        listener({ sender: 'a way to everything' }, { kind: 'app-changed' });
    };
    push();
    expect(received).toEqual(Array.from({ length: 12 }, () => [{ kind: 'app-changed' }]));
    // Node warns of a leak at the eleventh
    expect(subscriptions.map(({ name }) => name)).toEqual(['desk:event']);
    for (const stop of stops.slice(1)) expect(stop?.()).toBeUndefined();
    push();
    expect(received).toHaveLength(13);
  });
});
