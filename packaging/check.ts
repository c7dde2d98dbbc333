// `npm run dist:check`: packs around a stand-in for Electron and proves the result
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPackage } from './app-files.ts';
import { inspect, openPacked } from './inspect.ts';
import { packStandIn } from './pack.ts';
import { schemaFileIn } from './schema-file.ts';
import { sizeTable } from './size-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const releases = 'orderbell/orderbell';
const output = mkdtempSync(join(tmpdir(), 'orderbell-dist-'));
try {
  const packed = await packStandIn({ root, output, schemaFile: schemaFileIn(root), releases });
  const { version } = readPackage(root);
  const driver = join(root, 'test/guarantees/packaging/packed-driver.ts');
  const faults = await inspect(packed, { version, releases, driver });
  const opened = openPacked(packed);
  console.log(`\nOrderbell ${version}, without Electron itself:\n${sizeTable(opened)}\n`);
  opened.close();
  for (const fault of faults) console.log(`✗ ${fault}`);
  if (faults.length === 0)
    console.log('✓ packed as it should be: it starts, fuses and files are those of the lists');
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`✗ it could not be packed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(output, { recursive: true, force: true });
}
