import type { ByLanguage, Language } from '../../../shared/languages.ts';
import type { Desk } from '../../host.ts';
import type { Log } from '../../ports.ts';
import { languageOf } from './app-language.ts';
import type { Electron } from './electron.ts';

/** Electron's own menus are in English only. */
const words = {
  en: {
    about: 'About Orderbell',
    services: 'Services',
    hide: 'Hide Orderbell',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
  },
  uk: {
    about: 'Про Orderbell',
    services: 'Служби',
    hide: 'Приховати Orderbell',
    hideOthers: 'Приховати інші',
    showAll: 'Показати всі',
    file: 'Файл',
    quit: 'Вийти',
    edit: 'Редагування',
    undo: 'Скасувати',
    redo: 'Повторити',
    cut: 'Вирізати',
    copy: 'Копіювати',
    paste: 'Вставити',
    selectAll: 'Вибрати все',
    view: 'Вигляд',
    zoomIn: 'Збільшити',
    zoomOut: 'Зменшити',
    resetZoom: 'Звичайний розмір',
    fullScreen: 'На весь екран',
    window: 'Вікно',
    minimize: 'Згорнути',
    close: 'Закрити',
  },
  pl: {
    about: 'O Orderbell',
    services: 'Usługi',
    hide: 'Ukryj Orderbell',
    hideOthers: 'Ukryj pozostałe',
    showAll: 'Pokaż wszystkie',
    file: 'Plik',
    quit: 'Zakończ',
    edit: 'Edycja',
    undo: 'Cofnij',
    redo: 'Ponów',
    cut: 'Wytnij',
    copy: 'Kopiuj',
    paste: 'Wklej',
    selectAll: 'Zaznacz wszystko',
    view: 'Widok',
    zoomIn: 'Powiększ',
    zoomOut: 'Pomniejsz',
    resetZoom: 'Rzeczywisty rozmiar',
    fullScreen: 'Pełny ekran',
    window: 'Okno',
    minimize: 'Minimalizuj',
    close: 'Zamknij',
  },
} as const satisfies ByLanguage<unknown>;

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
  const word = words[language];
  return [
    // a system without a tray, such as GNOME, has no other place to quit
    platform === 'darwin'
      ? {
          role: 'appMenu',
          submenu: [
            { role: 'about', label: word.about },
            { type: 'separator' },
            { role: 'services', label: word.services },
            { type: 'separator' },
            { role: 'hide', label: word.hide },
            { role: 'hideOthers', label: word.hideOthers },
            { role: 'unhide', label: word.showAll },
            { type: 'separator' },
            { role: 'quit', label: word.quit },
          ],
        }
      : { role: 'fileMenu', label: word.file, submenu: [{ role: 'quit', label: word.quit }] },
    {
      role: 'editMenu',
      label: word.edit,
      submenu: [
        { role: 'undo', label: word.undo },
        { role: 'redo', label: word.redo },
        { type: 'separator' },
        { role: 'cut', label: word.cut },
        { role: 'copy', label: word.copy },
        { role: 'paste', label: word.paste },
        { role: 'selectAll', label: word.selectAll },
      ],
    },
    {
      label: word.view,
      submenu: [
        { role: 'zoomIn', label: word.zoomIn },
        // the key is Ctrl+Shift+=, and an item has only one: this adds the browsers' key without Shift
        { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
        { role: 'zoomOut', label: word.zoomOut },
        { role: 'resetZoom', label: word.resetZoom },
        { role: 'togglefullscreen', label: word.fullScreen },
      ],
    },
    {
      role: 'windowMenu',
      label: word.window,
      submenu: [
        { role: 'minimize', label: word.minimize },
        { role: 'close', label: word.close },
      ],
    },
  ];
}
