import type { BrowserWindow } from 'electron';
import { textsOf } from '../../../shared/texts.ts';
import type { Desk } from '../../host.ts';
import type { Log } from '../../ports.ts';
import type { Place } from '../place.ts';
import { languageOf } from './app-language.ts';
import { badgePixels, badgeSize } from './badge-image.ts';
import type { Electron } from './electron.ts';

export type TrayParts = {
  readonly electron: Electron;
  readonly desk: Desk;
  readonly platform: string;
  readonly icon: Place['trayIcon'];
  /** The window whose taskbar button on Windows gets the number. */
  readonly window: BrowserWindow;
  readonly log: Log;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
};

/** The tray icon, and the number on the dock or the taskbar: how many orders are not taken. */
export function showTray(parts: TrayParts): void {
  const { electron, desk, platform, icon, window, log, onOpen, onQuit } = parts;
  const { app, Menu, nativeImage, Tray } = electron;
  const isMac = platform === 'darwin';
  // elsewhere the system does not recolour it: black would be invisible on a dark bar
  const image = nativeImage.createFromPath(isMac ? icon.template : icon.color);
  image.setTemplateImage(isMac);
  const tray = new Tray(image);
  tray.on('click', onOpen);

  async function refresh(): Promise<void> {
    const t = textsOf(await languageOf(desk), 'desktop');
    // while the app quits both are destroyed before the last event
    if (tray.isDestroyed() || window.isDestroyed()) return;
    const count = desk.badge();
    app.setBadgeCount(count);
    if (platform === 'win32') {
      const overlay = count === 0 ? null : nativeImage.createFromBitmap(badgePixels(count), badgeSize);
      window.setOverlayIcon(overlay, count === 0 ? '' : t('waiting', { waiting: count }));
    }
    tray.setToolTip(count === 0 ? 'Orderbell' : `Orderbell: ${t('waiting', { waiting: count })}`);
    if (isMac) tray.setTitle(count === 0 ? '' : String(count));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: t('openApp'), click: onOpen },
        { type: 'separator' },
        { label: t('quit'), click: onQuit },
      ]),
    );
  }
  const refreshNow = (): void => {
    refresh().catch((error: unknown) => log.error('the tray could not be brought up to date', { error }));
  };
  desk.events.on((event) => {
    if (event.kind === 'orders-changed' || event.kind === 'app-changed') refreshNow();
  });
  refreshNow();
}
