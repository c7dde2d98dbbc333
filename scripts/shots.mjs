import { ensureBuild } from './build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { fail, inRoot } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm run shots [-- NAME…]`: every screen, both themes, all languages, two sizes, into shots/
await ensureSetup().then(ensureBuild).then(ensureShopifySchema).catch(fail);
const chromium = await ensureChromium();
if ('reason' in chromium) fail(new Error(`no pictures: ${chromium.reason}`));
process.env.ORDERBELL_TEST_CHROMIUM = chromium.path;
process.exit(await runScript(inRoot('test', 'ux', 'shots', 'take.ts'), process.argv.slice(2)));
