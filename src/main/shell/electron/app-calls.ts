import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply } from '../../../shared/contract.ts';
import type { Desk } from '../../host.ts';
import { isThePage } from './electron.ts';

/** What a page may ask that is only laid out to be printed: what stands on it. */
const ofPrintPage: ReadonlySet<string> = new Set(['tickets.read']);

const refused: Reply<never> = {
  ok: false,
  error: { kind: 'refused', message: 'Only the Orderbell window may ask this' },
};

export type Askers = {
  readonly window: () => WebContents | null;
  /** The pages that are being printed just now. */
  readonly printed: () => readonly WebContents[];
};

/** The page's commands; asked by a window itself, never by a frame in it. */
export function answerCalls(ipcMain: IpcMain, desk: Desk, { window, printed }: Askers): void {
  const isFrom = ({ senderFrame }: IpcMainInvokeEvent, contents: WebContents | null): boolean =>
    senderFrame !== null && senderFrame === contents?.mainFrame && isThePage(senderFrame.url);

  ipcMain.handle('desk:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (typeof name !== 'string') return refused;
    const isPrinted = ofPrintPage.has(name) && printed().some((contents) => isFrom(event, contents));
    return isFrom(event, window()) || isPrinted ? desk.dispatch(name, input) : refused;
  });
}
