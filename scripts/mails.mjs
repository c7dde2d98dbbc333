import { fail, inRoot } from './lib/place.mjs';
import { runScript } from './lib/run-script.mjs';
import { ensureSetup } from './setup.mjs';

// `npm run mails [-- [--general] FOLDER…]`: how well each mail of a folder is read, as a table
await ensureSetup().catch(fail);
const report = inRoot('test', 'mail-report', 'report.ts');
// folders on the command line are meant from where the person stands
process.exit(await runScript(report, process.argv.slice(2), { cwd: process.env.INIT_CWD }));
