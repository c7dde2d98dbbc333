import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fuseFaults, fuses, readFuses } from '../../../packaging/fuses.ts';
import { standInBinary } from '../../../packaging/stand-in.ts';
import { packHere, packingMissing } from '../packaging/packing.ts';
import { prove } from '../prove.ts';

it('the Electron fuses match the requirements', () => {
  expect(fuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
});

describe.skipIf(packingMissing !== null)(
  `the fuses of a packed app${packingMissing ? ` (${packingMissing})` : ''}`,
  () => {
    let packed: Awaited<ReturnType<typeof packHere>>;
    beforeAll(async () => {
      packed = await packHere();
    }, 120_000);
    afterAll(() => packed.remove());

    it('match the committed list when read back', async () => {
      const list = Object.entries(fuses).map(([name, on]) => [name, on ? 'on' : 'off'] as const);
      const states = new Map<string, string>(list);
      const read = Object.entries(await readFuses(packed.binary));
      expect(read).toEqual(list);
      expect(await fuseFaults(packed.binary)).toEqual([]);
      prove(21, 'fuses as listed', read.filter(([name, state]) => states.get(name) === state).length);
    });
  },
);

describe('a binary', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'orderbell-fuses-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const binary = (states?: string): string => {
    const file = join(dir, 'electron');
    writeFileSync(file, standInBinary(states));
    return file;
  };

  it('detects fuses that were not flipped', async () => {
    expect(await fuseFaults(binary())).toEqual([
      'fuse runAsNode is on, not off',
      'fuse enableNodeOptionsEnvironmentVariable is on, not off',
      'fuse enableNodeCliInspectArguments is on, not off',
      'fuse enableCookieEncryption is off, not on',
      'fuse enableEmbeddedAsarIntegrityValidation is off, not on',
      'fuse onlyLoadAppFromAsar is off, not on',
      'fuse grantFileProtocolExtraPrivileges is on, not off',
    ]);
  });

  it.each([
    ['one fuse with its default value', '010111000', 'enableNodeCliInspectArguments is on, not off'],
    ['one fuse that Electron has removed', 'r10011001', 'runAsNode is not set, not off'],
  ])('detects %s', async (_what, states, fault) => {
    expect(await fuseFaults(binary(states))).toContain(`fuse ${fault}`);
  });

  it('detects an Electron with fewer fuses than the list', async () => {
    expect(await fuseFaults(binary('01001'))).toContain(
      'fuse onlyLoadAppFromAsar is not in this binary, not on',
    );
  });

  it('refuses a binary without fuses', async () => {
    const file = join(dir, 'other');
    writeFileSync(file, 'no Electron');
    await expect(fuseFaults(file)).rejects.toThrow('Could not find sentinel');
  });
});
