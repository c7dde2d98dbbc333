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
  /** Any page: the system's printers are asked for through one. */
  readonly contents: () => WebContents | null;
};

export type TicketPrinter = Printer & {
  /** The pages that are laid out or printed just now. */
  printed(): readonly WebContents[];
};

const layOutWithinMs = 20_000;
/** The system answers once the job is in its queue; a printer that is asked over a network may take its time. */
const printWithinMs = 60_000;

/** Prints the page's print route in windows that nobody sees. */
export function createTicketPrinter(parts: TicketPrinterParts): TicketPrinter {
  const { electron, preload, clock, log, contents } = parts;
  const windows = new Set<BrowserWindow>();
  return {
    printed: () => [...windows].map(({ webContents }) => webContents),
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
      try {
        const paper = await laidOut(window, hash, clock);
        await give(window, { printer, papers, paper }, clock);
      } catch (error) {
        log.warn('a ticket was not printed', { error });
        throw error;
      } finally {
        windows.delete(window);
        window.destroy();
      }
    },
  };
}

/** @throws Problem when the page does not come to say how large it is */
function laidOut(window: BrowserWindow, hash: string, clock: Clock): Promise<Paper> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      cancel();
      reject(new Problem('refused', `The ticket could not be laid out: ${reason}`));
    };
    const cancel = clock.after(layOutWithinMs, () => fail('the page took too long'));
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

type Given = { readonly printer: string; readonly papers: number; readonly paper: Paper };

/** @throws Problem `unknown-outcome` once the system has the page and does not say what became of it */
function give(
  { webContents }: BrowserWindow,
  { printer, papers, paper }: Given,
  clock: Clock,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(printWithinMs, () =>
      reject(new Problem('unknown-outcome', 'The system has not said whether the ticket was printed')),
    );
    webContents.on('render-process-gone', () => {
      cancel();
      reject(new Problem('unknown-outcome', 'The page was closed while the ticket was being printed'));
    });
    const options: WebContentsPrintOptions = {
      silent: true,
      printBackground: true,
      deviceName: printer,
      copies: papers,
      pageSize: paper,
      // the page's own: a roll has none, a sheet those of its style
      margins: { marginType: 'default' },
    };
    try {
      webContents.print(options, (isDone, reason) => {
        cancel();
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
  new Problem('refused', `The printer did not take the ticket: ${reason || 'no reason given'}`, {
    fix: printer === '' ? 'Choose a printer in the settings' : 'See whether the printer is on and has paper',
  });
