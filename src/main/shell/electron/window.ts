import type { BrowserWindow, WebPreferences } from 'electron';
import type { OrderId } from '../../../shared/ids.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Electron } from './electron.ts';
import { pageUrl } from './electron.ts';
import type { AskAboutCrashes } from './page-crashes.ts';
import { createReloads } from './page-crashes.ts';
import { fitPlace, readPlace, savePlace, smallestSize } from './window-place.ts';

/** Sets every preference explicitly, also Electron's defaults: a changed default must not open anything. */
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
  // it downloads its dictionaries from the network
  spellcheck: false,
  // an order rings also before the first click
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
  /** The window icon on Linux; Windows and macOS use that of the program. */
  readonly icon: string;
  /** Stores the window's bounds. */
  readonly placeFile: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly askAboutCrashes: AskAboutCrashes;
};

export type Window = {
  readonly browserWindow: BrowserWindow;
  /** Brings the window to the front, restored and focused. */
  show(): void;
  /** Brings the window to the front, on one order if given. */
  open(orderId: OrderId | null): void;
  /** From now on closing the window destroys it. */
  letGo(): void;
};

/** The only window. Its close button only hides it: orders keep coming and ringing. */
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
    // the tray, a link or a notification may call this while the app quits
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  function hide(): void {
    // macOS leaves a black screen when a full-screen window is hidden: electron/electron#20263
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
      // a full disk must not keep a window open or raise a dialog
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
      // loading the current address again would lose what is typed there
      if (url !== null && url !== window.webContents.getURL()) load(url);
      show();
    },
    letGo: () => {
      isLetGo = true;
    },
  };
}
