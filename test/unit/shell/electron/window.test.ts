import { describe, expect, it, vi } from 'vitest';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { electronDesk, preventable } from './electron-desk.ts';

const { state: at, start } = electronDesk();
type Started = Awaited<ReturnType<typeof start>>;
type DoubleWindow = NonNullable<Started['double']['window']>;

function windowOf({ double }: Started): DoubleWindow {
  if (double.window === null) throw new Error('there is no window');
  return double.window;
}

const elsewhere = { x: 120, y: 90, width: 1111, height: 701 };

describe('the place of the window', () => {
  it('is kept when the app quits', async () => {
    const before = await start();
    windowOf(before).show();
    windowOf(before).bounds = elsewhere;
    before.double.electron.app.quit();
    expect((await start()).double.happened.windowOptions).toMatchObject(elsewhere);
  });

  it('is kept when Windows ends the session', async () => {
    const before = await start({ platform: 'win32' });
    windowOf(before).show();
    windowOf(before).bounds = elsewhere;
    windowOf(before).emit('session-end', { reasons: ['shutdown'] });
    expect((await start()).double.happened.windowOptions).toMatchObject(elsewhere);
  });

  it('is kept from when the window was last seen', async () => {
    const before = await start();
    const window = windowOf(before);
    window.show();
    Object.assign(window, { bounds: elsewhere, maximized: true });
    window.emit('close', preventable(''));
    Object.assign(window, { bounds: { ...elsewhere, x: 500 }, maximized: false });
    before.double.electron.app.quit();
    const after = await start();
    windowOf(after).emit('ready-to-show');
    expect(after.double.happened.windowOptions).toMatchObject(elsewhere);
    expect(windowOf(after).isMaximized()).toBe(true);
  });

  it('is maximized again where it was, and only there', async () => {
    const before = await start();
    windowOf(before).emit('ready-to-show');
    expect(windowOf(before)).toMatchObject({ maximized: false, isOnScreen: true });
    Object.assign(windowOf(before), { bounds: elsewhere, maximized: true });
    before.double.electron.app.quit();
    const after = await start();
    windowOf(after).emit('ready-to-show');
    expect(windowOf(after)).toMatchObject({ maximized: true, isOnScreen: true });
    expect(after.double.happened.windowOptions).toMatchObject(elsewhere);
  });
});

it('does not load the page again for the order it shows', async () => {
  const { double } = await start();
  at.host.toast({ title: '#1042', body: '', orderId: orderIdSchema.parse('shopify:1042') });
  double.happened.clickNotice?.();
  double.happened.clickNotice?.();
  const order = 'app://orderbell/#/inbox/all?order=shopify%3A1042';
  expect(double.happened.loaded).toEqual(['app://orderbell/', order]);
  expect(double.window?.shown.times).toBe(2);
  // the reader goes elsewhere in the page, then presses the notification once more
  if (double.window) double.window.webContents.url = 'app://orderbell/#/chats';
  double.happened.clickNotice?.();
  expect(double.happened.loaded).toEqual(['app://orderbell/', order, order]);
});

it('has the bell icon on Linux', async () => {
  const linux = await start({ platform: 'linux' });
  expect(linux.double.pictures).toContainEqual(expect.stringMatching(/resources.window\.png$/));
  expect(linux.double.happened.windowOptions).toHaveProperty('icon');
  const windows = await start({ platform: 'win32' });
  expect(windows.double.happened.windowOptions).not.toHaveProperty('icon');
});

it('logs a page that does not respond, and a process that ended', async () => {
  const { double, log } = await start();
  double.window?.emit('unresponsive');
  double.window?.emit('responsive');
  const lost = { type: 'GPU', reason: 'crashed', exitCode: 11, name: 'GPU', serviceName: 'gpu' };
  double.electron.app.emit('child-process-gone', {}, lost);
  double.electron.app.emit('child-process-gone', {}, { ...lost, reason: 'clean-exit', exitCode: 0 });
  expect(log.lines.map(({ level, message }) => [level, message])).toEqual(
    expect.arrayContaining([
      ['warn', 'the page does not respond'],
      ['info', 'the page responds again'],
      ['warn', 'a process crashed'],
      ['info', 'a process ended'],
    ]),
  );
  expect(log.lines).toContainEqual(expect.objectContaining({ fields: lost }));
});

describe('a window that is gone', () => {
  it('is sent no events, and gets no number', async () => {
    const { double } = await start({ platform: 'win32' });
    await vi.waitFor(() => expect(double.window?.overlays).toHaveLength(1));
    double.window?.destroy();
    at.desk.events.emit({ kind: 'orders-changed', ids: [], newIds: [] });
    await vi.waitFor(() => expect(at.desk.asked.length).toBeGreaterThanOrEqual(3));
    await new Promise((resolve) => setImmediate(resolve));
    expect(double.happened.lateCalls).toEqual([]);
  });

  it('is not shown by a second start, a link or a notification', async () => {
    const { double } = await start();
    at.host.toast({ title: '#1', body: '', orderId: orderIdSchema.parse('shopify:1') });
    double.window?.destroy();
    double.electron.app.emit('second-instance', {}, ['orderbell'], '/');
    double.electron.app.emit('activate');
    double.happened.clickNotice?.();
    expect(double.happened.lateCalls).toEqual([]);
    expect(double.happened.loaded).toEqual(['app://orderbell/']);
  });
});

it('shows the number of untaken orders on the taskbar of Windows', async () => {
  const { double } = await start({ platform: 'win32' });
  await vi.waitFor(() =>
    expect(double.window?.overlays).toEqual([
      { image: expect.objectContaining({ width: 32, height: 32 }), words: '3 not taken' },
    ]),
  );
  at.desk.waiting = 0;
  at.desk.events.emit({ kind: 'orders-changed', ids: [], newIds: [] });
  await vi.waitFor(() => expect(double.window?.overlays.at(-1)).toEqual({ image: null, words: '' }));
  const linux = await start({ platform: 'linux' });
  await vi.waitFor(() => expect(linux.double.happened.badges).toEqual([0]));
  expect(linux.double.window?.overlays).toEqual([]);
});

it('lets a hidden window ring in time: its timers are not throttled', async () => {
  const { double } = await start();
  expect(double.happened.switches).toContain('disable-background-timer-throttling');
});
