import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Host } from '../../../../src/main/host.ts';
import { runHeadless } from '../../../../src/main/shell/headless/run.ts';
import { placeOf } from '../../../../src/main/shell/place.ts';
import { fakeClock } from '../../../support/clock.ts';
import type { FakeDesk } from '../../../support/desk.ts';
import { fakeDesk } from '../../../support/desk.ts';
import { quietLog } from '../../../support/log.ts';

let root: string;
let app: FakeDesk;
let hidden: string[];
let notes: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'orderbell-headless-'));
  mkdirSync(join(root, 'out/renderer'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"1.2.3"}');
  writeFileSync(join(root, 'out/renderer/index.html'), '<p>Orderbell</p>');
  app = fakeDesk();
  hidden = [];
  notes = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const run = (uiPort: string, onHost: (host: Host) => Promise<void>, environment = {}) =>
  runHeadless({
    args: ['--data-dir', join(root, 'data'), '--receiver-port', '0', '--ui-port', uiPort],
    machine: { platform: 'linux', home: root, environment },
    place: placeOf(pathToFileURL(join(root, 'out/main/headless.js')).href),
    clock: fakeClock(),
    log: quietLog(),
    onSecret: (value) => hidden.push(value),
    composeDesk: async (host) => {
      await onHost(host);
      return app;
    },
    printReady: () => {},
    printProblem: () => {},
    printNote: (line) => notes.push(line),
    asked: Promise.resolve('SIGTERM'),
  });

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

it('stops the started app when its page finds no free port', async () => {
  const other = createServer();
  const port = await listen(other, 0);
  await new Promise((resolve) => other.close(resolve));
  // taken between the look at it and its use
  const code = await run(String(port), async () => void (await listen(other, port)));
  other.close();
  expect({ code, isStopped: app.isStopped }).toEqual({ code: 1, isStopped: true });
});

it('redacts a secret of the setup page in the log', async () => {
  const code = await run('0', ({ secrets }) => secrets.write('MANYCHAT_TOKEN', 'canary-typed'));
  expect({ code, hidden }).toEqual({ code: 0, hidden: ['canary-typed'] });
});

it('redacts a secret of the environment in the log', async () => {
  const read = async ({ secrets }: Host) => void (await secrets.read('DESK_LINK_KEY'));
  const code = await run('0', read, { ORDERBELL_DESK_LINK_KEY: 'canary-link' });
  expect({ code, hidden }).toEqual({ code: 0, hidden: ['canary-link'] });
});

it('prints the progress of a large migration at every tenth', async () => {
  await run('0', async ({ catchingUp }) => {
    for (const percent of [3, 4, 9, 10, 11, 57, 58]) catchingUp({ percent, language: 'en' });
    catchingUp({ percent: null, language: 'en' });
  });
  expect(notes).toEqual([
    ...[3, 10, 57].map((percent) => `orderbell: the ledger is being brought up to date, ${percent} %`),
    'orderbell: the ledger is up to date',
  ]);
});

it('prints the progress of each migration from its start', async () => {
  await run('0', async ({ catchingUp }) => {
    for (const percent of [90, 95, 5, 50, 51]) catchingUp({ percent, language: 'en' });
  });
  expect(notes).toEqual(
    [90, 5, 50].map((percent) => `orderbell: the ledger is being brought up to date, ${percent} %`),
  );
});

it('stops without waiting for a large ledger', async () => {
  const never = new Promise<void>(() => {});
  const code = await run('0', async ({ catchingUp }) => {
    catchingUp({ percent: 1, language: 'en' });
    await Promise.resolve();
    catchingUp({ percent: 2, language: 'en' });
    await never;
  });
  expect(code).toBe(0);
});
