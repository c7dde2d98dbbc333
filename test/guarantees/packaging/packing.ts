import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import type { Packed } from '../../../packaging/pack.ts';
import { packedIn, packStandIn } from '../../../packaging/pack.ts';
import { schemaFileIn } from '../../../packaging/schema-file.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const releases = 'orderbell/orderbell';
export const driver = join(root, 'test/guarantees/packaging/packed-driver.ts');

const lacks = [
  { file: join(root, 'out/main/index.js'), word: 'needs npm run build' },
  { file: schemaFileIn(root), word: 'needs the schema of Shopify' },
].find(({ file }) => !existsSync(file));

/** The reason why packing is impossible here; null when it is possible. */
export const packingMissing: string | null = lacks?.word ?? null;

/** Packs once per test file. */
export async function packHere(): Promise<Packed & { remove(): void }> {
  const output = mkdtempSync(join(tmpdir(), 'orderbell-packing-'));
  const packed = await packStandIn({ root, output, schemaFile: schemaFileIn(root), releases });
  return { ...packed, remove: () => rmSync(output, { recursive: true, force: true }) };
}

/** A copy with a planted fault; the archive is rebuilt from `app`. */
export async function copyWith(
  packed: Packed,
  plant: (copy: Packed, app: string) => void,
): Promise<Packed & { remove(): void }> {
  const output = mkdtempSync(join(tmpdir(), 'orderbell-planted-'));
  const copy = packedIn(join(output, 'linux-unpacked'));
  const app = join(output, 'app');
  cpSync(packed.folder, copy.folder, { recursive: true });
  // extract from the original, because the reader caches archives
  extractAll(packed.asar, app);
  rmSync(copy.unpacked, { recursive: true });
  plant(copy, app);
  await createPackageWithOptions(app, copy.asar, { unpack: '**/*.node', dot: true });
  return { ...copy, remove: () => rmSync(output, { recursive: true, force: true }) };
}
