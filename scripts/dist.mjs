import { ensureBuild } from './build.mjs';
import { fail, inRoot } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';
import { ensureShopifySchema } from './shopify-schema.mjs';

// `npm run dist [-- --publish]`: this system's installers, into dist/
await ensureSetup().then(ensureBuild).then(ensureShopifySchema).catch(fail);
process.exit(await runScript(inRoot('packaging', 'dist.ts'), process.argv.slice(2)));
