import { expect, it, vi } from 'vitest';
import { electronDesk, preventable } from './electron-desk.ts';

const { state: at, start } = electronDesk();
const order = 'app://orderbell/#/inbox/all?order=shopify%3A1042';
const link = 'orderbell://order/shopify%3A1042';

it('opens the order of a link that starts the app', async () => {
  const { double } = await start({ args: [link] });
  await vi.waitFor(() => expect(double.happened.loaded.at(-1)).toBe(order));
  expect(at.desk.asked).toContainEqual({ name: 'orders.get', input: { id: 'shopify:1042' } });
});

it('opens the order of a link that a second start brings', async () => {
  const { double } = await start();
  double.electron.app.emit('second-instance', {}, ['orderbell.exe', '--allow-file-access', link], '/');
  await vi.waitFor(() => expect(double.happened.loaded.at(-1)).toBe(order));
  expect(double.window?.isOnScreen).toBe(true);
});

it('opens the order of a link from macOS', async () => {
  const { double } = await start();
  const event = preventable(link);
  double.electron.app.emit('open-url', event, link);
  expect(event.isPrevented).toBe(true);
  await vi.waitFor(() => expect(double.happened.loaded.at(-1)).toBe(order));
});

it.each(['orderbell://settings', 'orderbell://order/1?take=yes', 'ORDERBELL:%00'])(
  'only comes to the front by %s',
  async (other) => {
    const { double } = await start();
    double.electron.app.emit('second-instance', {}, ['orderbell.exe', other], '/');
    expect(double.window?.isOnScreen).toBe(true);
    expect(double.happened.loaded).toEqual(['app://orderbell/']);
    expect(at.desk.asked.filter(({ name }) => name === 'orders.get')).toEqual([]);
  },
);

it('only shows the window for an unknown order’s link', async () => {
  const { double } = await start();
  at.desk.refuses = true;
  double.electron.app.emit('open-url', preventable(link), link);
  await vi.waitFor(() => expect(double.window?.isOnScreen).toBe(true));
  expect(double.happened.loaded).toEqual(['app://orderbell/']);
});

it('takes no flag from a line that has a link in it', async () => {
  const { double } = await start({ args: ['--receiver-port', 'many', link] });
  expect(double.happened.errors).toEqual([]);
});

it('starts as the installer on Windows starts it after an update', async () => {
  const { double } = await start({ args: ['--updated'], isPackaged: true, platform: 'win32' });
  expect(double.happened.errors).toEqual([]);
  expect(double.happened.loaded).toEqual(['app://orderbell/']);
});

it('registers its links with the system only when installed', async () => {
  const inProject = await start();
  expect(inProject.double.happened.asked).toEqual([]);
  const installed = await start({ isPackaged: true, platform: 'win32' });
  expect(installed.double.happened.asked).toEqual([
    expect.stringMatching(/^is started by /),
    'names itself app.orderbell.desktop',
    'opens orderbell:',
  ]);
});
