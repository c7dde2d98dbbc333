import type { Configuration } from 'electron-builder';
import { appId, linkScheme } from '../src/main/shell/app-names.ts';
import { fuses } from './fuses.ts';
import type { Icons } from './icons.ts';

export type ConfigParts = {
  /** The folder that is packed. */
  readonly stage: string;
  readonly output: string;
  readonly icons: Icons;
  readonly electronVersion: string;
  /** `owner/name` on GitHub, where releases are published and looked for; null: this build never looks for a newer one. */
  readonly releases: string | null;
  /** An unpacked Electron to use; absent: it is downloaded. */
  readonly electronDist?: string;
};

/** How the installers are made. What goes into them is decided by the stage, what Electron may do by the fuses. */
export function createConfig(parts: ConfigParts): Configuration {
  const { stage, output, icons, electronVersion, releases, electronDist } = parts;
  return {
    appId,
    productName: 'Orderbell',
    copyright: 'MIT licence',
    electronVersion,
    ...(electronDist !== undefined && { electronDist }),
    // the bundles are built and the native module comes ready made
    npmRebuild: false,
    directories: { app: stage, output },
    files: ['**/*'],
    asar: true,
    asarUnpack: ['**/*.node'],
    // on a Mac without a certificate nothing else signs it again, and macOS ends what its signature does not fit
    electronFuses: { ...fuses, resetAdHocDarwinSignature: true },
    electronLanguages: ['en-US', 'uk', 'pl'],
    protocols: [{ name: 'Orderbell order', schemes: [linkScheme] }],
    publish: publishTo(releases),
    artifactName: ['productName', 'version', 'os', 'arch'].map(macro).join('-').concat('.', macro('ext')),
    win: {
      target: [{ target: 'nsis', arch: ['x64'] }],
      icon: icons.ico,
      // the name in the certificate goes into app-update.yml, and an update signed by another is refused
      verifyUpdateCodeSignature: true,
    },
    nsis: {
      oneClick: true,
      perMachine: false,
      allowElevation: false,
      deleteAppDataOnUninstall: false,
      packElevateHelper: false,
    },
    mac: {
      // Squirrel takes its updates from a zip
      target: [
        { target: 'dmg', arch: ['universal'] },
        { target: 'zip', arch: ['universal'] },
      ],
      icon: icons.icns,
      category: 'public.app-category.business',
      hardenedRuntime: true,
      // orders come and ring while its window is hidden: timers must not be slowed then
      extendInfo: { LSAppNapIsDisabled: true, NSAppSleepDisabled: true },
      // one file for both processors, the same in both halves that are put together
      x64ArchFiles: '**/ngrok-darwin-universal/*.node',
    },
    linux: {
      target: [
        { target: 'AppImage', arch: ['x64'] },
        { target: 'deb', arch: ['x64'] },
      ],
      icon: icons.pngs,
      category: 'Office',
      executableName: 'orderbell',
      syncDesktopName: true,
      // a package must name somebody; nobody reads this address
      maintainer: 'Orderbell <nobody@orderbell.invalid>',
    },
    // electron-builder's own entry switches the sandbox off everywhere; the AppImage does that itself where there is none
    appImage: { executableArgs: [] },
    // the runtime it takes by itself needs libfuse2, which today's systems no longer have
    toolsets: { appimage: '1.0.3' },
  };
}

/** A word that electron-builder fills in. */
const macro = (name: string): string => `$\{${name}}`;

function publishTo(releases: string | null): Exclude<Configuration['publish'], undefined> {
  if (releases === null) return null;
  const [owner = '', repo = ''] = releases.split('/');
  if (!/^[\w.-]+$/.test(owner) || !/^[\w.-]+$/.test(repo) || releases.split('/').length !== 2) {
    throw new Error(`ORDERBELL_RELEASES: "${releases}" is not owner/name of a repository on GitHub`);
  }
  return { provider: 'github', owner, repo, releaseType: 'draft' };
}
