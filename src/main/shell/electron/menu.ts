import type { Language } from '../../../shared/languages.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { Desk } from '../../host.ts';
import type { Log } from '../../ports.ts';
import { languageOf } from './app-language.ts';
import type { Electron } from './electron.ts';

type MenuParts = {
  readonly electron: Pick<Electron, 'Menu'>;
  readonly desk: Desk;
  readonly platform: string;
  readonly log: Log;
};

/** The menu of the window, in the language chosen on this computer. */
export function showMenu({ electron: { Menu }, desk, platform, log }: MenuParts): void {
  let shown: Language | null = null;
  function show(language: Language): void {
    if (language === shown) return;
    shown = language;
    Menu.setApplicationMenu(Menu.buildFromTemplate(templateOf(language, platform)));
  }
  const showNow = (): void => {
    languageOf(desk).then(show, (error: unknown) => log.error('the menu could not be worded', { error }));
  };
  desk.events.on(({ kind }) => {
    if (kind === 'app-changed') showNow();
  });
  // also before the language is known: Electron's own menu offers more than this app does
  show('en');
  showNow();
}

type Template = Parameters<Electron['Menu']['buildFromTemplate']>[0];

function templateOf(language: Language, platform: string): Template {
  // Electron's own menus are in English only
  const t = textsOf(language, 'menu');
  return [
    // a system without a tray, such as GNOME, has no other place to quit
    platform === 'darwin'
      ? {
          role: 'appMenu',
          submenu: [
            { role: 'about', label: t('about') },
            { type: 'separator' },
            { role: 'services', label: t('services') },
            { type: 'separator' },
            { role: 'hide', label: t('hide') },
            { role: 'hideOthers', label: t('hideOthers') },
            { role: 'unhide', label: t('showAll') },
            { type: 'separator' },
            { role: 'quit', label: t('quit') },
          ],
        }
      : { role: 'fileMenu', label: t('file'), submenu: [{ role: 'quit', label: t('quit') }] },
    {
      role: 'editMenu',
      label: t('edit'),
      submenu: [
        { role: 'undo', label: t('undo') },
        { role: 'redo', label: t('redo') },
        { type: 'separator' },
        { role: 'cut', label: t('cut') },
        { role: 'copy', label: t('copy') },
        { role: 'paste', label: t('paste') },
        { role: 'selectAll', label: t('selectAll') },
      ],
    },
    {
      label: t('view'),
      submenu: [
        { role: 'zoomIn', label: t('zoomIn') },
        // the key is Ctrl+Shift+=, and an item has only one: this adds the browsers' key without Shift
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
        { role: 'zoomOut', label: t('zoomOut') },
        { role: 'resetZoom', label: t('resetZoom') },
        { role: 'togglefullscreen', label: t('fullScreen') },
      ],
    },
    {
      role: 'windowMenu',
      label: t('window'),
      submenu: [
        { role: 'minimize', label: t('minimize') },
        { role: 'close', label: t('close') },
      ],
    },
  ];
}
