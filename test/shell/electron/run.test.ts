import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../src/main/host.ts';
import type { Electron } from '../../../src/main/shell/electron/electron.ts';
import { runElectron } from '../../../src/main/shell/electron/run.ts';
import { placeOf } from '../../../src/main/shell/place.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import { mapHref } from '../../../src/shared/map-link.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeDesk } from '../../support/desk.ts';
import { fakeDesk } from '../../support/desk.ts';
import { quietLog } from '../../support/log.ts';
import { electronDouble } from '../electron-double.ts';

let root: string;
let desk: FakeDesk;
let host: Host;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'orderbell-electron-'));
  mkdirSync(join(root, 'out/renderer'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"1.2.3"}');
  writeFileSync(join(root, 'out/renderer/index.html'), '<meta content="__CSP_NONCE__">');
  writeFileSync(join(root, 'out/renderer/notes.md'), 'not part of the page');
  desk = fakeDesk({ 'mail:1': '<p>Hello</p>' });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Options = Parameters<typeof electronDouble>[0] & {
  readonly fail?: Error;
  readonly onHost?: (host: Host) => void;
};

async function start(options: Options = {}) {
  const double = electronDouble(options);
  const clock = fakeClock();
  await runElectron({
    electron: double.electron as unknown as Electron, // the part of Electron that the shell uses, as the double has it
    args: ['--data-dir', join(root, 'data'), '--receiver-port', '0'],
    machine: { platform: 'linux', home: root, environment: {} },
    place: placeOf(pathToFileURL(join(root, 'out/main/index.js')).href),
    clock,
    openLog: quietLog,
    onSecret: () => {},
    composeDesk: async (given) => {
      host = given;
      options.onHost?.(given);
      if (options.fail) throw options.fail;
      return desk;
    },
  });
  return { double, clock };
}

it('shows how far a large ledger is brought up to date until the app has its own window', async () => {
  const { double } = await start({
    onHost: ({ catchingUp }) => {
      for (const percent of [0, 41]) catchingUp({ percent, language: 'uk' });
      catchingUp({ percent: null, language: 'uk' });
    },
  });
  const [small, own, ...more] = double.electron.BrowserWindow.all;
  expect(more).toEqual([]);
  expect(own).toBe(double.window);
  expect(small).toMatchObject({ progress: 0.41, isVisible: false, isDestroyed: true });
  expect(decodeURIComponent(double.happened.loaded[1] ?? '')).toMatch(
    /^data:text\/html.*Журнал оновлюється, 41 %/s,
  );
});

it('opens no second window where there is nothing to wait for', async () => {
  const { double } = await start();
  expect(double.electron.BrowserWindow.all).toHaveLength(1);
});

const preventable = (url: string) => ({
  url,
  isPrevented: false,
  preventDefault() {
    this.isPrevented = true;
  },
});

describe('the window', () => {
  it('has every guard on, each by name', async () => {
    const { double } = await start();
    expect(double.happened.windowOptions?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      preload: join(root, 'out/preload/index.cjs'),
    });
    expect(double.happened.windowOptions?.webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(double.happened.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('shows the built page, under its policy, from a fixed list of files', async () => {
    const { double } = await start();
    expect(double.happened.loaded).toEqual(['app://orderbell/']);
    const page = await double.fetch('app://orderbell/');
    expect(page?.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'self'; .*'nonce-.* img-src 'self' data: https:\/\/cdn.shopify.com;/,
    );
    expect(await page?.text()).not.toContain('__CSP_NONCE__');
    for (const path of [
      'notes.md',
      '../package.json',
      '..%2fpackage.json',
      'mail/mail%3A2',
      'mail/%',
      'face/7002',
    ]) {
      expect((await double.fetch(`app://orderbell/${path}`))?.status, path).toBe(404);
    }
    expect((await double.fetch('app://elsewhere/'))?.status).toBe(404);
  });

  it('shows a mail under a policy of its own', async () => {
    const { double } = await start();
    const mail = await double.fetch('app://orderbell/mail/mail%3A1');
    expect(await mail?.text()).toBe('<p>Hello</p>');
    expect(mail?.headers.get('content-security-policy')).toContain('sandbox allow-same-origin');
  });

  it('shows a face the app has fetched', async () => {
    const { double } = await start();
    const face = await double.fetch('app://orderbell/face/7001');
    expect(face?.headers.get('content-type')).toBe('image/png');
    expect(await face?.text()).toBe('face');
  });

  it('hides when it is closed and comes back when the app is started again', async () => {
    const { double } = await start();
    const close = preventable('');
    double.window?.show();
    double.window?.emit('close', close);
    expect(close.isPrevented).toBe(true);
    expect(double.window?.isVisible).toBe(false);
    double.electron.app.emit('second-instance');
    expect(double.window?.isVisible).toBe(true);
  });

  it('hides also where the disk keeps no place for it', async () => {
    const { double } = await start();
    mkdirSync(join(root, 'data/window.json'));
    const close = preventable('');
    double.window?.show();
    double.window?.emit('close', close);
    expect(close.isPrevented).toBe(true);
    expect(double.window?.isVisible).toBe(false);
  });

  it('loads its page again after it crashed', async () => {
    const { double } = await start();
    double.window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(double.happened.loaded).toEqual(['app://orderbell/', 'app://orderbell/']);
  });

  it('lets go of what its reader was at when another page takes its place, or none', async () => {
    const { double } = await start();
    double.window?.webContents.emit('did-navigate', {}, 'app://orderbell/');
    double.window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(desk.gone).toHaveLength(2);
  });

  it('opens where it was', async () => {
    const { double } = await start();
    double.window?.emit('close', preventable(''));
    const again = await start();
    expect(again.double.happened.windowOptions).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
  });
});

const hostile = [
  'https://evil.example/',
  'http://127.0.0.1:7711/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
  'app://elsewhere/',
  'app://orderbell.evil.example/',
  'chrome://settings',
];

describe('nothing leads away', () => {
  it.each(hostile)('to %s', async (url) => {
    const { double } = await start();
    const contents = double.window?.webContents;
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      const event = preventable(url);
      contents?.emit(name, event);
      expect(event.isPrevented, name).toBe(true);
    }
    expect(contents?.openHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('but within the page', async () => {
    const { double } = await start();
    const event = preventable('app://orderbell/#/setup');
    double.window?.webContents.emit('will-navigate', event);
    expect(event.isPrevented).toBe(false);
  });

  it('but to the own browser, after a person has seen where', async () => {
    const { double } = await start();
    double.window?.webContents.openHandler?.({ url: 'https://shop.example/invoice' });
    double.window?.webContents.openHandler?.({ url: 'http://shop.example/' });
    double.window?.webContents.openHandler?.({ url: 'file:///etc/passwd' });
    await vi.waitFor(() => expect(double.happened.opened).toEqual(['https://shop.example/invoice']));

    const refused = await start({ consent: false });
    refused.double.window?.webContents.openHandler?.({ url: 'https://shop.example/invoice' });
    await refused.clock.advance(0);
    expect(refused.double.happened.opened).toEqual([]);
  });

  it('and to the map of an order’s address without a question', async () => {
    const { double, clock } = await start({ consent: false });
    const map = mapHref('Київ, вул. Хрещатик, 22');
    double.window?.webContents.openHandler?.({ url: map });
    await clock.advance(0);
    expect(double.happened.opened).toEqual([map]);
  });

  it.each([...hostile.slice(0, 3), 'ws://evil.example/', 'app://elsewhere/'])(
    'and no request leaves for %s',
    async (url) => {
      const { double } = await start();
      const { beforeRequest } = double.session;
      const answers: unknown[] = [];
      const ask = beforeRequest as unknown as (details: object, decide: (answer: unknown) => void) => void; // as stored by the double
      ask({ url }, (answer) => answers.push(answer));
      ask({ url: 'app://orderbell/assets/a.js' }, (answer) => answers.push(answer));
      expect(answers).toEqual([{ cancel: true }, { cancel: false }]);
    },
  );

  it.each([
    ['https://cdn.shopify.com/s/files/1/rose.jpg', 'image', false],
    ['https://cdn.shopify.com/s/files/1/rose.jpg', 'xhr', true],
    ['https://cdn.shopify.com/s/files/1/rose.js', 'script', true],
    ['https://cdn.shopify.com.evil.example/rose.jpg', 'image', true],
    ['http://cdn.shopify.com/rose.jpg', 'image', true],
    ['https://scontent.fbcdn.net/face.jpg', 'image', true],
  ])('and of other servers only product pictures are loaded: %s as %s', async (url, resourceType, cancel) => {
    const { double } = await start();
    const { beforeRequest } = double.session;
    const answers: unknown[] = [];
    const ask = beforeRequest as unknown as (details: object, decide: (answer: unknown) => void) => void; // as stored by the double
    ask({ url, resourceType }, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel }]);
  });
});

it.each([
  ['media', 'app://orderbell/', true, false],
  ['notifications', 'app://orderbell/', true, false],
  ['openExternal', 'app://orderbell/', true, false],
  ['clipboard-read', 'app://orderbell/', true, false],
  ['clipboard-sanitized-write', 'app://orderbell/', true, true],
  ['clipboard-sanitized-write', 'app://orderbell/mail/1', false, false],
  ['clipboard-sanitized-write', 'https://evil.example/', true, false],
])(
  'answers the wish for %s of %s (main frame: %s) with %s',
  async (permission, requestingUrl, isMainFrame, granted) => {
    const { double } = await start();
    const request = double.session.request as unknown as (...args: unknown[]) => void; // as stored by the double
    const check = double.session.check as unknown as (...args: unknown[]) => boolean;
    const device = double.session.device as unknown as () => boolean;
    const answers: unknown[] = [];
    request(null, permission, (answer: boolean) => answers.push(answer), { requestingUrl, isMainFrame });
    expect(answers).toEqual([granted]);
    expect(check(null, permission, new URL(requestingUrl).href, { isMainFrame })).toBe(granted);
    expect(device()).toBe(false);
  },
);

describe('commands', () => {
  it('are answered for the window itself', async () => {
    const { double } = await start();
    expect(await double.call('app.state')).toMatchObject({ ok: true });
  });

  it.each([
    ['a frame in the window', { url: 'app://orderbell/mail/mail%3A1' }],
    ['another page', { url: 'https://evil.example/' }],
    ['a frame that is gone', null],
  ])('are refused to %s', async (_, from) => {
    const { double } = await start();
    await vi.waitFor(() => expect(desk.asked).toHaveLength(1)); // the tray asks for the language
    expect(await double.call('app.state', undefined, from)).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
    expect(desk.asked).toHaveLength(1);
  });

  it('are refused when their name is none', async () => {
    const { double } = await start();
    expect(await double.call({ toString: () => 'app.state' })).toMatchObject({ ok: false });
  });
});

it('pushes events to the window, and keeps the number of untaken orders on dock and tray', async () => {
  const { double } = await start();
  desk.events.emit({ kind: 'orders-changed', ids: [], newIds: [] });
  expect(double.happened.pushed).toEqual([['desk:event', { kind: 'orders-changed', ids: [], newIds: [] }]]);
  await vi.waitFor(() => expect(double.happened.badges).toEqual([3, 3]));
});

it('opens the order of a notice that is pressed', async () => {
  const { double } = await start();
  host.toast({ title: 'New order', body: '#1042', orderId: orderIdSchema.parse('shopify:1042') });
  expect(double.happened.notices).toMatchObject([{ title: 'New order', body: '#1042' }]);
  double.happened.clickNotice?.();
  expect(double.happened.loaded.at(-1)).toBe('app://orderbell/#/inbox/all?order=shopify%3A1042');
});

it('takes the order by the button of its notice, and opens it where that is refused', async () => {
  const { double } = await start();
  const order = {
    title: '#1042',
    body: 'Shopify',
    orderId: orderIdSchema.parse('shopify:1042'),
    take: 'Take it',
  };
  host.toast(order);
  expect(double.happened.notices.at(-1)?.actions).toMatchObject([{ text: 'Take it' }]);
  double.happened.pressNotice?.();
  await vi.waitFor(() =>
    expect(desk.asked.at(-1)).toEqual({
      name: 'orders.take',
      input: { id: 'shopify:1042', seen: 'new', via: 'toast' },
    }),
  );
  expect(double.happened.loaded).toHaveLength(1);
  desk.refuses = true;
  double.happened.pressNotice?.();
  await vi.waitFor(() =>
    expect(double.happened.loaded.at(-1)).toBe('app://orderbell/#/inbox/all?order=shopify%3A1042'),
  );
  host.toast({ title: 'Fire drill', body: '', orderId: null });
  expect(double.happened.notices.at(-1)?.actions).toEqual([]);
});

it('asks every source when the computer wakes up', async () => {
  const { double } = await start();
  double.electron.powerMonitor.emit('resume');
  expect(desk.nudges).toBe(1);
});

it('stops the desk before it quits, once', async () => {
  const { double } = await start();
  double.electron.app.quit();
  double.electron.app.quit();
  await vi.waitFor(() => expect(double.happened.exitCode).toBe(0));
  expect(desk.isStopped).toBe(true);
});

it('quits in time also when the desk does not stop', async () => {
  desk = { ...fakeDesk(), stop: () => new Promise<void>(() => {}) };
  const { double, clock } = await start();
  double.electron.app.quit();
  await clock.advance(4_500);
  expect(double.happened.exitCode).toBe(0);
});

it('says in a box what keeps it from starting', async () => {
  const { double } = await start({
    fail: new Problem('refused', 'the data directory is in use', { fix: 'Close it' }),
  });
  expect(double.happened.errors).toEqual(['the data directory is in use\n\nClose it']);
  expect(double.happened.exitCode).toBe(2);
});

it('stops the desk it has started when its window cannot be shown', async () => {
  rmSync(join(root, 'out/renderer'), { recursive: true });
  const { double } = await start();
  expect({ isStopped: desk.isStopped, exitCode: double.happened.exitCode }).toEqual({
    isStopped: true,
    exitCode: 2,
  });
});

it('gives the app its version and where its files are', async () => {
  await start();
  expect(host).toMatchObject({ version: '1.2.3', dataDir: join(root, 'data'), receiverPort: 0 });
});
