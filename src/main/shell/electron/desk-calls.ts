import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Reply } from '../../../shared/contract.ts';
import type { Desk } from '../../host.ts';
import { isPageUrl } from './electron.ts';

const refused: Reply<never> = {
  ok: false,
  error: { kind: 'refused', message: 'Only the Orderbell window may ask this' },
};

/** The page's commands; asked by the window itself, never by a frame in it. */
export function answerCalls(ipcMain: IpcMain, desk: Desk, contentsOfWindow: () => WebContents | null): void {
  const isOurWindow = ({ senderFrame }: IpcMainInvokeEvent): boolean =>
    senderFrame !== null && senderFrame === contentsOfWindow()?.mainFrame && isPageUrl(senderFrame.url);

  ipcMain.handle('desk:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (!isOurWindow(event) || typeof name !== 'string') return refused;
    return desk.dispatch(name, input);
  });
}
