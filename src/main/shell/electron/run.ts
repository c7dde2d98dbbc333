import { join } from 'node:path';
import type { Language } from '../../../shared/languages.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { Desk, Host } from '../../host.ts';
import { makeFolder } from '../../ledger/make-folder.ts';
import type { Clock, Log } from '../../ports.ts';
import { appId, linkScheme, toastActivatorId } from '../app-names.ts';
import type { Machine } from '../data-dir.ts';
import { dataDirOfLink, noteDataDir } from '../data-dir-in-use.ts';
import { freePort } from '../free-port.ts';
import { lastingFlags, readOptions, sortOptions } from '../options.ts';
import { saysNoSandbox, splitLink } from '../order-link.ts';
import { readAssets } from '../page/assets.ts';
import type { Place } from '../place.ts';
import type { startProgram } from '../start-program.ts';
import { readVersion } from '../version.ts';
import { answerCalls } from './app-calls.ts';
import { languageOf } from './app-language.ts';
import { createAtLogin } from './at-login.ts';
import { createCatchingUpWindow } from './catching-up-window.ts';
import type { Electron } from './electron.ts';
import { keychainSecrets } from './keychain-secrets.ts';
import type { Links } from './links.ts';
import { waitForLinks } from './links.ts';
import { lockDownContents, lockDownSession } from './lock-down.ts';
import { showMenu } from './menu.ts';
import { offerAddress } from './offer-address.ts';
import { askInBox } from './page-crashes.ts';
import { createPageHandler, pageScheme } from './page-protocol.ts';
import type { TicketPrinter } from './printer.ts';
import { createTicketPrinter } from './printer.ts';
import { stopBeforeQuit } from './stop-before-quit.ts';
import { createToasts } from './toast.ts';
import { showTray } from './tray.ts';
import type { AutoUpdater } from './updater.ts';
import { createUpdater } from './updater.ts';
import { startUtility } from './utility-process.ts';
import type { Window } from './window.ts';
import { openWindow } from './window.ts';

export type ElectronParts = {
  readonly electron: Electron;
  readonly args: readonly string[];
  readonly machine: Machine;
  readonly place: Place;
  readonly clock: Clock;
  readonly openLog: (dataDir: string) => Log;
  readonly loadUpdater: () => Promise<AutoUpdater>;
  readonly startProgram: typeof startProgram;
  /** The folder of an installed app's files outside its archive. */
  readonly resources: string;
  readonly onSecret: (value: string) => void;
  readonly composeDesk: (host: Host) => Promise<Desk>;
};

/** Runs the app in a window. Settings that Electron needs before it is ready are made before this returns its promise. */
export async function runElectron(parts: ElectronParts): Promise<void> {
  const { app, dialog, protocol } = parts.electron;
  protocol.registerSchemesAsPrivileged([pageScheme]);
  // a hidden window has to ring every twenty seconds: Chromium would let its timers run once a minute
  app.commandLine.appendSwitch('disable-background-timer-throttling');
  const { flags, link } = splitLink(parts.args);
  // `enableSandbox` would undo the switch, and where the system allows no sandbox no page would run
  const isUnsandboxed = saysNoSandbox(parts.args);
  if (!isUnsandboxed) app.enableSandbox();
  const links = waitForLinks(app, link);
  try {
    // unknown flags are ignored: a desktop entry, Windows and Chromium add their own
    const { own, others } = sortOptions(flags);
    const options = readOptions(own, parts.machine);
    const { receiver, sampleShop } = options;
    const dataDir = link === null ? options.dataDir : dataDirOfLink(options.dataDir, parts.machine);
    // one folder for everything, so that the command line finds the window's ledger
    const userData = join(dataDir, 'window');
    makeFolder(userData);
    app.setPath('userData', userData);
    if (!app.requestSingleInstanceLock()) {
      app.quit();
      return;
    }
    const log = parts.openLog(dataDir);
    log.info('starting', { version: readVersion(parts.place.packageFile) });
    noteDataDir(dataDir, parts.machine, log);
    if (others.length > 0) log.warn('started with unknown words', { words: others.join(' ') });
    if (isUnsandboxed) log.warn('the pages run without the system’s sandbox: --no-sandbox was given');
    await app.whenReady();
    nameApp(parts);
    try {
      const receiverPort = await freePort(receiver);
      const lasting = lastingFlags(options, parts.machine);
      await start(parts, { links, dataDir, sampleShop, receiverPort, lasting, log });
    } catch (error) {
      log.error('Orderbell could not start', { error });
      throw error;
    }
  } catch (error) {
    const fix = isProblem(error) && error.fix ? `\n\n${error.fix}` : '';
    // Linux shows no dialog earlier
    await app.whenReady();
    dialog.showErrorBox('Orderbell', `${messageOf(error)}${fix}`);
    app.exit(isProblem(error) ? 2 : 1);
  }
}

