import type { ElectronDouble } from '../electron-double.ts';

type Electron = ElectronDouble['electron'];
/** A possible mistake in the shell, made between it and Electron. */
export type Mistake = (electron: Electron) => void;

type Listener = (...args: unknown[]) => void;

/** Every window is opened with another value of one preference. */
export const withPreference =
  (name: string, value: unknown): Mistake =>
  (electron) => {
    const Window = electron.BrowserWindow;
    electron.BrowserWindow = class extends Window {
      constructor(options: ConstructorParameters<typeof Window>[0]) {
        super({ ...options, webPreferences: { ...options?.webPreferences, [name]: value } });
      }
    };
  };

/** Removes one guard of a window: by the name of an event, or of the handler of new windows. */
export const withoutGuard =
  (name: string): Mistake =>
  ({ app }) => {
    const on = app.on.bind(app) as (event: string, listener: Listener) => typeof app; // the type of emitters
    const guarded = (contents: object): object =>
      new Proxy(contents, {
        get: (target, key) => {
          const own: unknown = Reflect.get(target, key);
          if (key === name) return () => {};
          if (key !== 'on' || typeof own !== 'function') return own;
          return (event: string, listener: Listener) =>
            event === name ? contents : own.call(target, event, listener);
        },
      });
    app.on = (event: string | symbol, listener: Listener) =>
      event === 'web-contents-created'
        ? on(event, (first, contents) => listener(first, guarded(contents as object))) // the double's own
        : on(String(event), listener);
  };

/** A new window is denied, but its address is opened. */
export const opensWhatever: Mistake = ({ app, shell }) => {
  app.on('web-contents-created', (_event, contents: { setWindowOpenHandler: unknown }) => {
    type Handler = (details: { url: string }) => { action: string };
    const set = contents.setWindowOpenHandler as (handler: Handler) => void; // the double's own
    contents.setWindowOpenHandler = (handler: Handler) =>
      set((details) => {
        void shell.openExternal(details.url);
        return handler(details);
      });
  });
};

/** The session is left without one of its guards. */
export const withoutHandler =
  (
    name: 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler',
  ): Mistake =>
  ({ session: { defaultSession } }) => {
    defaultSession[name] = () => {};
  };

export const withoutRequestGuard: Mistake = ({ session: { defaultSession } }) => {
  defaultSession.webRequest.onBeforeRequest = () => {};
};

/** The answers of the page's own scheme go out without one header. */
export const withoutHeader =
  (name: string): Mistake =>
  ({ session: { defaultSession } }) => {
    const handle = defaultSession.protocol.handle;
    defaultSession.protocol.handle = (scheme, answer) =>
      handle(scheme, async (request) => {
        const response = await answer(request);
        response.headers.delete(name);
        return response;
      });
  };

/** Every caller is taken for the app's own window. */
export const trustsEverySender: Mistake = ({ ipcMain, BrowserWindow }) => {
  const { handle } = ipcMain;
  ipcMain.handle = (name, handler) =>
    handle(name, (_event, ...args) => {
      const own = BrowserWindow.all.find(({ options }) => options !== null && 'minWidth' in options);
      return handler({ senderFrame: own?.webContents.mainFrame }, ...args);
    });
};

/** The page is loaded from where it lies on the disk. */
export const loadsFromDisk: Mistake = (electron) => {
  const Window = electron.BrowserWindow;
  electron.BrowserWindow = class extends Window {
    constructor(options: ConstructorParameters<typeof Window>[0]) {
      super(options);
      const load = this.loadURL;
      this.loadURL = (url) => load(url.replace('app://orderbell/', 'file:///opt/orderbell/index.html'));
    }
  };
};

/** The scheme of the page may do more than a page on https. */
export const withPrivilege =
  (name: string, value: boolean): Mistake =>
  ({ protocol }) => {
    const register = protocol.registerSchemesAsPrivileged;
    protocol.registerSchemesAsPrivileged = (schemes) =>
      register(
        schemes.map((scheme) => {
          const { privileges, ...rest } = scheme as { privileges: object }; // Electron's own type
          return { ...rest, privileges: { ...privileges, [name]: value } };
        }),
      );
  };

export const withoutSandbox: Mistake = (electron) => {
  electron.app.enableSandbox = () => {};
};
