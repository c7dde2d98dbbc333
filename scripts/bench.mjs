import { fail, inRoot } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';

// `npm run bench [-- NAME…]`: runs bench/NAME.ts, one after the other; without a name, those that take under a minute
const quick = ['mails', 'chats', 'bell'];
const names = process.argv.slice(2);

await ensureSetup().catch(fail);
for (const name of names.length > 0 ? names : quick) {
  console.log(`\n${name}`);
  const code = await runScript(inRoot('bench', name.endsWith('.ts') ? name : `${name}.ts`));
  if (code !== 0) process.exit(code);
}