type Settled = {
  readonly links: Links;
  readonly dataDir: string;
  readonly sampleShop: boolean;
  readonly receiverPort: number;
  /** Flags for an app that the system starts the next time. */
  readonly lasting: readonly string[];
  readonly log: Log;
};

async function start(parts: ElectronParts, settled: Settled): Promise<void> {
  const { electron, place, clock, machine } = parts;
  const { dataDir, sampleShop, receiverPort, lasting, log } = settled;
  let window: Window | null = null;
  let asked: Desk | null = null;
  lockDown(electron, log, async () => (asked ? languageOf(asked) : 'en'));
  logLostProcesses(electron, log);
  let quitThen: (last: () => void) => void = () => {};
  const catchingUp = createCatchingUpWindow(electron, log);
  const printer = createTicketPrinter({
    electron,
    preload: place.preload,
    clock,
    log: log.scoped('printer'),
    contents: () => window?.browserWindow.webContents ?? null,
  });
  const toasts = createToasts(electron, {
    platform: machine.platform,
    log,
    open: (orderId) => window?.open(orderId),
    take: async (id) =>
      (await asked?.dispatch('orders.take', { id, seen: 'new', via: 'toast' }))?.ok === true,
  });
  const atLogin = createAtLogin({ electron, machine, flags: lasting, log });

  const desk = await parts.composeDesk({
    dataDir,
    clock,
    secrets: keychainSecrets({
      safeStorage: electron.safeStorage,
      file: join(dataDir, 'secrets.json'),
      platform: machine.platform,
      log,
      onSecret: parts.onSecret,
    }),
    log,
    environment: machine.environment,
    mailWorker: place.mailWorker,
    startMailProcess: () =>
      startUtility(electron, {
        script: place.mailProcess,
        args: [place.mailWorker.href],
        does: 'mails',
        environment: machine.environment,
      }),
    ledgerWorker: place.ledgerWorker,
    startCheckProcess: () =>
      startUtility(electron, {
        script: place.checkProcess,
        args: [],
        does: 'check',
        environment: machine.environment,
      }),
    sampleShop: { wanted: sampleShop, schemaFile: place.schemaFile },
    receiverPort,
    openExternal: (url) => electron.shell.openExternal(url),
    toast: toasts.show,
    printer,
    updater: createUpdater({
      electron,
      clock,
      machine,
      args: parts.args,
      lasting,
      startProgram: parts.startProgram,
      resources: parts.resources,
      load: parts.loadUpdater,
      log: log.scoped('updater'),
      quitThen: (last) => quitThen(last),
      onMoved: (file) => atLogin?.moved(file),
    }),
    atLogin,
    catchingUp: catchingUp.show,
    version: readVersion(place.packageFile),
  });
  asked = desk;
  try {
    const shown = showDesk(parts, settled, desk, printer);
    window = shown.window;
    quitThen = shown.quitThen;
    catchingUp.close();
    toasts.hearLeft();
  } catch (error) {
    // without a window the app could be neither seen nor quit
    await desk.stop();
    throw error;
  }
}

