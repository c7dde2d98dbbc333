import { createContext, runInContext } from 'node:vm';
import type { ElectronDouble } from '../electron-double.ts';
import { preventable } from './electron-desk.ts';
import type { Mistake } from './mistakes.ts';
import {
  loadsFromDisk,
  opensWhatever,
  trustsEverySender,
  withoutGuard,
  withoutHandler,
  withoutHeader,
  withoutRequestGuard,
  withoutSandbox,
  withPreference,
  withPrivilege,
} from './mistakes.ts';

/** The shell after its start, and the files it was built from, as an outside observer sees it. */
export type Looked = {
  readonly double: ElectronDouble;
  /** The calls that the app behind it received. */
  readonly asked: () => number;
  readonly files: Files;
};
/** Texts that decide as well. */
export type Files = {
  readonly preload: string;
  readonly page: string;
  readonly packageJson: string;
  readonly lockFile: string;
  /** All sources of the desktop app's own process. */
  readonly sources: string;
  /** The fuses of the packed binary; empty without such a list. */
  readonly fuses: string;
};

export type Item = {
  readonly number: number;
  readonly name: string;
  readonly holds: (shell: Looked) => boolean | Promise<boolean>;
  readonly mistake?: Mistake;
  /** A mistake in what it is built from. */
  readonly misbuilt?: (files: Files) => Files;
};

/** Every window: the small one of a migration, the app's, and that of a printing ticket. */
const everyWindow =
  (name: string, value: unknown) =>
  ({ double }: Looked): boolean =>
    double.electron.BrowserWindow.all.length >= 3 &&
    double.electron.BrowserWindow.all.every(({ options }) => options?.webPreferences?.[name] === value);

const everyContents = ({ double }: Looked) =>
  double.electron.BrowserWindow.all.map(({ webContents }) => webContents);

const prevents =
  (...events: readonly string[]) =>
  (shell: Looked): boolean =>
    everyContents(shell).every((contents) =>
      events.every((name) => {
        const event = { ...preventable('https://evil.example/'), isMainFrame: true };
        contents.emit(name, event);
        return event.isPrevented;
      }),
    );

/** Whether a request of the page is allowed; one without a handler is. */
function isLetThrough({ double }: Looked, url: string): boolean {
  const ask = double.session.beforeRequest as ((details: object, decide: unknown) => void) | undefined; // as stored
  let isCancelled = false;
  ask?.({ url, resourceType: 'xhr' }, (answer: { cancel: boolean }) => {
    isCancelled = answer.cancel;
  });
  return !isCancelled;
}

const permissions = ['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read', 'hid', 'usb'];
function isGranted({ double }: Looked, permission: string): boolean {
  const { request, check, device } = double.session as Record<
    string,
    ((...args: unknown[]) => unknown) | undefined
  >; // as stored
  const details = { requestingUrl: 'app://orderbell/', isMainFrame: true };
  // Electron grants requests without a handler
  let isRequestGranted = request === undefined;
  request?.(
    null,
    permission,
    (granted: boolean) => {
      isRequestGranted = granted;
    },
    details,
  );
  const isChecked = check === undefined || check(null, permission, 'app://orderbell/', details) === true;
  return isRequestGranted || isChecked || device === undefined || device() === true;
}

/** The preload's exports to a page, run as in a sandbox. */
function exposedBy(preload: string): {
  readonly names: readonly string[];
  readonly received: readonly unknown[];
} {
  const exposed = new Map<string, object>();
  const listeners = new Map<string, (...args: unknown[]) => void>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, bridge: object) => exposed.set(name, bridge) },
    ipcRenderer: {
      invoke: async () => null,
      on: (name: string, listener: (...args: unknown[]) => void) => listeners.set(name, listener),
      removeListener: () => {},
    },
  };
  runInContext(preload, createContext({ require: () => electron, module: { exports: {} }, exports: {} }));
  const received: unknown[] = [];
  for (const bridge of exposed.values()) {
    const { on } = bridge as { on?: (listener: (...args: unknown[]) => void) => void }; // attempts of a page
    on?.((...args) => void received.push(...args));
  }
  for (const listener of listeners.values())
    listener({ sender: 'a way to everything' }, { kind: 'app-changed' });
  const names = [...exposed].flatMap(([name, bridge]) => Object.keys(bridge).map((key) => `${name}.${key}`));
  return { names: names.toSorted(), received };
}

