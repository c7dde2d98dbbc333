import { homedir } from 'node:os';
import { join } from 'node:path';

export type Machine = {
  readonly platform: string;
  readonly home: string;
  readonly environment: { readonly [name: string]: string | undefined };
};

export const thisMachine = (): Machine => ({
  platform: process.platform,
  home: homedir(),
  environment: process.env,
});

/** The default data directory of this system; the same for the desktop app, the headless shell and the command line. */
export function defaultDataDir({ platform, home, environment }: Machine): string {
  const { APPDATA, XDG_DATA_HOME } = environment;
  switch (platform) {
    case 'win32':
      return join(APPDATA || join(home, 'AppData', 'Roaming'), 'Orderbell');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Orderbell');
    default:
      return join(XDG_DATA_HOME || join(home, '.local', 'share'), 'orderbell');
  }
}
