import type { BrowserWindow } from 'electron';
import type { Language } from '../../../shared/languages.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { Host } from '../../host.ts';
import type { Log } from '../../ports.ts';
import type { Electron } from './electron.ts';
import { guards } from './window.ts';

/** A small progress window before the main one. It runs no script, so its page is reloaded at each per cent. */
export function createCatchingUpWindow({ app, BrowserWindow }: Electron, log: Log) {
  let window: BrowserWindow | null = null;
  let isShown = false;
  let isAlone = true;
  function end(): void {
    window?.destroy();
    window = null;
  }
  function newWindow(): BrowserWindow {
    const made = new BrowserWindow({
      width: 420,
      height: 180,
      resizable: false,
      closable: false,
      minimizable: true,
      title: 'Orderbell',
      show: false,
      autoHideMenuBar: true,
      webPreferences: { ...guards(app.isPackaged), javascript: false },
    });
    // `closable` does not work on Linux
    made.on('closed', () => {
      window = null;
    });
    return made;
  }
  const show: Host['catchingUp'] = ({ percent, language }) => {
    if (percent === null) {
      isShown = false;
      // Electron ends an app whose last window is closed
      if (isAlone) window?.hide();
      else end();
      return;
    }
    // the person closed it: keep it closed
    if (isShown && !window) return;
    window ??= newWindow();
    // show once, and without focus if another window is open: the person may be typing there
    if (!isShown && isAlone) window.show();
    else if (!isShown) window.showInactive();
    isShown = true;
    window.setProgressBar(percent / 100);
    const page = `data:text/html;charset=utf-8,${encodeURIComponent(pageOf(percent, language))}`;
    // the next per cent replaces a page that is still loading
    window.loadURL(page).catch((error: unknown) => log.debug('a page was not shown to its end', { error }));
  };
  return {
    show,
    /** Call when another window is open. */
    close(): void {
      isAlone = false;
      end();
    },
  };
}

const pageOf = (percent: number, language: Language): string => `<!doctype html>
<html lang="${language}"><meta name="color-scheme" content="light dark"><title>Orderbell</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; color: CanvasText; background: Canvas }
  progress { width: 100%; height: 10px; accent-color: #d9a441 }
  p { margin: 0 0 12px } small { opacity: .75 }
</style>
<p>${textsOf(language, 'desktop')('migrating', { percent })}</p>
<p><progress max="100" value="${percent}"></progress></p>
<small>${textsOf(language, 'desktop')('migratingSafe')}</small></html>`;
