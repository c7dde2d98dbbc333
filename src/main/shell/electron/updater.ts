import { accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppUpdater } from 'electron-updater';
import type { UpdatesOff } from '../../../shared/desktop-commands.ts';
import { Problem } from '../../../shared/problem.ts';
import type { Updater } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import { readIfThere } from '../../read-if-there.ts';
import { noRoom, updateProblemOf, wouldLoseFlags } from '../../updates/update-problem.ts';
import type { Machine } from '../data-dir.ts';
import type { startProgram } from '../start-program.ts';
import type { Electron } from './electron.ts';
import type { SquirrelsWord } from './squirrel.ts';
import { hearSquirrel } from './squirrel.ts';

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
  /** The file is here, whole; macOS has not looked at it yet. */
  on(event: 'update-downloaded', listener: () => void): unknown;
  on(event: 'appimage-filename-updated', listener: (file: string) => void): unknown;
};

export type UpdaterParts = {
  readonly electron: Pick<Electron, 'app' | 'autoUpdater'>;
  readonly clock: Clock;
  readonly machine: Machine;
  /** What this app was started with. */
  readonly args: readonly string[];
  /** What of that the newer version has to be told again. */
  readonly lasting: readonly string[];
  readonly startProgram: typeof startProgram;
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

/** Whoever installs ends the app at once; one that is still here has no desk any more. */
const goneWithinMs = 60_000;

/** Newer versions by electron-updater, where the installed app is one whose updates can be trusted. */
export function createUpdater(parts: UpdaterParts): Updater {
  const { electron, clock, machine, lasting, resources, load, log, quitThen, onMoved } = parts;
  const { APPIMAGE } = machine.environment;
  // a deb is installed by the system, which asks for a password: not behind the back of somebody who goes home
  const isDeb = machine.platform === 'linux' && !APPIMAGE;
  const why = offHere(electron, machine, resources);
  if (why !== null) return { kind: 'off', why };
  let loaded: Promise<AutoUpdater> | null = null;
  let squirrel: SquirrelsWord | null = null;
  const updater = (): Promise<AutoUpdater> => {
    loaded ??= load().then((auto) => {
      auto.autoDownload = true;
      auto.disableWebInstaller = true;
      auto.autoInstallOnAppQuit = !isDeb;
      auto.logger = toLog(log);
      auto.on('update-downloaded', () => squirrel?.expect());
      auto.on('appimage-filename-updated', onMoved);
      return auto;
    });
    return loaded;
  };
  return {
    kind: 'on',
    onQuit: !isDeb,
    async fetch() {
      try {
        const auto = await updater();
        if (machine.platform === 'darwin') squirrel = hearSquirrel({ native: electron.autoUpdater, clock });
        const found = await auto.checkForUpdates();
        if (!found?.isUpdateAvailable) return null;
        // on macOS the download alone proves nothing, and may never end where Squirrel refuses at once
        await (squirrel
          ? Promise.race([squirrel.word, failureOf(found.downloadPromise)])
          : found.downloadPromise);
        return found.updateInfo.version;
      } catch (error) {
        throw updateProblemOf(error);
      } finally {
        squirrel?.letGo();
        squirrel = null;
      }
    },
    install() {
      if (APPIMAGE && !isWritable(dirname(APPIMAGE))) {
        throw new Problem('refused', noRoom, {
          fix: 'Move the AppImage to a folder of your own, and start it from there',
        });
      }
      // a deb is started again with all it was started with
      if (lasting.length > 0 && !isDeb) throw wouldLoseFlags();
      quitThen(() => {
        updater()
          .then((auto) => {
            // the app has stopped by now: what cannot be installed must not leave nobody listening
            const giveUp = (error: Error): void => {
              cancel();
              // it would be tried once more while this one ends
              auto.autoInstallOnAppQuit = false;
              startAgain(parts, error);
            };
            let cancel = (): void => {};
            auto.once('error', giveUp);
            auto.quitAndInstall(true, true);
            cancel = clock.after(goneWithinMs, () => giveUp(new Error('the app was not ended')));
          })
          .catch((error: unknown) => startAgain(parts, error));
      });
    },
  };
}

/** Never resolves: it is for a race. */
const failureOf = (download: Promise<unknown> | null | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    download?.catch(reject);
  });

function startAgain(
  { electron: { app }, machine, args, startProgram, log }: UpdaterParts,
  error: unknown,
): void {
  log.error('the newer version could not be installed; this one is started again', { error });
  const { APPIMAGE } = machine.environment;
  if (!APPIMAGE) {
    app.relaunch();
    app.exit(0);
    return;
  }
  // Electron would start what is mounted now, and is gone with this process; nor may the next one find this one's lock
  app.releaseSingleInstanceLock();
  startProgram(APPIMAGE, args)
    .catch((failure: unknown) => log.error('it could not be started again', { error: failure }))
    .finally(() => app.exit(0));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false; // whatever keeps us out
  }
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
