/** The parts of Electron that the shell uses; injected, so that nothing here loads Electron. */
export type Electron = Pick<
  typeof import('electron'),
  | 'app'
  | 'autoUpdater'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
  | 'utilityProcess'
>;

const pageOrigin = 'app://orderbell';
export const pageUrl = `${pageOrigin}/`;

export const isPageUrl = (url: string): boolean => url.startsWith(pageUrl);

/** The app's page in any of its views: not a mail, whose content is untrusted, nor another file served beside it. */
export const isThePage = (url: string): boolean =>
  isPageUrl(url) && /^[?#]?$/.test(url.charAt(pageUrl.length));
