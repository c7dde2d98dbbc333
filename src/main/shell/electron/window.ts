import type { BrowserWindow, WebPreferences } from 'electron';
import type { Electron } from './electron.ts';
import { pageUrl } from './electron.ts';
import { fitPlace, readPlace, savePlace, smallestSize } from './window-place.ts';

/** Every one named, also where it is what Electron does anyway: a new default must not open anything. */
export const webPreferences = (preload: string, isPackaged: boolean): WebPreferences => ({
  preload,
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
  safeDialogs: true,
  // it fetches its dictionaries from the network
  spellcheck: false,
  // an order rings also when nobody has clicked yet
  autoplayPolicy: 'no-user-gesture-required',
  devTools: !isPackaged,
});

export type WindowParts = {
  readonly electron: Electron;
  readonly preload: string;
  /** Remembers where the window was. */
  readonly placeFile: string;
};

export type Window = {
  readonly browserWindow: BrowserWindow;
  /** In front, restored, with the keyboard. */
  show(): void;
  /** In front, on one order. */
  showOrder(orderId: string): void;
  /** From now on closing it closes it. */
  letGo(): void;
};

/** The one window. Closed by its cross it only hides: orders keep coming and ringing. */
export function openWindow({ electron, preload, placeFile }: WindowParts): Window {
  const { app, BrowserWindow, screen } = electron;
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...fitPlace(readPlace(placeFile), screens),
    ...smallestSize,
    title: 'Orderbell',
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload, app.isPackaged),
  });
  let isLetGo = false;
  const load = (hash = ''): void => {
    // what goes wrong is said by did-fail-load; the promise has nothing to add
    window.loadURL(`${pageUrl}${hash}`).catch(() => {});
  };
  const show = (): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    savePlace(placeFile, window.getNormalBounds());
    if (isLetGo) return;
    event.preventDefault();
    window.hide();
  });
  window.webContents.on('render-process-gone', () => load());
  load();
  return {
    browserWindow: window,
    show,
    showOrder: (orderId) => {
      load(`#/inbox/all?order=${encodeURIComponent(orderId)}`);
      show();
    },
    letGo: () => {
      isLetGo = true;
    },
  };
}
