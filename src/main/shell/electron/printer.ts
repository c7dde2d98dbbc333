import type { BrowserWindow, WebContents, WebContentsPrintOptions } from 'electron';
import { messageOf, Problem } from '../../../shared/problem.ts';
import type { Paper } from '../../../shared/ticket/paper.ts';
import { readTitle } from '../../../shared/ticket/paper.ts';
import type { Printer } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Electron } from './electron.ts';
import { pageUrl } from './electron.ts';
import { webPreferences } from './window.ts';

export type TicketPrinterParts = {
  readonly electron: Electron;
  readonly preload: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Any page: Electron lists the system's printers through one. */
  readonly contents: () => WebContents | null;
};

export type TicketPrinter = Printer & {
  /** The pages that are laid out or printed now. */
  printed(): readonly WebContents[];
  /** Stops waiting for running prints, because the app quits. */
  stop(): void;
};

const layOutWithinMs = 20_000;
/** Timeout for the system to queue the job; a network printer may take long. */
const printWithinMs = 60_000;
/** Shorter timeout for a printer that did not answer the last time, so that it does not delay each ticket by a minute. */
const silentWithinMs = 10_000;
const listWithinMs = 5_000;

/** Prints the page's print route in hidden windows. */
export function createTicketPrinter(parts: TicketPrinterParts): TicketPrinter {
  const { electron, preload, clock, log, contents } = parts;
  const windows = new Set<BrowserWindow>();
  /** The printers that did not answer the last time. */
  const silent = new Set<string>();
  const stopping = new AbortController();
  return {
    printed: () => [...windows].map(({ webContents }) => webContents),
    stop: () => stopping.abort(),
    async list() {
      const printers = (await contents()?.getPrintersAsync()) ?? [];
      return printers.map(({ name, displayName }) => ({ name, label: displayName || name }));
    },
    async print({ hash, printer, papers }) {
      const window = new electron.BrowserWindow({
        show: false,
        width: 900,
        height: 1200,
        title: 'Orderbell',
        webPreferences: webPreferences(preload, electron.app.isPackaged),
      });
      windows.add(window);
      const ended = new AbortController();
      const wait = { clock, signal: stopping.signal, ended: ended.signal };
      try {
        const [paper] = await Promise.all([laidOut(window, hash, wait), findPrinter(window, printer, clock)]);
        await give(window, { printer, papers, paper }, { ...wait, silent });
      } catch (error) {
        log.warn('a ticket was not printed', { error });
        throw error;
      } finally {
        ended.abort();
        windows.delete(window);
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };
}

type Wait = {
  readonly clock: Clock;
  /** Aborted when the app quits. */
  readonly signal: AbortSignal;
  /** Aborted when the print is over. */
  readonly ended: AbortSignal;
};

/** @throws Problem when the page does not report its size */
function laidOut(window: BrowserWindow, hash: string, { clock, signal, ended }: Wait): Promise<Paper> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      cancel();
      reject(new Problem('refused', `The ticket could not be prepared: ${reason}`));
    };
    const cancel = clock.after(layOutWithinMs, () => fail('the page took too long'));
    const quit = (): void => fail('Orderbell was quit');
    if (signal.aborted) return quit();
    signal.addEventListener('abort', quit, { once: true, signal: ended });
    window.webContents.on('page-title-updated', (_event, title) => {
      const said = readTitle(title);
      if (said === null) return;
      if (said.kind === 'failed') return fail(said.reason);
      cancel();
      resolve(said.paper);
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => fail(reason));
    window.loadURL(`${pageUrl}${hash}`).catch(() => fail('the page was not loaded'));
  });
}

/**
 * A print to a missing printer may never be answered.
 * @throws Problem when the system has no printer, or not this one
 */
async function findPrinter({ webContents }: BrowserWindow, printer: string, clock: Clock): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const cancel = clock.after(listWithinMs, () => resolve(null));
  const printers = await Promise.race([webContents.getPrintersAsync(), late]).finally(cancel);
  // a system that does not list printers in time may still print
  if (printers === null) return;
  const isThere = printer === '' ? printers.length > 0 : printers.some(({ name }) => name === printer);
  if (isThere) return;
  throw printer === ''
    ? new Problem('refused', 'This computer has no printer', { fix: 'Add one in the system settings' })
    : new Problem('refused', `The printer ${printer} no longer exists`, {
        fix: 'Choose a printer in the settings',
      });
}

type Given = { readonly printer: string; readonly papers: number; readonly paper: Paper };

/** @throws Problem `unknown-outcome` when the system has the page and does not report the result */
function give(
  { webContents }: BrowserWindow,
  { printer, papers, paper }: Given,
  { clock, signal, ended, silent }: Wait & { readonly silent: Set<string> },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const doubt = (why: string): void => {
      cancel();
      reject(new Problem('unknown-outcome', why));
    };
    const unanswered = (): void => {
      silent.add(printer);
      doubt('The system did not confirm that the ticket was printed');
    };
    const cancel = clock.after(silent.has(printer) ? silentWithinMs : printWithinMs, unanswered);
    signal.addEventListener('abort', unanswered, { once: true, signal: ended });
    webContents.on('render-process-gone', () =>
      doubt('The page was closed while the ticket was being printed'),
    );
    const options: WebContentsPrintOptions = {
      silent: true,
      printBackground: true,
      deviceName: printer,
      copies: papers,
      pageSize: paper,
      // the page's own margins: a roll has none, a sheet those of its style
      margins: { marginType: 'default' },
    };
    try {
      webContents.print(options, (isDone, reason) => {
        cancel();
        silent.delete(printer);
        if (isDone) resolve();
        else reject(refusal(reason, printer));
      });
    } catch (error) {
      cancel();
      reject(refusal(messageOf(error), printer));
    }
  });
}

const refusal = (reason: string, printer: string): Problem =>
  new Problem('refused', `The printer rejected the ticket: ${reason || 'no reason given'}`, {
    fix: printer === '' ? 'Choose a printer in the settings' : 'Check that the printer is on and has paper',
  });
