import type { BrowserWindow, WebPreferences } from 'electron';
import type { OrderId } from '../../../shared/ids.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Electron } from './electron.ts';
import { pageUrl } from './electron.ts';
import type { AskAboutCrashes } from './page-crashes.ts';
import { createReloads } from './page-crashes.ts';
import { fitPlace, readPlace, savePlace, smallestSize } from './window-place.ts';

/** Every one named, also where it is what Electron does anyway: a new default must not open anything. */
export const guards = (isPackaged: boolean): WebPreferences => ({
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

export const webPreferences = (preload: string, isPackaged: boolean): WebPreferences => ({
  ...guards(isPackaged),
  preload,
});

export type WindowParts = {
  readonly electron: Electron;
  readonly preload: string;
  readonly platform: string;
  /** The picture that Linux shows for the window; Windows and macOS take that of the program. */
  readonly icon: string;
  /** Keeps where the window was. */
  readonly placeFile: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly askAboutCrashes: AskAboutCrashes;
};

export type Window = {
  readonly browserWindow: BrowserWindow;
  /** In front, restored, with the keyboard. */
  show(): void;
  /** In front, on one order if there is one. */
  open(orderId: OrderId | null): void;
  /** From now on closing it closes it. */
  letGo(): void;
};

/** The one window. Closed by its cross it only hides: orders keep coming and ringing. */
export function openWindow(parts: WindowParts): Window {
  const { electron, preload, platform, icon, placeFile, clock, log, askAboutCrashes } = parts;
  const { app, BrowserWindow, nativeImage, screen } = electron;
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const place = readPlace(placeFile);
  const window = new BrowserWindow({
    ...fitPlace(place, screens),
    ...smallestSize,
    title: 'Orderbell',
    ...(platform === 'linux' && { icon: nativeImage.createFromPath(icon) }),
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload, app.isPackaged),
  });
  let isLetGo = false;
  const load = (url = pageUrl): void => {
    window.loadURL(url).catch((error: unknown) => log.warn('the page could not be loaded', { error }));
  };
  const show = (): void => {
    // the tray, a link or a notification may ask while the app quits
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  function hide(): void {
    // macOS leaves a black screen where a window was hidden while it filled it: electron/electron#20263
    if (platform === 'darwin' && window.isFullScreen()) {
      window.once('leave-full-screen', () => window.hide());
      window.setFullScreen(false);
    } else {
      window.hide();
    }
  }
  function keepPlace(): void {
    try {
      savePlace(placeFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    } catch (error) {
      // a full disk is no reason to keep a window open, or to say so in a box
      log.warn('the place of the window could not be kept', { error });
    }
  }
  window.once('ready-to-show', () => {
    if (place?.isMaximized) window.maximize();
    window.show();
  });
  window.on('close', (event) => {
    if (isLetGo) return;
    event.preventDefault();
    keepPlace();
    hide();
  });
  // a hidden window was saved when it was hidden, and may have lost its maximized state since
  const keepIfShown = (): void => {
    if (!window.isDestroyed() && window.isVisible()) keepPlace();
  };
  app.on('before-quit', keepIfShown);
  // Windows ends the app without a before-quit
  window.on('session-end', keepIfShown);
  window.on('unresponsive', () => log.warn('the page does not respond'));
  window.on('responsive', () => log.info('the page responds again'));
  const reload = createReloads({ clock, log, load, quit: () => app.quit(), ask: askAboutCrashes });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('the page crashed', { reason, exitCode });
    reload();
  });
  load();
  return {
    browserWindow: window,
    show,
    open: (orderId) => {
      if (window.isDestroyed()) return;
      const url = orderId === null ? null : `${pageUrl}#/inbox/all?order=${encodeURIComponent(orderId)}`;
      // the address it is at would load the page again, and what is typed there would be lost
      if (url !== null && url !== window.webContents.getURL()) load(url);
      show();
    },
    letGo: () => {
      isLetGo = true;
    },
  };
}
