// Shopify's Admin API schema for the sample shop: one file out of a published package, kept beside the dependencies.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const archive = 'shopify-dev-mcp-1.16.0.tgz';
const integrity =
  'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==';
const member = 'package/dist/data/admin_2026-10.json.gz';

export const shopifySchemaFile = join(root, 'node_modules', '.cache', 'orderbell', 'admin-2026-10.json.gz');

/**
 * Gets the schema once. The package is unpacked, not installed: it depends on hundreds of megabytes that are not needed.
 * @returns the path of the file
 * @throws Error with one line that says what failed
 */
export async function ensureShopifySchema() {
  if (existsSync(shopifySchemaFile)) return shopifySchemaFile;
  const work = await mkdtemp(join(tmpdir(), 'orderbell-schema-'));
  try {
    await npm([
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
    const digest = createHash('sha512')
      .update(await readFile(join(work, archive)))
      .digest('base64');
    if (`sha512-${digest}` !== integrity) throw new Error(`${archive} is not the archive that was published`);
    // A relative name: some tars take a drive letter for a host.
    await run('tar', ['-xzf', archive, member], { cwd: work });
    await mkdir(dirname(shopifySchemaFile), { recursive: true });
    // Moved into place whole, so that a broken copy is never taken for the file.
    const part = `${shopifySchemaFile}.${process.pid}`;
    await copyFile(join(work, member), part);
    await rename(part, shopifySchemaFile);
    return shopifySchemaFile;
  } catch (cause) {
    const lines = (cause.stderr || cause.message || String(cause)).trim().split('\n');
    const reason = lines.slice(0, 2).join(', ').replaceAll('npm error ', '');
    throw new Error(`Shopify's schema could not be had (the sample shop's Admin API needs it): ${reason}`, {
      cause,
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** npm as this process was started by it, else the one on the path. */
function npm(args) {
  const { npm_execpath: script } = process.env;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args]);
  // A .cmd file starts only through a shell; the arguments are our own and need no quoting but the folder's.
  return process.platform === 'win32'
    ? run(
        'npm.cmd',
        args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)),
        { shell: true },
      )
    : run('npm', args);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log(await ensureShopifySchema());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
