import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { fail, inRoot, say } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm run test:ux`: the 25 requirements with their figures; `npm run test:ux -- 13 search` runs those named so alone
const only = process.argv.slice(2);

await ensureSetup().then(ensureBuild).catch(fail);
await ensureShopifySchema().catch(({ message }) => say(message));
const chromium = await ensureChromium();
if ('reason' in chromium) {
  console.log(`Skipped: all 25 requirements of test/ux (${chromium.reason})`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'orderbell-ux-run-'));
process.env.ORDERBELL_TEST_CHROMIUM = chromium.path;
process.env.ORDERBELL_FIGURES = join(folder, 'figures');
if (only.length > 0) process.env.ORDERBELL_UX_SOME = '1';
const reporters = ['--reporter=default', `--reporter=${inRoot('test', 'ux', 'support', 'reporter.ts')}`];
const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
const code = await runScript(vitest, ['run', '--project=ux', ...reporters, ...only]);
rmSync(folder, { recursive: true, force: true });
process.exit(code);
