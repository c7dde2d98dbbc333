import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { Arch, build, Platform } from 'electron-builder';
import type { System } from './app-files.ts';
import { readPackage, stageApp } from './app-files.ts';
import { createConfig } from './config.ts';
import { fuseFaults } from './fuses.ts';
import { makeIcons } from './icons.ts';
import { makeStandIn } from './stand-in.ts';

/** An app as it lies on a disk once it is installed. */
export type Packed = {
  readonly folder: string;
  readonly binary: string;
  readonly asar: string;
  readonly unpacked: string;
};

/** What carries Electron's fuses in a packed app. */
const binaryOf: { readonly [S in System]: string } = {
  linux: 'orderbell',
  darwin: 'Orderbell.app',
  win32: 'Orderbell.exe',
};

type Parts = {
  readonly root: string;
  /** Everything that is made comes to lie in it. */
  readonly output: string;
  readonly schemaFile: string;
  readonly releases: string | null;
};

export const packedIn = (folder: string): Packed => ({
  folder,
  binary: join(folder, 'orderbell'),
  asar: join(folder, 'resources/app.asar'),
  unpacked: join(folder, 'resources/app.asar.unpacked'),
});

/** @throws Error when this is no system that Orderbell has installers for */
export function thisSystem(platform: string = process.platform): System {
  if (platform === 'linux' || platform === 'darwin' || platform === 'win32') return platform;
  throw new Error(`There is no installer for ${platform}`);
}

/** Packs the app around a stand-in for Electron, as a folder for Linux: what packing does, without what it downloads. */
export async function packStandIn({ root, output, schemaFile, releases }: Parts): Promise<Packed> {
  const electronVersion = electronVersionOf(root);
  const electronDist = join(output, 'electron');
  mkdirSync(electronDist, { recursive: true });
  makeStandIn(electronDist, { version: electronVersion });
  const config = prepare({ root, output, schemaFile, releases }, { electronVersion, electronDist });
  await build({
    projectDir: root,
    config,
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    publish: 'never',
  });
  return packedIn(join(output, 'packed/linux-unpacked'));
}

export type Publish = 'always' | 'never';

/**
 * Makes this system's installers. Downloads Electron and the tools of each installer.
 * @returns their paths
 * @throws Error before an installer is made of an app that is not as it should be
 */
export function makeInstallers(parts: Parts, publish: Publish): Promise<readonly string[]> {
  let packed = '';
  const config: Configuration = {
    ...prepare(parts, { electronVersion: electronVersionOf(parts.root) }),
    // what is published is signed; Linux knows no such thing
    forceCodeSigning: publish === 'always' && thisSystem() !== 'linux',
    afterPack: ({ appOutDir }) => {
      packed = appOutDir;
    },
    // by now the fuses are flipped and the app is signed
    artifactBuildStarted: async () => {
      const faults = await fuseFaults(join(packed, binaryOf[thisSystem()]));
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
  const platform = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS }[thisSystem()];
  return build({ projectDir: parts.root, config, targets: platform.createTarget(), publish });
}

function prepare(
  { root, output, schemaFile, releases }: Parts,
  electron: { readonly electronVersion: string; readonly electronDist?: string },
) {
  const stage = join(output, 'app');
  if (!existsSync(schemaFile)) throw new Error(`Shopify’s schema is not there: ${schemaFile}`);
  const homepage = `https://${releases === null ? 'orderbell.invalid' : `github.com/${releases}`}`;
  stageApp({ root, stage, system: thisSystem(), schemaFile, homepage });
  const icons = makeIcons(join(root, 'resources/icon.svg'), join(output, 'icons'));
  return createConfig({ stage, output: join(output, 'packed'), icons, releases, ...electron });
}

function electronVersionOf(root: string): string {
  const version = readPackage(root).devDependencies.electron;
  if (version === undefined) throw new Error('package.json names no Electron');
  return version;
}
