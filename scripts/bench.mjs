import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { fail, inRoot, say } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';

// `npm run bench [-- NAME…] [-- --million]`: runs test/bench/NAME.ts, one after the other, and prints what of the goals they reach;
// without a name all that have a goal. `--million` fills a million orders as well for those that grow with them, which takes two hours
const all = ['receiver', 'bell', 'mails', 'search', 'insights', 'start', 'inbox', 'cost'];
const asked = process.argv.slice(2);
const isMillion = asked.includes('--million');
const names = asked.filter((name) => !name.startsWith('--')).map((name) => name.replace(/\.ts$/, ''));
const benches = names.length > 0 ? names : all;
const needsChromium = new Set(['inbox']);
const growing = new Set(['search', 'insights']);

await ensureSetup().then(ensureBuild).catch(fail);
const folder = mkdtempSync(join(tmpdir(), 'orderbell-bench-run-'));
process.env.ORDERBELL_FIGURES = join(folder, 'figures');

const skipped = new Set();
let code = 0;
for (const name of benches) {
  console.log(`\n${name}`);
  if (needsChromium.has(name)) {
    const chromium = await ensureChromium();
    if ('reason' in chromium) {
      say(`Skipped: ${name} (${chromium.reason})`);
      skipped.add(name);
      continue;
    }
    process.env.ORDERBELL_TEST_CHROMIUM = chromium.path;
  }
  // one that fails keeps no other from being run
  code = (await runScript(inRoot('test', 'bench', `${name}.ts`))) || code;
  if (isMillion && growing.has(name))
    code = (await runScript(inRoot('test', 'bench', `${name}.ts`), ['1000000'])) || code;
}
const measured = benches.filter((name) => !skipped.has(name));
const table = await runScript(inRoot('test', 'bench', 'table.ts'), [
  ...measured,
  ...(isMillion ? ['--million'] : []),
]);
rmSync(folder, { recursive: true, force: true });
process.exit(code || table);
