import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Host } from '../../../../src/main/host.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { fakeDesk } from '../../../support/desk.ts';
import { electronDesk, preventable } from './electron-desk.ts';

const { state: at, start } = electronDesk();

it('shows the progress of a migration until the app’s window opens', async () => {
  const { double } = await start({
    onHost: ({ catchingUp }) => {
      for (const percent of [0, 41]) catchingUp({ percent, language: 'uk' });
      catchingUp({ percent: null, language: 'uk' });
    },
  });
  const [small, own, ...more] = double.electron.BrowserWindow.all;
  expect(more).toEqual([]);
  expect(own).toBe(double.window);
  expect(small).toMatchObject({ progress: 0.41, isOnScreen: false, isGone: true });
  expect(decodeURIComponent(double.happened.loaded[1] ?? '')).toMatch(
    /^data:text\/html.*База даних оновлюється, 41%/s,
  );
});

it('shows that window once per task, without taking the focus', async () => {
  let catchingUp: Host['catchingUp'] = () => {};
  const { double } = await start({
    onHost: (host) => {
      catchingUp = host.catchingUp;
      for (const percent of [0, 41, 99]) catchingUp({ percent, language: 'en' });
      catchingUp({ percent: null, language: 'en' });
    },
  });
  for (const percent of [0, 50]) catchingUp({ percent, language: 'en' });
  catchingUp({ percent: null, language: 'en' });
  const [atStart, , later, ...more] = double.electron.BrowserWindow.all;
  expect(more).toEqual([]);
  expect(atStart?.shown).toEqual({ times: 1, withKeyboard: 1 });
  expect(later).toMatchObject({ shown: { times: 1, withKeyboard: 0 }, isGone: true });
});

it('continues when that window is closed, and shows the next work again', async () => {
  let catchingUp: Host['catchingUp'] = () => {};
  const { double } = await start({
    onHost: (host) => {
      catchingUp = host.catchingUp;
    },
  });
  const { all } = double.electron.BrowserWindow;
  catchingUp({ percent: 1, language: 'en' });
  all[1]?.destroy();
  for (const percent of [2, 3]) catchingUp({ percent, language: 'en' });
  expect(all).toHaveLength(2);
  catchingUp({ percent: null, language: 'en' });
  catchingUp({ percent: 5, language: 'en' });
  expect(all.slice(2)).toMatchObject([{ progress: 0.05, isOnScreen: true }]);
});

it('opens no second window where there is nothing to wait for', async () => {
  const { double } = await start();
  expect(double.electron.BrowserWindow.all).toHaveLength(1);
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
      preload: join(at.root, 'out/preload/index.cjs'),
    });
    expect(double.happened.windowOptions?.webPreferences).not.toHaveProperty('enableBlinkFeatures');
    expect(double.happened.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('shows the built page under its policy from fixed files', async () => {
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

  it('hides on close, and returns when started again', async () => {
    const { double } = await start();
    const close = preventable('');
    double.window?.show();
    double.window?.emit('close', close);
    expect(close.isPrevented).toBe(true);
    expect(double.window?.isOnScreen).toBe(false);
    double.electron.app.emit('second-instance', {}, ['orderbell'], '/');
    expect(double.window?.isOnScreen).toBe(true);
  });

  it.each(['darwin', 'linux'])('hides on %s also from full screen, without a black one', async (platform) => {
    const { double } = await start({ platform });
    double.window?.show();
    double.window?.setFullScreen(true);
    double.window?.emit('close', preventable(''));
    if (platform === 'darwin') {
      expect(double.window).toMatchObject({ isOnScreen: true, fillsScreen: false });
      double.window?.emit('leave-full-screen');
    }
    expect(double.window?.isOnScreen).toBe(false);
  });

  it('hides also where the disk keeps no place for it', async () => {
    const { double } = await start();
    mkdirSync(join(at.root, 'data/window.json'));
    const close = preventable('');
    double.window?.show();
    double.window?.emit('close', close);
    expect(close.isPrevented).toBe(true);
    expect(double.window?.isOnScreen).toBe(false);
  });

  it('loads its page again after it crashed', async () => {
    const { double } = await start();
    double.window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(double.happened.loaded).toEqual(['app://orderbell/', 'app://orderbell/']);
  });

  const crash = (double: Awaited<ReturnType<typeof start>>['double'], times: number): void => {
    for (let time = 0; time < times; time += 1) {
      double.window?.webContents.emit('render-process-gone', {}, { reason: 'launch-failed', exitCode: 1 });
    }
  };

  it('is reloaded three times in a minute, then a person is asked', async () => {
    const { double } = await start({ consent: false });
    crash(double, 3);
    expect(double.happened.loaded).toHaveLength(4);
    expect(double.happened.questions).toEqual([]);
    crash(double, 2);
    await vi.waitFor(() => expect(double.happened.exitCode).toBe(0));
    expect(double.happened.loaded).toHaveLength(4);
    expect(double.happened.questions).toEqual([expect.stringContaining('keeps crashing')]);
    expect(double.happened.details).toEqual([expect.stringMatching(/still received.*--no-sandbox/s)]);
  });

  it('is reloaded as often again when the person agrees', async () => {
    const { double } = await start();
    crash(double, 4);
    await vi.waitFor(() => expect(double.happened.loaded).toHaveLength(5));
    crash(double, 3);
    expect(double.happened.loaded).toHaveLength(8);
    expect(double.happened.exitCode).toBeNull();
  });

  it('may crash now and then without anybody being asked', async () => {
    const { double, clock } = await start();
    for (let minute = 0; minute < 5; minute += 1) {
      crash(double, 3);
      await clock.advance(60_000);
    }
    expect(double.happened.loaded).toHaveLength(16);
    expect(double.happened.questions).toEqual([]);
  });

  it('ends its reader’s presence when another page or none loads', async () => {
    const { double } = await start();
    double.window?.webContents.emit('did-navigate', {}, 'app://orderbell/');
    double.window?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    expect(at.desk.gone).toHaveLength(2);
  });

  it('opens where it was', async () => {
    const { double } = await start();
    double.window?.emit('close', preventable(''));
    const again = await start();
    expect(again.double.happened.windowOptions).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 });
  });
});

