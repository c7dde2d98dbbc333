import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AtLogin } from '../../host.ts';
import type { Log } from '../../ports.ts';
import { readIfThere } from '../../read-if-there.ts';
import { writeAtomically } from '../../write-atomically.ts';
import type { Machine } from '../data-dir.ts';
import type { Electron } from './electron.ts';

type Parts = {
  readonly electron: Pick<Electron, 'app'>;
  readonly machine: Machine;
  /** What the app is to be started with. */
  readonly flags: readonly string[];
  readonly log: Log;
};

type ShellAtLogin = AtLogin & {
  /** The app lies in another file from now on. */
  moved(program: string): void;
};

/** Whether the system starts the app when somebody signs in. Out of the project's folder there is no app to start. */
export function createAtLogin({ electron: { app }, machine, flags, log }: Parts): ShellAtLogin | null {
  if (!app.isPackaged) return null;
  if (machine.platform === 'linux') return autostart({ machine, flags, log }, app.getPath('exe'));
  // macOS starts an app without a word: it would open another ledger
  if (machine.platform === 'darwin' && flags.length > 0) return null;
  if (machine.platform === 'win32') mendQuotes(app);
  return {
    read: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = settingsOf(app);
      // Windows' own list of what starts may have it off, and it may be started there with other flags than it was now
      return machine.platform === 'win32' ? executableWillLaunchAtLogin : openAtLogin;
    },
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, args: [...flags] }),
    moved: () => {},
  };
}

/** Linux has no such setting, but every desktop of it starts what stands in this folder. */
function autostart({ machine, flags, log }: Omit<Parts, 'electron'>, exe: string): ShellAtLogin {
  const { home, environment } = machine;
  const file = join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'autostart', 'orderbell.desktop');
  // an AppImage runs from a place that is gone with it
  let program = environment.APPIMAGE || exe;
  /** An AppImage has its version in its name: each update is another file. What else stands in the entry is the person's. */
  const follow = (): void => {
    try {
      const entry = readIfThere(file)?.toString('utf8') ?? null;
      const followed = entry?.replace(ownProgram, () => `Exec=${quoted(program)}`) ?? null;
      if (followed !== null && followed !== entry) writeAtomically(file, followed);
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
      writeAtomically(file, entryOf([program, ...flags]));
    },
    moved: (to) => {
      program = to;
      follow();
    },
  };
}

const entryOf = (words: readonly string[]): string => `[Desktop Entry]
Type=Application
Name=Orderbell
Exec=${words.map(quoted).join(' ')}
Terminal=false
X-GNOME-Autostart-enabled=true
`;

/** Up to the flags where it is as `quoted` writes it, else the whole line. */
const ownProgram = /^Exec=(?:"(?:\\\\(?:\\\\|["`$])|[^"\\\n])*"|.*)/m;

/** As the Desktop Entry Specification wants an argument quoted; the file itself undoes the backslashes once more. */
const quoted = (path: string): string =>
  `"${path.replaceAll(/["`$\\]/g, (sign) => (sign === '\\' ? '\\\\\\\\' : `\\\\${sign}`)).replaceAll('%', '%%')}"`;

/** Windows is asked by a command line, which a bare path ends at its first space: that of a person's name. */
const settingsOf = (app: Electron['app']) => app.getLoginItemSettings({ path: `"${app.getPath('exe')}"` });

/** An earlier Orderbell quoted each flag, and so does Electron since 42: Windows started it with words that still had quotes. */
function mendQuotes(app: Electron['app']): void {
  for (const { name, args, enabled } of settingsOf(app).launchItems) {
    if (!args.some((word) => quotedFlag.test(word))) continue;
    app.setLoginItemSettings({ openAtLogin: true, name, enabled, args: args.map(unquoted) });
  }
}

const quotedFlag = /^"(--.*?)(\\*)"$/s;

const unquoted = (word: string): string =>
  word.replace(quotedFlag, (_all, flag: string, signs: string) => flag + signs.slice(signs.length / 2));
