import { describe, expect, it, vi } from 'vitest';
import { answerCalls } from '../../../../src/main/shell/electron/app-calls.ts';
import type { Electron } from '../../../../src/main/shell/electron/electron.ts';
import { createTicketPrinter } from '../../../../src/main/shell/electron/printer.ts';
import { fakeClock } from '../../../support/clock.ts';
import { fakeDesk } from '../../../support/desk.ts';
import { quietLog } from '../../../support/log.ts';
import { electronDouble } from '../electron-double.ts';

const job = { hash: '#/print?orders=shopify%3A1&format=80mm', printer: 'Roll_80', papers: 2 };

function start(options: Parameters<typeof electronDouble>[0] = {}) {
  const double = electronDouble(options);
  const electron = double.electron as unknown as Electron; // the part of Electron that the shell uses, as the double has it
  const window = new double.electron.BrowserWindow({});
  const clock = fakeClock();
  const printer = createTicketPrinter({
    electron,
    preload: '/preload.cjs',
    clock,
    log: quietLog(),
    contents: () => window.webContents as unknown as Electron.WebContents, // as above
  });
  /** The window of the ticket, which comes after the app's own. */
  const hidden = () => {
    const last = double.window;
    if (last === null || last === window) throw new Error('no ticket is being printed');
    return last;
  };
  return { double, window, clock, printer, hidden, electron };
}

/** Lets the page say how it is. */
const says = (window: ReturnType<ReturnType<typeof start>['hidden']>, title: string): void =>
  void window.webContents.emit('page-title-updated', {}, title, true);

describe('a ticket in the desktop app', () => {
  it('is printed silently on paper of its size, from a hidden window', async () => {
    const { double, printer, hidden } = start();
    const printed = printer.print(job);
    expect(double.happened.loaded.at(-1)).toBe(`app://orderbell/${job.hash}`);
    expect(double.happened.windowOptions).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
    });
    says(hidden(), 'Orderbell');
    expect(double.happened.printed).toEqual([]);
    says(hidden(), 'ticket 80000x163400');
    await printed;
    expect(double.happened.printed).toEqual([
      {
        silent: true,
        printBackground: true,
        deviceName: 'Roll_80',
        copies: 2,
        pageSize: { width: 80_000, height: 163_400 },
        margins: { marginType: 'default' },
      },
    ]);
    expect(hidden()).toMatchObject({ isOnScreen: false, isGone: true });
    expect(printer.printed()).toEqual([]);
  });

  it('is known to have failed when refused, with the reason', async () => {
    const { printer, hidden } = start({
      prints: () => ({ done: false, reason: 'Invalid printer settings' }),
    });
    const printed = printer.print(job);
    says(hidden(), 'ticket 80000x163400');
    await expect(printed).rejects.toMatchObject({
      kind: 'refused',
      message: 'The printer rejected the ticket: Invalid printer settings',
    });
    expect(hidden().isGone).toBe(true);
  });

  it('is unknown when the system is silent or the page ends', async () => {
    const slow = start({ prints: () => null });
    const unanswered = slow.printer.print(job).catch((error: unknown) => error);
    says(slow.hidden(), 'ticket 80000x163400');
    await slow.clock.advance(60_000);
    expect(await unanswered).toMatchObject({ kind: 'unknown-outcome' });

    const gone = start({ prints: () => null });
    const ended = gone.printer.print(job).catch((error: unknown) => error);
    says(gone.hidden(), 'ticket 80000x163400');
    await vi.waitFor(() => expect(gone.double.happened.printed).toHaveLength(1));
    gone.hidden().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(await ended).toMatchObject({ kind: 'unknown-outcome' });
  });

  it('is known to have failed without a layout', async () => {
    const failed = start();
    const failure = failed.printer.print(job).catch((error: unknown) => error);
    says(failed.hidden(), 'ticket failed: There is no order shopify:1');
    expect(await failure).toMatchObject({
      kind: 'refused',
      message: 'The ticket could not be prepared: There is no order shopify:1',
    });
    const slow = start();
    const late = slow.printer.print(job).catch((error: unknown) => error);
    await slow.clock.advance(20_000);
    expect(await late).toMatchObject({ kind: 'refused' });
    expect(slow.double.happened.printed).toEqual([]);
  });

  it('is refused at once without a printer, or this one', async () => {
    const none = start({ printers: async () => [] });
    await expect(none.printer.print({ ...job, printer: '' })).rejects.toMatchObject({
      kind: 'refused',
      message: 'This computer has no printer',
    });
    await expect(start().printer.print({ ...job, printer: 'Gone_80' })).rejects.toMatchObject({
      kind: 'refused',
      message: 'The printer Gone_80 no longer exists',
    });
    expect(none.double.happened.printed).toEqual([]);
  });

  it('is printed also where the system does not list its printers', async () => {
    const { double, clock, printer, hidden } = start({ printers: () => new Promise(() => {}) });
    const printed = printer.print(job);
    says(hidden(), 'ticket 80000x163400');
    await clock.advance(5_000);
    await printed;
    expect(double.happened.printed).toHaveLength(1);
  });

  it('waits a minute for a silent printer once, then less', async () => {
    let answer: { done: boolean; reason: string } | null = null;
    const { clock, printer, hidden } = start({ prints: () => answer });
    const states: string[] = [];
    async function printFor(ms: number): Promise<void> {
      let state = 'waits';
      printer.print(job).then(
        () => {
          state = 'printed';
        },
        ({ kind }: { kind: string }) => {
          state = kind;
        },
      );
      says(hidden(), 'ticket 80000x163400');
      await clock.advance(ms);
      states.push(state);
    }
    await printFor(59_999);
    await clock.advance(1);
    await printFor(10_000);
    answer = { done: true, reason: '' };
    await printFor(0);
    answer = null;
    await printFor(59_999);
    expect(states).toEqual(['waits', 'unknown-outcome', 'printed', 'waits']);
  });

  it('is unknown when the app quits, and not begun afterwards', async () => {
    const { double, printer, hidden } = start({ prints: () => null });
    const outcome = printer.print(job).catch((error: unknown) => error);
    says(hidden(), 'ticket 80000x163400');
    await vi.waitFor(() => expect(double.happened.printed).toHaveLength(1));
    printer.stop();
    expect(await outcome).toMatchObject({ kind: 'unknown-outcome' });
    await expect(printer.print(job)).rejects.toMatchObject({ kind: 'refused' });
    expect(double.happened.printed).toHaveLength(1);
  });

  it('lists the printers by the names that people know', async () => {
    expect(await start().printer.list()).toEqual([
      { name: 'Roll_80', label: 'Roll 80' },
      { name: 'Office', label: 'Office' },
    ]);
  });

  it('may query its content while printing, and nothing else', async () => {
    const { double, window, printer, hidden, electron } = start();
    const app = fakeDesk();
    answerCalls(electron.ipcMain, app, {
      window: () => window.webContents as unknown as Electron.WebContents, // as above
      printed: printer.printed,
    });
    const printed = printer.print(job);
    const { mainFrame } = hidden().webContents;
    expect(await double.call('tickets.read', { orders: [] }, mainFrame)).toMatchObject({ ok: true });
    expect(await double.call('orders.list', {}, mainFrame)).toMatchObject({ ok: false });
    says(hidden(), 'ticket 80000x163400');
    await printed;
    expect(await double.call('tickets.read', { orders: [] }, mainFrame)).toMatchObject({ ok: false });
    expect(await double.call('orders.list', {}, window.webContents.mainFrame)).toMatchObject({ ok: true });
  });
});