const policyOf = async ({ double }: Looked): Promise<string> =>
  (await double.fetch('app://orderbell/'))?.headers.get('content-security-policy') ?? '';

/** The list of Electron's own documentation, by its numbers and in its order. */
export const checklist: readonly Item[] = [
  {
    number: 1,
    name: 'only secure content is loaded',
    holds: (shell) =>
      shell.double.happened.loaded.every((url) => /^(app:\/\/orderbell\/|data:text\/html)/.test(url)) &&
      ['http://shop.example/', 'ws://shop.example/', 'ftp://shop.example/', 'https://evil.example/'].every(
        (url) => !isLetThrough(shell, url),
      ),
    mistake: withoutRequestGuard,
  },
  {
    number: 2,
    name: 'no page has Node',
    holds: (shell) =>
      ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames'].every((name) =>
        everyWindow(name, false)(shell),
      ),
    mistake: withPreference('nodeIntegrationInWorker', true),
  },
  {
    number: 3,
    name: 'the preload has a world of its own',
    holds: everyWindow('contextIsolation', true),
    mistake: withPreference('contextIsolation', false),
  },
  {
    number: 4,
    name: 'every page is in the sandbox',
    holds: (shell) => shell.double.happened.isSandboxed && everyWindow('sandbox', true)(shell),
    mistake: withoutSandbox,
  },
  {
    number: 5,
    name: 'what a page wishes of this computer is refused',
    holds: (shell) => permissions.every((permission) => !isGranted(shell, permission)),
    mistake: withoutHandler('setPermissionRequestHandler'),
  },
  {
    number: 6,
    name: 'the rules of the web stay on',
    holds: everyWindow('webSecurity', true),
    mistake: withPreference('webSecurity', false),
  },
  {
    number: 7,
    name: 'the page has a policy, which allows its own scripts alone',
    holds: async (shell) => {
      const policy = await policyOf(shell);
      return (
        policy.startsWith("default-src 'none'; script-src 'self';") &&
        !/unsafe-eval|script-src[^;]*unsafe-inline|\*/.test(policy)
      );
    },
    mistake: withoutHeader('content-security-policy'),
  },
  {
    number: 8,
    name: 'no insecure content is let into a page',
    holds: everyWindow('allowRunningInsecureContent', false),
    mistake: withPreference('allowRunningInsecureContent', true),
  },
  {
    number: 9,
    name: 'nothing experimental is on',
    holds: everyWindow('experimentalFeatures', false),
    mistake: withPreference('experimentalFeatures', true),
  },
  {
    number: 10,
    name: 'no feature of the engine is switched on by hand',
    holds: everyWindow('enableBlinkFeatures', undefined),
    mistake: withPreference('enableBlinkFeatures', 'CSSVariables'),
  },
  {
    number: 11,
    name: 'there is no webview, and none that may open windows',
    holds: (shell) =>
      everyWindow('webviewTag', false)(shell) && !/<webview|allowpopups/i.test(shell.files.page),
    misbuilt: (files) => ({ ...files, page: `${files.page}<webview allowpopups>` }),
  },
  {
    number: 12,
    name: 'a webview that is made all the same is not attached',
    holds: prevents('will-attach-webview'),
    mistake: withoutGuard('will-attach-webview'),
  },
  {
    number: 13,
    name: 'no page goes elsewhere',
    holds: prevents('will-navigate', 'will-frame-navigate', 'will-redirect'),
    mistake: withoutGuard('will-navigate'),
  },
  {
    number: 14,
    name: 'no page opens a window',
    holds: (shell) =>
      everyContents(shell).every(
        ({ openHandler }) => openHandler?.({ url: 'https://evil.example/' }).action === 'deny',
      ),
    mistake: withoutGuard('setWindowOpenHandler'),
  },
  {
    number: 15,
    name: 'what cannot be trusted is not handed to the system',
    holds: (shell) => {
      for (const contents of everyContents(shell)) {
        for (const url of ['file:///etc/passwd', 'smb://evil.example/x', 'javascript:alert(1)', 'x-evil:run'])
          contents.openHandler?.({ url });
      }
      return shell.double.happened.opened.length === 0;
    },
    mistake: opensWhatever,
  },
  {
    number: 16,
    name: 'Electron is one that is looked after, the same for everybody',
    holds: ({ files: { packageJson, lockFile } }) => {
      const { devDependencies } = JSON.parse(packageJson) as { devDependencies: Record<string, string> }; // its own file
      const wanted = devDependencies.electron ?? '';
      const { packages } = JSON.parse(lockFile) as { packages: Record<string, { version?: string }> }; // as above
      return (
        /^\d+\.\d+\.\d+$/.test(wanted) &&
        Number(wanted.split('.')[0]) >= 45 &&
        packages['node_modules/electron']?.version === wanted
      );
    },
    misbuilt: (files) => ({
      ...files,
      packageJson: files.packageJson.replace(/"electron": "/, '"electron": "^'),
    }),
  },
  {
    number: 17,
    name: 'the sender of every message is looked at',
    holds: async ({ double, asked }) => {
      const before = asked();
      for (const from of [
        { url: 'app://orderbell/' },
        { url: 'app://orderbell/mail/mail%3A1' },
        { url: 'https://evil.example/' },
        null,
      ]) {
        await double.call('orders.list', {}, from);
      }
      return asked() === before;
    },
    mistake: trustsEverySender,
  },
  {
    number: 18,
    name: 'the page has a scheme of its own, not that of files',
    holds: (shell) =>
      shell.double.happened.loaded.includes('app://orderbell/') &&
      !shell.double.happened.loaded.some((url) => url.startsWith('file:')) &&
      !isLetThrough(shell, 'file:///etc/passwd') &&
      JSON.stringify(shell.double.happened.schemes) ===
        '[{"scheme":"app","privileges":{"standard":true,"secure":true,"supportFetchAPI":true}}]',
    mistake: loadsFromDisk,
  },
  {
    number: 19,
    name: 'the app needs nothing that the fuses of its binary shut off',
    // the packed binary itself proves them: see the promise about the hardened program
    holds: ({ files: { sources, fuses } }) =>
      // another program may be started, from one place; a script of ours may not be run as Node
      !/child_process|ELECTRON_RUN_AS_NODE|NODE_OPTIONS/.test(
        sources.replace("import { spawn } from 'node:child_process';", ''),
      ) &&
      !/\b(runAsNode|enableNodeOptionsEnvironmentVariable|enableNodeCliInspectArguments): true/.test(fuses),
    misbuilt: (files) => ({
      ...files,
      sources: `${files.sources}import { fork } from 'node:child_process';`,
    }),
  },
  {
    number: 20,
    name: 'a page gets two functions, and nothing of Electron',
    holds: ({ files }) => {
      const { names, received } = exposedBy(files.preload);
      return (
        names.join() === 'orderbell.call,orderbell.on' &&
        JSON.stringify(received) === '[{"kind":"app-changed"}]'
      );
    },
    misbuilt: (files) => ({
      ...files,
      preload: `${files.preload}\n{ const { contextBridge, ipcRenderer } = require("electron"); contextBridge.exposeInMainWorld("raw", { on: (f) => ipcRenderer.on("desk:event", f) }); }`,
    }),
  },
];

/** Further mistakes that the list as it is must show, each with the number of the item it breaks. */
export const moreMistakes: readonly (readonly [item: number, name: string, mistake: Mistake])[] = [
  [2, 'Node in frames', withPreference('nodeIntegrationInSubFrames', true)],
  [2, 'Node', withPreference('nodeIntegration', true)],
  [4, 'no sandbox for a window', withPreference('sandbox', false)],
  [5, 'no handler decides on a permission', withoutHandler('setPermissionCheckHandler')],
  [5, 'devices are given away', withoutHandler('setDevicePermissionHandler')],
  [11, 'webviews', withPreference('webviewTag', true)],
  [13, 'frames go elsewhere', withoutGuard('will-frame-navigate')],
  [13, 'redirects are followed', withoutGuard('will-redirect')],
  [18, 'a scheme without a policy', withPrivilege('bypassCSP', true)],
  [18, 'requests for files', withoutRequestGuard],
];
