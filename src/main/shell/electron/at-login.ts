import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AtLogin } from '../../host.ts';
import type { Log } from '../../ports.ts';
import { readIfThere } from '../../read-if-there.ts';
import { writeWhole } from '../../write-whole.ts';
import type { Machine } from '../data-dir.ts';
import type { Electron } from './electron.ts';

type Parts = {
  readonly electron: Pick<Electron, 'app'>;
  readonly machine: Machine;
  readonly log: Log;
};

type ShellAtLogin = AtLogin & {
  /** The app lies in another file from now on. */
  moved(program: string): void;
};

/** Whether the system starts the app when somebody signs in. Out of the project's folder there is no app to start. */
export function createAtLogin({ electron: { app }, machine, log }: Parts): ShellAtLogin | null {
  if (!app.isPackaged) return null;
  if (machine.platform === 'linux') return autostart(machine, app.getPath('exe'), log);
  return {
    read: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings();
      // Windows' own list of what starts may have it off
      return openAtLogin && (machine.platform !== 'win32' || executableWillLaunchAtLogin);
    },
    set: (on) => app.setLoginItemSettings({ openAtLogin: on }),
    moved: () => {},
  };
}

/** Linux has no such setting, but every desktop of it starts what stands in this folder. */
function autostart({ home, environment }: Machine, exe: string, log: Log): ShellAtLogin {
  const file = join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'autostart', 'orderbell.desktop');
  // an AppImage runs from a place that is gone with it
  let program = environment.APPIMAGE || exe;
  /** An AppImage has its version in its name: each update is another file. What else stands in the entry is the person's. */
  const follow = (): void => {
    try {
      const entry = readIfThere(file)?.toString('utf8') ?? null;
      const followed = entry?.replace(/^Exec=.*$/m, () => execOf(program)) ?? null;
      if (followed !== null && followed !== entry) writeWhole(file, followed);
    } catch (error) {
      log.warn('the entry that starts Orderbell at sign-in could not be brought up to date', { error });
    }
  };
  follow();
  return {
    read: () => existsSync(file),
    set: (on) => {
      if (!on) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeWhole(file, entryOf(program));
    },
    moved: (to) => {
      program = to;
      follow();
    },
  };
}

const entryOf = (program: string): string => `[Desktop Entry]
Type=Application
Name=Orderbell
${execOf(program)}
Terminal=false
X-GNOME-Autostart-enabled=true
`;

const execOf = (program: string): string => `Exec=${quoted(program)}`;

/** As the Desktop Entry Specification wants an argument quoted; the file itself undoes the backslashes once more. */
const quoted = (path: string): string =>
  `"${path.replaceAll(/["`$\\]/g, (sign) => (sign === '\\' ? '\\\\\\\\' : `\\\\${sign}`)).replaceAll('%', '%%')}"`;
