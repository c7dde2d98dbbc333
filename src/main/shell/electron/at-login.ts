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
  /** The flags to start the app with. */
  readonly flags: readonly string[];
  readonly log: Log;
};

type ShellAtLogin = AtLogin & {
  /** Call when the app's file has a new path. */
  moved(program: string): void;
};

/** Whether the system starts the app at sign-in. Not available for an app that runs from the project's folder. */
export function createAtLogin({ electron: { app }, machine, flags, log }: Parts): ShellAtLogin | null {
  if (!app.isPackaged) return null;
  if (machine.platform === 'linux') return autostart({ machine, flags, log }, app.getPath('exe'));
  // macOS passes no flags: the app would open another ledger
  if (machine.platform === 'darwin' && flags.length > 0) return null;
  if (machine.platform === 'win32') mendQuotes(app);
  return {
    read: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = settingsOf(app);
      // Windows may have it disabled in its own list, or start it with other flags than today's
      return machine.platform === 'win32' ? executableWillLaunchAtLogin : openAtLogin;
    },
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, args: [...flags] }),
    moved: () => {},
  };
}

/** Linux has no such setting, but every desktop environment starts the entries of this folder. */
function autostart({ machine, flags, log }: Omit<Parts, 'electron'>, exe: string): ShellAtLogin {
  const { home, environment } = machine;
  const file = join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'autostart', 'orderbell.desktop');
  // an AppImage runs from a mount that ends with it
  let program = environment.APPIMAGE || exe;
  /** The file name of an AppImage has its version, so each update changes it. The rest of the entry belongs to the person. */
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

/** The program up to the flags if it is written as `quoted` writes it, else the whole line. */
const ownProgram = /^Exec=(?:"(?:\\\\(?:\\\\|["`$])|[^"\\\n])*"|.*)/m;

/** Quotes an argument by the Desktop Entry Specification; the file format removes one level of backslashes. */
const quoted = (path: string): string =>
  `"${path.replaceAll(/["`$\\]/g, (sign) => (sign === '\\' ? '\\\\\\\\' : `\\\\${sign}`)).replaceAll('%', '%%')}"`;

/** Quoted, because Windows ends a bare path at its first space, as in a person's name. */
const settingsOf = (app: Electron['app']) => app.getLoginItemSettings({ path: `"${app.getPath('exe')}"` });

/**
 * Repairs entries in which each flag was quoted, by an earlier Orderbell or by Electron since 42: Windows passed the quotes on.
 */
function mendQuotes(app: Electron['app']): void {
  for (const { name, args, enabled } of settingsOf(app).launchItems) {
    if (!args.some((word) => quotedFlag.test(word))) continue;
    app.setLoginItemSettings({ openAtLogin: true, name, enabled, args: args.map(unquoted) });
  }
}

const quotedFlag = /^"(--.*?)(\\*)"$/s;

const unquoted = (word: string): string =>
  word.replace(quotedFlag, (_all, flag: string, signs: string) => flag + signs.slice(signs.length / 2));