/** Runs before the first window: the progress window of a ledger migration is restricted like any other. */
function lockDown(electron: Electron, log: Log, language: () => Promise<Language>): void {
  lockDownSession(electron.session.defaultSession);
  const offerToOpen = (url: URL): void => {
    offerAddress(electron, url, language).catch((error: unknown) =>
      log.error('an address could not be opened', { error }),
    );
  };
  electron.app.on('web-contents-created', (_event, contents) =>
    lockDownContents(contents, { log, offerToOpen }),
  );
}

/** Logs the end of utility, GPU and network processes; that of a page is logged when it is reloaded. */
function logLostProcesses({ app }: Electron, log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name, serviceName }) => {
    const fields = { type, reason, exitCode, name, serviceName };
    // the app itself ends processes that it no longer needs
    if (reason === 'clean-exit' || reason === 'killed') log.info('a process ended', fields);
    else log.warn('a process crashed', fields);
  });
}

function showDesk(
  { electron, place, clock, machine }: ElectronParts,
  { dataDir, log, links }: Settled,
  desk: Desk,
  printer: TicketPrinter,
): { readonly window: Window; readonly quitThen: (last: () => void) => void } {
  const { app, ipcMain, powerMonitor, session } = electron;
  session.defaultSession.protocol.handle('app', createPageHandler(readAssets(place.page), desk));
  let ours: Window | null = null;
  answerCalls(ipcMain, desk, {
    window: () => ours?.browserWindow.webContents ?? null,
    printed: printer.printed,
  });
  showMenu({ electron, desk, platform: machine.platform, log });
  const window = openWindow({
    electron,
    preload: place.preload,
    platform: machine.platform,
    icon: place.windowIcon,
    placeFile: join(dataDir, 'window.json'),
    clock,
    log,
    askAboutCrashes: askInBox(electron, desk, machine.platform),
  });
  ours = window;
  const { browserWindow, show, letGo } = window;
  // Windows ends the process after this returns when it shuts down or signs out
  browserWindow.on('session-end', () => {
    log.info('stopping', { because: 'the session ends' });
    desk.endNow();
  });
  const stopSending = desk.events.on((event) => browserWindow.webContents.send('desk:event', event));
  browserWindow.once('closed', stopSending);
  // another page in its place, or none: neither has the previous one's state
  browserWindow.webContents.on('did-navigate', () => desk.pageGone());
  browserWindow.webContents.on('render-process-gone', () => desk.pageGone());
  showTray({
    electron,
    desk,
    platform: machine.platform,
    icon: place.trayIcon,
    window: browserWindow,
    log,
    onOpen: show,
    onQuit: () => app.quit(),
  });

  links.lead((id) => {
    // a link is untrusted: it opens an order that exists, or only the window
    desk.dispatch('orders.get', { id }).then(
      ({ ok }) => window.open(ok ? id : null),
      () => show(),
    );
  }, show);
  app.on('activate', show);
  powerMonitor.on('resume', () => desk.nudge());
  const quitThen = stopBeforeQuit({
    electron,
    platform: machine.platform,
    desk,
    clock,
    log,
    onStopping: printer.stop,
    letGo,
  });
  return { window, quitThen };
}

/** Registers an installed app with the system, because an installer cannot do so everywhere. */
function nameApp({ electron: { app }, machine }: ElectronParts): void {
  if (!app.isPackaged) return;
  if (machine.platform === 'win32') {
    // first, so that the app's shortcut gets both
    app.setToastActivatorCLSID(toastActivatorId);
    // without it Windows shows no notification of an app from outside its store
    app.setAppUserModelId(appId);
  }
  app.setAsDefaultProtocolClient(linkScheme);
}