it('pushes events, and shows the count of new orders', async () => {
  const { double } = await start();
  at.desk.events.emit({ kind: 'orders-changed', ids: [], newIds: [] });
  expect(double.happened.pushed).toEqual([['desk:event', { kind: 'orders-changed', ids: [], newIds: [] }]]);
  await vi.waitFor(() => expect(double.happened.badges).toEqual([3, 3]));
});

it.each([
  ['uk', 'Відкрити shop.example?', ['Відкрити', 'Скасувати'], 'Редагування'],
  ['pl', 'Otworzyć shop.example?', ['Otwórz', 'Anuluj'], 'Edycja'],
] as const)(
  'asks and shows its menu in the reader’s language: %s',
  async (language, question, buttons, edit) => {
    at.desk.language = language;
    const { double } = await start();
    await vi.waitFor(() => expect(double.happened.menus.at(-1)).toContain(`"${edit}"`));
    double.window?.webContents.openHandler?.({ url: 'https://shop.example/' });
    await vi.waitFor(() => expect(double.happened.questions).toEqual([question]));
    expect(double.happened.buttons).toEqual([buttons]);
  },
);

it('translates its menu when another language is chosen', async () => {
  const { double } = await start();
  at.desk.language = 'uk';
  at.desk.events.emit({ kind: 'app-changed' });
  await vi.waitFor(() => expect(double.happened.menus.at(-1)).toContain('"Редагування"'));
});

it('opens the order of a notice that is pressed', async () => {
  const { double } = await start();
  at.host.toast({ title: 'New order', body: '#1042', orderId: orderIdSchema.parse('shopify:1042') });
  expect(double.happened.notices).toMatchObject([{ title: 'New order', body: '#1042' }]);
  double.happened.clickNotice?.();
  expect(double.happened.loaded.at(-1)).toBe('app://orderbell/#/inbox/all?order=shopify%3A1042');
});

it('takes an order by its notification’s button, or opens it', async () => {
  const { double } = await start();
  const order = {
    title: '#1042',
    body: 'Shopify',
    orderId: orderIdSchema.parse('shopify:1042'),
    take: 'Take it',
  };
  at.host.toast(order);
  expect(double.happened.notices.at(-1)?.actions).toMatchObject([{ text: 'Take it' }]);
  double.happened.pressNotice?.();
  await vi.waitFor(() =>
    expect(at.desk.asked.at(-1)).toEqual({
      name: 'orders.take',
      input: { id: 'shopify:1042', seen: 'new', via: 'toast' },
    }),
  );
  expect(double.happened.loaded).toHaveLength(1);
  at.desk.refuses = true;
  double.happened.pressNotice?.();
  await vi.waitFor(() =>
    expect(double.happened.loaded.at(-1)).toBe('app://orderbell/#/inbox/all?order=shopify%3A1042'),
  );
  at.host.toast({ title: 'Test run', body: '', orderId: null });
  expect(double.happened.notices.at(-1)?.actions).toEqual([]);
});

