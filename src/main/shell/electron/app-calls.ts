import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply } from '../../../shared/contract.ts';
import type { Desk } from '../../host.ts';
import { isThePage } from './electron.ts';

/** The only commands of a page that is laid out for printing: reading its content. */
const ofPrintPage: ReadonlySet<string> = new Set(['tickets.read']);

const refused: Reply<never> = {
  ok: false,
  error: { kind: 'refused', message: 'Only the Orderbell window may ask this' },
};

export type Askers = {
  readonly window: () => WebContents | null;
  /** The pages that are being printed now. */
  readonly printed: () => readonly WebContents[];
};

/** Answers the page's commands, from a window's main frame only. */
export function answerCalls(ipcMain: IpcMain, desk: Desk, { window, printed }: Askers): void {
  const isFrom = ({ senderFrame }: IpcMainInvokeEvent, contents: WebContents | null): boolean =>
    senderFrame !== null && senderFrame === contents?.mainFrame && isThePage(senderFrame.url);

  ipcMain.handle('desk:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (typeof name !== 'string') return refused;
    const isPrinted = ofPrintPage.has(name) && printed().some((contents) => isFrom(event, contents));
    return isFrom(event, window()) || isPrinted ? desk.dispatch(name, input) : refused;
  });
}
