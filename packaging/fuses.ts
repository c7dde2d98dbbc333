import type { FuseConfig } from '@electron/fuses';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { FuseOptionsV1 } from 'app-builder-lib';

type FuseName = Exclude<keyof FuseOptionsV1, 'resetAdHocDarwinSignature'>;
export type FuseList = { readonly [N in FuseName]: boolean };

/**
 * What Electron may do in an installed Orderbell, burnt into its binary before that is signed. One that electron-builder
 * comes to know has to be decided here before this compiles. Left as Electron has it: `WasmTrapHandlers`.
 */
export const fuses: FuseList = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  // looked at on macOS and Windows only
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
  loadBrowserProcessSpecificV8Snapshot: false,
};

const places: { readonly [N in FuseName]: FuseV1Options } = {
  runAsNode: FuseV1Options.RunAsNode,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
};
const names = Object.keys(places) as FuseName[]; // an object of exactly these

/** What a binary has of each, in words: `on`, `off`, or why neither. */
export async function readFuses(binary: string): Promise<{ readonly [N in FuseName]: string }> {
  const wire = await getCurrentFuseWire(binary);
  const read = Object.fromEntries(names.map((name) => [name, wordOf(wire, places[name])]));
  return read as { readonly [N in FuseName]: string }; // one for each name
}

function wordOf(wire: FuseConfig<FuseState>, place: FuseV1Options): string {
  const state = wire[place];
  if (state === FuseState.ENABLE) return 'on';
  if (state === FuseState.DISABLE) return 'off';
  return state === undefined ? 'not in this binary' : 'not set';
}

/** Every fuse of a binary that is not as the list has it, one line each. */
export async function fuseFaults(binary: string, list: FuseList = fuses): Promise<readonly string[]> {
  const read = await readFuses(binary);
  return names
    .map((name) => ({ name, has: read[name], wanted: list[name] ? 'on' : 'off' }))
    .filter(({ has, wanted }) => has !== wanted)
    .map(({ name, has, wanted }) => `fuse ${name} is ${has}, not ${wanted}`);
}
