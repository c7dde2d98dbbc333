import { expect, it, vi } from 'vitest';
import { electronDesk, preventable } from './electron-desk.ts';

const { state: at, start } = electronDesk();

it('lets macOS log out, with the ledger closed', async () => {
  const { double } = await start({ platform: 'darwin' });
  const quit = preventable('');
  double.electron.powerMonitor.emit('shutdown');
  double.electron.app.emit('before-quit', quit);
  expect(quit.isPrevented).toBe(false);
  expect(at.desk).toMatchObject({ isEnded: true, isStopped: false });
  const close = preventable('');
  double.window?.emit('close', close);
  expect(close.isPrevented).toBe(false);
});

it('lets macOS log out also while it is already stopping', async () => {
  at.desk.stops = new Promise(() => {});
  const { double } = await start({ platform: 'darwin' });
  double.electron.app.quit();
  const quit = preventable('');
  double.electron.powerMonitor.emit('shutdown');
  double.electron.app.emit('before-quit', quit);
  expect(quit.isPrevented).toBe(false);
  expect(at.desk.isEnded).toBe(true);
});

it('delays a person’s quit until the app has stopped', async () => {
  const { double } = await start({ platform: 'darwin' });
  const quit = preventable('');
  double.electron.app.emit('before-quit', quit);
  expect(quit.isPrevented).toBe(true);
  await vi.waitFor(() => expect(double.happened.exitCode).toBe(0));
  expect(at.desk).toMatchObject({ isEnded: false, isStopped: true });
});

it('hides the window that is closed while the app stops', async () => {
  at.desk.stops = new Promise(() => {});
  const { double, clock } = await start();
  double.window?.show();
  double.electron.app.quit();
  const close = preventable('');
  double.window?.emit('close', close);
  expect(close.isPrevented).toBe(true);
  expect(double.window?.isVisible()).toBe(false);
  await clock.advance(4_500);
  const last = preventable('');
  double.window?.emit('close', last);
  expect(last.isPrevented).toBe(false);
});

it('does not wait for a ticket that no printer answers', async () => {
  const { double } = await start({ prints: () => null });
  const printed = at.host.printer?.print({ hash: '#/print', printer: 'Office', papers: 1 });
  const outcome = printed?.catch((error: unknown) => error);
  double.window?.webContents.emit('page-title-updated', {}, 'ticket 80000x163400', true);
  await vi.waitFor(() => expect(double.happened.printed).toHaveLength(1));
  double.electron.app.quit();
  expect(await outcome).toMatchObject({ kind: 'unknown-outcome' });
});
