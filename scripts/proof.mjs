import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureBigQueryEmulator } from './lib/bigquery-emulator.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { fail, inRoot, say } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureStrace } from './lib/strace.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm run proof [-- --long]`: the thirty promises, how each is proven, and what was measured
await ensureSetup().then(ensureBuild).catch(fail);
await ensureShopifySchema().catch(({ message }) => say(message));
const chromium = await ensureChromium();
if ('path' in chromium) process.env.ORDERBELL_TEST_CHROMIUM = chromium.path;
await ensureStrace();
await ensureBigQueryEmulator();

const folder = mkdtempSync(join(tmpdir(), 'orderbell-proof-'));
process.env.ORDERBELL_FIGURES = join(folder, 'figures');
process.env.ORDERBELL_PROOF = process.argv.includes('--long') ? 'long' : 'short';
const code = await runScript(inRoot('test', 'proof', 'run.ts'));
rmSync(folder, { recursive: true, force: true });
process.exit(code);