it('takes an order by a notification kept from before a restart', async () => {
  const orderId = orderIdSchema.parse('shopify:1042');
  const before = await start({ platform: 'win32' });
  at.host.toast({ title: '#1042', body: 'Shopify', orderId, take: 'Take it' });
  const { double } = await start({ platform: 'win32' });
  const words = `type=action&action=0&tag=${before.double.happened.notices.at(-1)?.id}`;
  double.happened.activate?.({ type: 'action', arguments: words });
  await vi.waitFor(() =>
    expect(at.desk.asked.at(-1)).toEqual({
      name: 'orders.take',
      input: { id: 'shopify:1042', seen: 'new', via: 'toast' },
    }),
  );
});

it('asks every source when the computer wakes up', async () => {
  const { double } = await start();
  double.electron.powerMonitor.emit('resume');
  expect(at.desk.nudges).toBe(1);
});

it('stops the app before it quits, once', async () => {
  const { double } = await start();
  double.electron.app.quit();
  double.electron.app.quit();
  await vi.waitFor(() => expect(double.happened.exitCode).toBe(0));
  expect(at.desk.isStopped).toBe(true);
});

it('quits in time also when the app does not stop', async () => {
  at.desk = { ...fakeDesk(), stop: () => new Promise<void>(() => {}) };
  const { double, clock } = await start();
  double.electron.app.quit();
  await clock.advance(4_500);
  expect(double.happened.exitCode).toBe(0);
});

it('closes the ledger before Windows shuts down', async () => {
  const { double } = await start({ platform: 'win32' });
  double.window?.emit('session-end', { reasons: ['shutdown'] });
  expect(at.desk).toMatchObject({ isEnded: true, isStopped: false });
});

it('says in a box what keeps it from starting', async () => {
  const { double } = await start({
    fail: new Problem('refused', 'the data directory is in use', { fix: 'Close it' }),
  });
  expect(double.happened.errors).toEqual(['the data directory is in use\n\nClose it']);
  expect(double.happened.exitCode).toBe(2);
});

it.each([
  ['the desktop entry of an AppImage', ['--no-sandbox']],
  ['Windows, for a toast of yesterday that is clicked', ['-Embedding']],
  ['a switch of Chromium in a shortcut', ['--password-store=basic', '--ozone-platform=x11']],
  ['a switch with a word behind it', ['--lang', 'uk']],
])('starts also with the arguments of %s, and logs them', async (_who, args) => {
  const { double, log } = await start({ args });
  expect(double.happened.errors).toEqual([]);
  expect(double.window).not.toBeNull();
  expect(log.lines).toContainEqual(
    expect.objectContaining({ level: 'warn', fields: { words: args.join(' ') } }),
  );
});

it('keeps the sandbox off when switched off, and logs it', async () => {
  const { double, log } = await start({ args: ['--no-sandbox'] });
  expect(double.happened.isSandboxed).toBe(false);
  expect(double.happened.windowOptions?.webPreferences).toMatchObject({ sandbox: true });
  expect(log.lines).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      message: expect.stringContaining('without the system’s sandbox'),
    }),
  );
  const usual = await start();
  expect(usual.double.happened.isSandboxed).toBe(true);
});

it('parses its own flags between others', async () => {
  const { log } = await start({
    args: ['--no-sandbox', 'here', '--sample-shop', '--disable-gpu', '--receiver-port=0', '--', 'there'],
  });
  expect(at.host.sampleShop.wanted).toBe(true);
  expect(at.host.receiverPort).toBe(0);
  expect(log.lines.at(1)?.fields).toEqual({ words: '--no-sandbox here --disable-gpu -- there' });
});

it('logs no words of others where there are none', async () => {
  const { log } = await start({ args: ['--sample-shop'] });
  expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
});

it('still reports a fault of its own flag', async () => {
  const { double } = await start({ args: ['--no-sandbox', '--receiver-port=many'] });
  expect(double.happened.errors).toEqual([expect.stringMatching(/^--receiver-port: "many" is not a port/)]);
  expect(double.happened.exitCode).toBe(2);
});

it('stops the started app when its window keeps crashing', async () => {
  rmSync(join(at.root, 'out/renderer'), { recursive: true });
  const { double } = await start();
  expect({ isStopped: at.desk.isStopped, exitCode: double.happened.exitCode }).toEqual({
    isStopped: true,
    exitCode: 2,
  });
});

it('gives the app its version and where its files are', async () => {
  await start();
  expect(at.host).toMatchObject({ version: '1.2.3', dataDir: join(at.root, 'data'), receiverPort: 0 });
});
