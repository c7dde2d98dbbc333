import { spawn } from 'node:child_process';
import { ensureBuild } from './build.mjs';
import { forwardTo } from './lib/forward-to.mjs';
import { fail, inRoot, projectNode } from './lib/place.mjs';
import { ensureSetup } from './setup.mjs';

try {
  await ensureSetup();
  await ensureBuild();
} catch (error) {
  fail(error);
}
const flags = ['--disable-warning=ExperimentalWarning'];
const child = spawn(projectNode(), [...flags, inRoot('out', 'main', 'cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // paths on the command line are meant from where the person stands
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, forwardTo(child, process.platform));
child.on('error', fail);
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
