import { spawn } from 'node:child_process';
import { fail, inRoot, projectNode } from './lib/place.mjs';
import { ensureSetup } from './setup.mjs';

// `npm run mails [-- [--general] FOLDER…]`: how well each mail of a folder is read, as a table
await ensureSetup().catch(fail);
const child = spawn(projectNode(), [inRoot('test', 'mails', 'report.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // folders on the command line are meant from where the person stands
  cwd: process.env.INIT_CWD ?? process.cwd(),
});
child.on('error', fail);
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
