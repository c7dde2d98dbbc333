import type { ByLanguage } from '../../../shared/languages.ts';
import type { Desk } from '../../host.ts';
import type { Log } from '../../ports.ts';
import type { Place } from '../place.ts';
import { languageOf } from './desk-language.ts';
import type { Electron } from './electron.ts';

const words = {
  en: { open: 'Open Orderbell', quit: 'Quit', waiting: (count: number) => `${count} not taken` },
  uk: { open: 'Відкрити Orderbell', quit: 'Вийти', waiting: (count: number) => `${count} не взято` },
  pl: {
    open: 'Otwórz Orderbell',
    quit: 'Zakończ',
    waiting: (count: number) => `niewzięte: ${count}`,
  },
} as const satisfies ByLanguage<unknown>;

export type TrayParts = {
  readonly electron: Electron;
  readonly desk: Desk;
  readonly icon: Place['trayIcon'];
  readonly log: Log;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
};

/** The bell in the tray and the number on the dock: how many orders nobody has taken. */
export function showTray({ electron, desk, icon, log, onOpen, onQuit }: TrayParts): void {
  const { app, Menu, nativeImage, Tray } = electron;
  const isMac = process.platform === 'darwin';
  // elsewhere nobody draws it in another colour: black would be lost on a dark bar
  const image = nativeImage.createFromPath(isMac ? icon.template : icon.color);
  image.setTemplateImage(isMac);
  const tray = new Tray(image);
  tray.on('click', onOpen);

  async function refresh(): Promise<void> {
    const { open, quit, waiting } = words[await languageOf(desk)];
    const count = desk.badge();
    app.setBadgeCount(count);
    tray.setToolTip(count === 0 ? 'Orderbell' : `Orderbell: ${waiting(count)}`);
    if (isMac) tray.setTitle(count === 0 ? '' : String(count));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: open, click: onOpen },
        { type: 'separator' },
        { label: quit, click: onQuit },
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
