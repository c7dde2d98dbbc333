/** What of Electron the shell uses; handed in, so that nothing here needs Electron to be loaded. */
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

/** The page's only address. */
const pageOrigin = 'app://orderbell';
export const pageUrl = `${pageOrigin}/`;

export const isPageUrl = (url: string): boolean => url.startsWith(pageUrl);

/** The page itself, in any of its views: not a mail, whose words are a stranger's, nor anything else that is served beside it. */
export const isThePage = (url: string): boolean =>
  isPageUrl(url) && /^[?#]?$/.test(url.charAt(pageUrl.length));
