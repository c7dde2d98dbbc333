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

/** The parts of electron-updater that are used, for test doubles. */
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
  /** The file is completely downloaded; macOS has not verified it yet. */
  on(event: 'update-downloaded', listener: () => void): unknown;
  on(event: 'appimage-filename-updated', listener: (file: string) => void): unknown;
};

export type UpdaterParts = {
  readonly electron: Pick<Electron, 'app' | 'autoUpdater'>;
  readonly clock: Clock;
  readonly machine: Machine;
  /** The arguments of this start. */
  readonly args: readonly string[];
  /** The flags that the newer version has to be started with. */
  readonly lasting: readonly string[];
  readonly startProgram: typeof startProgram;
  /** The folder that `app-update.yml` lies in. */
  readonly resources: string;
  /** Loads electron-updater, which accesses Electron as soon as it is loaded. */
  readonly load: () => Promise<AutoUpdater>;
  readonly log: Log;
  /** Quits, and runs `last` once the app has stopped. */
  readonly quitThen: (last: () => void) => void;
  /** Called when the newer version has another file path. */
  readonly onMoved: (file: string) => void;
};

/** Timeout for an installer to end the app: after that the app is still running but stopped. */
const goneWithinMs = 60_000;

/** Updates the app with electron-updater, if its kind of installation has trustworthy updates. */
export function createUpdater(parts: UpdaterParts): Updater {
  const { electron, clock, machine, lasting, resources, load, log, quitThen, onMoved } = parts;
  const { APPIMAGE } = machine.environment;
  // a deb is installed by the system with a password prompt: not while the person is leaving
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
        // on macOS the download alone proves nothing, and may never end if Squirrel refuses at once
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
          fix: 'Move the AppImage to your home folder and start it from there',
        });
      }
      // a deb is restarted with all its arguments
      if (lasting.length > 0 && !isDeb) throw wouldLoseFlags();
      quitThen(() => {
        updater()
          .then((auto) => {
            // the app has stopped by now: a failed install must not leave orders without a receiver
            const giveUp = (error: Error): void => {
              cancel();
              // it would be tried once more while this process ends
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

/** Rejects with the download's error and never resolves, for use in a race. */
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
  // Electron would start the mounted file, which is gone with this process; the next one must not find this lock
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
    return false;
  }
}

/** Why this app is not updated automatically; null when it is. */
function offHere({ app }: Pick<Electron, 'app'>, machine: Machine, resources: string): UpdatesOff | null {
  if (!app.isPackaged) return 'not-installed';
  const source = readIfThere(join(resources, 'app-update.yml'))?.toString('utf8') ?? null;
  if (source === null) return 'no-source';
  // without the publisher's name electron-updater on Windows would accept any signature, or none
  if (machine.platform === 'win32' && !/^publisherName:/m.test(source)) return 'unsigned';
  const isDeb = readIfThere(join(resources, 'package-type'))?.toString('utf8').trim() === 'deb';
  return machine.platform === 'linux' && !machine.environment.APPIMAGE && !isDeb ? 'by-hand' : null;
}

/** Its many messages go to the log at debug level, for troubleshooting. */
const toLog = (log: Log): NonNullable<AutoUpdater['logger']> => ({
  info: (message: unknown) => log.debug('electron-updater', { message: String(message) }),
  warn: (message: unknown) => log.warn('electron-updater', { message: String(message) }),
  error: (message: unknown) => log.warn('electron-updater', { message: String(message) }),
});
