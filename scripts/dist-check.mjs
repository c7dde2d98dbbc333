import { ensureBuild } from './build.mjs';
import { fail, inRoot } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm run dist:check`: what an installer would hold, packed and proved without Electron's binary
await ensureSetup().then(ensureBuild).then(ensureShopifySchema).catch(fail);
process.exit(await runScript(inRoot('packaging', 'check.ts')));
