import { ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { loginItems, programFile } from './login-items.ts';

/** The record of calls of the double, for a test to read. */
export type Happenings = {
  readonly schemes: unknown[];
  readonly pushed: unknown[][];
  readonly loaded: string[];
  readonly notices: {
    readonly id: string;
    readonly title: string;
    readonly body: string;
    readonly actions: readonly { readonly text: string }[];
  }[];
  readonly opened: string[];
  /** The questions of message boxes. */
  readonly questions: string[];
  readonly buttons: (readonly string[])[];
  /** The detail text of each question. */
  readonly details: string[];
  readonly errors: string[];
  /** Each menu of the window, as JSON. */
  readonly menus: string[];
  readonly badges: number[];
  /** The printed pages, each with its printer. */
  readonly printed: Record<string, unknown>[];
  isSandboxed: boolean;
  /** The switches of the engine. */
  readonly switches: string[];
  readonly paths: { [name: string]: string };
  /** The calls of destroyed windows or pages, at which Electron throws. */
  readonly lateCalls: string[];
  /** The calls of the system, as text. */
  readonly asked: string[];
  /** The login items of the system. */
  readonly atLogin: ReturnType<typeof loginItems>['entry'];
  exitCode: number | null;
  windowOptions: { readonly webPreferences?: Record<string, unknown> } | null;
  clickNotice: (() => void) | null;
  pressNotice: (() => void) | null;
  /** A press as Windows reports it, also of a notification of an earlier run. */
  activate: ((details: Activation) => void) | null;
};

type Activation = { readonly type: 'click' | 'action'; readonly arguments: string };

type Box = { readonly message: string; readonly detail: string; readonly buttons: readonly string[] };
type Handler = (...args: readonly never[]) => unknown;

/** Replaces Electron's main process without its binary: enough of it to start the app, and to query it. */
export function electronDouble({
  userData = tmpdir(),
  consent = true,
  isPackaged = false,
  /** The printers of the system. */
  printers = async () => [
    { name: 'Roll_80', displayName: 'Roll 80', description: '', options: {} },
    { name: 'Office', displayName: '', description: '', options: {} },
  ],
  /** The system's answer to a print; null: none. */
  prints = (): { readonly done: boolean; readonly reason: string } | null => ({ done: true, reason: '' }),
} = {}) {
  const items = loginItems();
  const happened: Happenings = {
    schemes: [],
    pushed: [],
    loaded: [],
    notices: [],
    opened: [],
    questions: [],
    buttons: [],
    details: [],
    errors: [],
    menus: [],
    badges: [],
    printed: [],
    isSandboxed: false,
    switches: [],
    paths: {},
    lateCalls: [],
    asked: [],
    atLogin: items.entry,
    exitCode: null,
    windowOptions: null,
    clickNotice: null,
    pressNotice: null,
    activate: null,
  };
  const pictures: string[] = [];
  let isReady = false;
  const invokable = new Map<string, (...args: unknown[]) => unknown>();
  const protocols = new Map<string, (request: Request) => Promise<Response>>();
  const session: Record<string, Handler> = {};
  const set = (name: string) => (handler: Handler) => {
    session[name] = handler;
  };

  const app = Object.assign(new EventEmitter(), {
    isPackaged,
    commandLine: { appendSwitch: (name: string) => happened.switches.push(name) },
    enableSandbox: () => {
      happened.isSandboxed = true;
    },
    setPath: (name: string, path: string) => {
      happened.paths[name] = path;
    },
    getPath: (name: string) => (name === 'exe' ? programFile : userData),
    requestSingleInstanceLock: () => true,
    whenReady: async () => {
      isReady = true;
    },
    setToastActivatorCLSID: (id: string) => happened.asked.push(`is started by ${id}`),
    setAppUserModelId: (id: string) => happened.asked.push(`names itself ${id}`),
    setAsDefaultProtocolClient: (scheme: string) => happened.asked.push(`opens ${scheme}:`),
    getLoginItemSettings: items.getLoginItemSettings,
    setLoginItemSettings: items.setLoginItemSettings,
    getVersion: () => '0.0.1',
    getPreferredSystemLanguages: () => ['en-US'],
    getName: () => 'Orderbell',
    releaseSingleInstanceLock: () => happened.asked.push('lets another start'),
    relaunch: () => happened.asked.push('starts again'),
    setBadgeCount: (count: number) => happened.badges.push(count),
    quit: () => app.emit('before-quit', { preventDefault: () => {} }),
    exit: (code: number) => {
      happened.exitCode = code;
      app.emit('exited', code);
    },
  });

  function refuseLate(isGone: boolean, call: string): void {
    if (!isGone) return;
    happened.lateCalls.push(call);
    throw new TypeError('Object has been destroyed');
  }

  class WebContents extends EventEmitter {
    readonly mainFrame = { url: 'app://orderbell/' };
    url = '';
    getURL = () => this.url;
    openHandler: ((details: { url: string }) => { action: string }) | null = null;
    isGone = false;
    send = (...message: unknown[]) => {
      refuseLate(this.isGone, 'send');
      happened.pushed.push(message);
    };
    getPrintersAsync = printers;
    print = (options: Record<string, unknown>, callback: (done: boolean, reason: string) => void) => {
      happened.printed.push(options);
      const answer = prints();
      if (answer) callback(answer.done, answer.reason);
    };
    setWindowOpenHandler = (handler: (details: { url: string }) => { action: string }) => {
      this.openHandler = handler;
    };
  }

  class BrowserWindow extends EventEmitter {
    static readonly all: BrowserWindow[] = [];
    readonly webContents = new WebContents();
    isOnScreen = false;
    isGone = false;
    fillsScreen = false;
    maximized = false;
    bounds = { x: 10, y: 20, width: 1000, height: 700 };
    /** The overlay on Windows' taskbar button. */
    readonly overlays: { readonly image: unknown; readonly words: string }[] = [];
    /** How often the window was shown, and how often it took the focus. */
    readonly shown = { times: 0, withKeyboard: 0 };
    progress = -1;
    readonly options: Happenings['windowOptions'];
    constructor(options: Happenings['windowOptions']) {
      super();
      this.options = options;
      happened.windowOptions = options;
      BrowserWindow.all.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL = async (url: string) => {
      happened.loaded.push(url);
      this.webContents.url = url;
    };
    isVisible = () => this.isOnScreen;
    isDestroyed = () => this.isGone;
    isMaximized = () => this.maximized;
    maximize = () => {
      this.maximized = true;
    };
    setOverlayIcon = (image: unknown, words: string) => {
      refuseLate(this.isGone, 'setOverlayIcon');
      this.overlays.push({ image, words });
    };
    show = () => {
      this.shown.withKeyboard += 1;
      this.showInactive();
    };
    showInactive = () => {
      refuseLate(this.isGone, 'show');
      this.shown.times += 1;
      this.isOnScreen = true;
    };
    isFullScreen = () => this.fillsScreen;
    /** As on macOS: it takes a moment, and ends with an event. */
    setFullScreen = (fills: boolean) => {
      this.fillsScreen = fills;
    };
    hide = () => {
      this.isOnScreen = false;
    };
    setProgressBar = (progress: number) => {
      refuseLate(this.isGone, 'setProgressBar');
      this.progress = progress;
    };
    destroy = () => {
      this.isGone = true;
      this.webContents.isGone = true;
      this.emit('closed');
    };
    focus = () => {};
    restore = () => {};
    isMinimized = () => false;
    getNormalBounds = () => this.bounds;
  }

  class Notification extends EventEmitter {
    static readonly isSupported = () => true;
    static readonly handleActivation = (listener: (details: Activation) => void) => {
      happened.activate = listener;
    };
    static readonly getHistory = async (): Promise<readonly EventEmitter[]> => [];
    constructor(options: Happenings['notices'][number]) {
      super();
      happened.notices.push(options);
      happened.clickNotice = () => this.emit('click');
      happened.pressNotice = () => this.emit('action', { actionIndex: 0, selectionIndex: -1 });
    }
    show = () => {};
  }

  class Tray extends EventEmitter {
    setToolTip = () => {};
    setTitle = () => {};
    setContextMenu = () => {};
    isDestroyed = () => false;
  }

  const electron = {
    app,
    /** Squirrel, where the system has it. */
    autoUpdater: new EventEmitter(),
    BrowserWindow,
    Notification,
    Tray,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => happened.menus.push(JSON.stringify(menu)),
    },
    nativeImage: {
      createFromPath: (path: string) => {
        pictures.push(path);
        return { setTemplateImage: () => {} };
      },
      createFromBitmap: (pixels: Buffer, size: object) => ({ pixels, ...size }),
    },
    dialog: {
      /** As on Linux: no box before the app is ready. */
      showErrorBox: (_title: string, text: string) => {
        if (isReady) happened.errors.push(text);
      },
      showMessageBox: async ({ message, detail, buttons }: Box) => {
        happened.questions.push(message);
        happened.buttons.push(buttons);
        happened.details.push(detail);
        return { response: consent ? 0 : 1 };
      },
    },
    ipcMain: {
      handle: (name: string, handler: (...args: unknown[]) => unknown) => invokable.set(name, handler),
    },
    powerMonitor: new EventEmitter(),
    protocol: {
      registerSchemesAsPrivileged: (schemes: readonly unknown[]) => happened.schemes.push(...schemes),
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text: string) => Buffer.from(text).reverse(),
      decryptStringAsync: async (sealed: Buffer) => ({
        result: Buffer.from(sealed).reverse().toString(),
        shouldReEncrypt: false,
      }),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    // a network that is not there
    net: {
      request: () => {
        const request = Object.assign(new EventEmitter(), {
          setHeader: () => {},
          write: () => {},
          abort: () => {},
          end: () =>
            void setImmediate(() => request.emit('error', new Error('net::ERR_INTERNET_DISCONNECTED'))),
        });
        return request;
      },
    },
    session: {
      fromPartition: () => ({}),
      defaultSession: {
        setPermissionRequestHandler: set('request'),
        setPermissionCheckHandler: set('check'),
        setDevicePermissionHandler: set('device'),
        webRequest: { onBeforeRequest: set('beforeRequest') },
        protocol: {
          handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
            protocols.set(scheme, handler),
        },
      },
    },
    utilityProcess: {
      fork: (script: string, args: readonly string[], { env }: { readonly env: NodeJS.ProcessEnv }) => {
        const child = fork(script, args, {
          serialization: 'advanced',
          stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
          env,
          execArgv: [],
        });
        child.on('error', () => {}); // like Electron, it ends
        return Object.assign(child, {
          postMessage: (message: object) => child.send(message, () => {}),
          // a Node process leaves a signal to its parent; an Electron process ends
          kill: ChildProcess.prototype.kill.bind(child, 'SIGKILL'),
        });
      },
    },
    shell: {
      openExternal: async (url: string) => {
        happened.opened.push(url);
      },
    },
  };

  return {
    electron,
    happened,
    get window() {
      return BrowserWindow.all.at(-1) ?? null;
    },
    session,
    /** The files of the requested pictures. */
    pictures,
    /** Calls as the page does, or as the frame in `from`. */
    call: async (
      name: unknown,
      input?: unknown,
      from?: { readonly url: string } | null,
    ): Promise<unknown> => {
      const senderFrame =
        from === undefined ? (BrowserWindow.all.at(-1)?.webContents.mainFrame ?? null) : from;
      return invokable.get('desk:call')?.({ senderFrame }, name, input);
    },
    fetch: async (url: string): Promise<Response | undefined> => protocols.get('app')?.(new Request(url)),
  };
}

export type ElectronDouble = ReturnType<typeof electronDouble>;
