import { join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import type { UpdatesOff } from '../../../shared/desktop-commands.ts';
import type { Updater } from '../../host.ts';
import type { Log } from '../../ports.ts';
import { readIfThere } from '../../read-if-there.ts';
import { updateProblemOf } from '../../updates/update-problem.ts';
import type { Machine } from '../data-dir.ts';
import type { Electron } from './electron.ts';

/** What of electron-updater is used; a double of it is enough for the tests. */
export type AutoUpdater = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'disableWebInstaller'
  | 'logger'
  | 'checkForUpdates'
  | 'quitAndInstall'
> & {
  once(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'appimage-filename-updated', listener: (file: string) => void): unknown;
};

export type UpdaterParts = {
  readonly electron: Pick<Electron, 'app'>;
  readonly machine: Machine;
  /** The folder that `app-update.yml` lies in. */
  readonly resources: string;
  /** Loads electron-updater, which asks Electron for much as soon as it is loaded. */
  readonly load: () => Promise<AutoUpdater>;
  readonly log: Log;
  /** Quits, and does `last` once the app has stopped. */
  readonly quitThen: (last: () => void) => void;
  /** The newer version lies in another file than this one did. */
  readonly onMoved: (file: string) => void;
};

/** Newer versions by electron-updater, where the installed app is one whose updates can be trusted. */
export function createUpdater(parts: UpdaterParts): Updater {
  const { electron, machine, resources, load, log, quitThen, onMoved } = parts;
  const why = offHere(electron, machine, resources);
  if (why !== null) return { kind: 'off', why };
  let loaded: Promise<AutoUpdater> | null = null;
  const updater = (): Promise<AutoUpdater> => {
    loaded ??= load().then((auto) => {
      auto.autoDownload = true;
      auto.disableWebInstaller = true;
      // a deb is installed by the system, which asks for a password: not behind the back of somebody who goes home
      auto.autoInstallOnAppQuit = machine.platform !== 'linux' || Boolean(machine.environment.APPIMAGE);
      auto.logger = toLog(log);
      auto.on('appimage-filename-updated', onMoved);
      return auto;
    });
    return loaded;
  };
  return {
    kind: 'on',
    async fetch() {
      try {
        const found = await (await updater()).checkForUpdates();
        if (!found?.isUpdateAvailable) return null;
        await found.downloadPromise;
        return found.updateInfo.version;
      } catch (error) {
        throw updateProblemOf(error);
      }
    },
    install() {
      quitThen(() => {
        updater()
          .then((auto) => {
            // the app has stopped by now: what cannot be installed must not leave nobody listening
            auto.once('error', (error) => startAgain(electron, log, error));
            auto.quitAndInstall(true, true);
          })
          .catch((error: unknown) => startAgain(electron, log, error));
      });
    },
  };
}

function startAgain({ app }: Pick<Electron, 'app'>, log: Log, error: unknown): void {
  log.error('the newer version could not be installed; this one is started again', { error });
  app.relaunch();
  app.exit(0);
}

/** Why this app is not brought up to date by itself; null when it is. */
function offHere({ app }: Pick<Electron, 'app'>, machine: Machine, resources: string): UpdatesOff | null {
  if (!app.isPackaged) return 'not-installed';
  const source = readIfThere(join(resources, 'app-update.yml'))?.toString('utf8') ?? null;
  if (source === null) return 'no-source';
  // without the publisher's name electron-updater on Windows would take what anybody has signed, or nobody
  if (machine.platform === 'win32' && !/^publisherName:/m.test(source)) return 'unsigned';
  const isDeb = readIfThere(join(resources, 'package-type'))?.toString('utf8').trim() === 'deb';
  return machine.platform === 'linux' && !machine.environment.APPIMAGE && !isDeb ? 'by-hand' : null;
}

/** It says much; what a person who looks for a fault needs stays in the log. */
const toLog = (log: Log): NonNullable<AutoUpdater['logger']> => ({
  info: (message: unknown) => log.debug('electron-updater', { message: String(message) }),
  warn: (message: unknown) => log.warn('electron-updater', { message: String(message) }),
  error: (message: unknown) => log.warn('electron-updater', { message: String(message) }),
});
