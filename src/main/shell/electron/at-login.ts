import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AtLogin } from '../../host.ts';
import { writeWhole } from '../../write-whole.ts';
import type { Machine } from '../data-dir.ts';
import type { Electron } from './electron.ts';

type Parts = { readonly electron: Pick<Electron, 'app'>; readonly machine: Machine };

/** Whether the system starts the app when somebody signs in. Out of the project's folder there is no app to start. */
export function createAtLogin({ electron: { app }, machine }: Parts): AtLogin | null {
  if (!app.isPackaged) return null;
  if (machine.platform === 'linux') return autostart(machine, app.getPath('exe'));
  return {
    read: () => app.getLoginItemSettings().openAtLogin,
    set: (on) => app.setLoginItemSettings({ openAtLogin: on }),
  };
}

/** Linux has no such setting, but every desktop of it starts what stands in this folder. */
function autostart({ home, environment }: Machine, exe: string): AtLogin {
  const file = join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'autostart', 'orderbell.desktop');
  // an AppImage runs from a place that is gone with it
  const program = environment.APPIMAGE || exe;
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
  };
}

const entryOf = (program: string): string => `[Desktop Entry]
Type=Application
Name=Orderbell
Exec=${quoted(program)}
Terminal=false
X-GNOME-Autostart-enabled=true
`;

/** As the Desktop Entry Specification wants an argument quoted; the file itself undoes the backslashes once more. */
const quoted = (path: string): string =>
  `"${path.replaceAll(/["`$\\]/g, (sign) => (sign === '\\' ? '\\\\\\\\' : `\\\\${sign}`)).replaceAll('%', '%%')}"`;
