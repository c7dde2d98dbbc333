// Shopify's Admin API schema for the sample shop: one file out of a published package, kept beside the dependencies.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npm } from './lib/npm.mjs';
import { cacheDir, isStarted } from './lib/place.mjs';
import { run } from './lib/run.mjs';

const archive = 'shopify-dev-mcp-1.16.0.tgz';
const integrity =
  'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==';
const member = 'package/dist/data/admin_2026-10.json.gz';

const shopifySchemaFile = join(cacheDir, 'admin-2026-10.json.gz');

/**
 * Gets the schema once. The package is unpacked, not installed: it depends on hundreds of megabytes that are not needed.
 * @returns the path of the file
 * @throws Error with one line that says what failed
 */
export async function ensureShopifySchema() {
  if (existsSync(shopifySchemaFile)) return shopifySchemaFile;
  const work = await mkdtemp(join(tmpdir(), 'orderbell-schema-'));
  try {
    const packed = await npm([
      'pack',
      '@shopify/dev-mcp@1.16.0',
      '--loglevel=error',
      // a start without network does not wait for long
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=1000',
      '--fetch-timeout=60000',
      '--ignore-scripts',
      '--pack-destination',
      work,
    ]);
    if (packed.code !== 0) throw new Error(firstLines(packed.output));
    const digest = createHash('sha512')
      .update(await readFile(join(work, archive)))
      .digest('base64');
    if (`sha512-${digest}` !== integrity) throw new Error(`${archive} is not the archive that was published`);
    // A relative name: some tars take a drive letter for a host.
    const unpacked = await run('tar', ['-xzf', archive, member], { cwd: work });
    if (unpacked.code !== 0) throw new Error(firstLines(unpacked.output));
    await mkdir(dirname(shopifySchemaFile), { recursive: true });
    // Moved into place whole, so that a broken copy is never taken for the file.
    const part = `${shopifySchemaFile}.${process.pid}`;
    await copyFile(join(work, member), part);
    await rename(part, shopifySchemaFile);
    return shopifySchemaFile;
  } catch (cause) {
    throw new Error(
      `Shopify's schema could not be had (the sample shop's Admin API needs it): ${cause.message}`,
      { cause },
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const firstLines = (output) =>
  output.trim().split('\n').slice(0, 2).join(', ').replaceAll('npm error ', '') || 'no reason was given';

if (isStarted(import.meta)) {
  try {
    console.log(await ensureShopifySchema());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
