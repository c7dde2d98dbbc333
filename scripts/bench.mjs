import { spawn } from 'node:child_process';
import { fail, inRoot, projectNode } from './lib/place.mjs';
import { ensureSetup } from './setup.mjs';

// `npm run bench [-- NAME…]`: runs bench/NAME.ts, one after the other; without a name, those that take under a minute
const quick = ['mails'];
const names = process.argv.slice(2);

await ensureSetup().catch(fail);
for (const name of names.length > 0 ? names : quick) {
  console.log(`\n${name}`);
  const code = await runBench(name);
  if (code !== 0) process.exit(code);
}

function runBench(name) {
  return new Promise((resolve) => {
    const script = inRoot('bench', name.endsWith('.ts') ? name : `${name}.ts`);
    const child = spawn(projectNode(), ['--disable-warning=ExperimentalWarning', script], {
      stdio: 'inherit',
    });
    child.on('error', fail);
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
