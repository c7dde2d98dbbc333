import { bufferedOutput } from './cli/output.ts';
import { runCli } from './cli/run.ts';
import { thisMachine } from './shell/data-dir.ts';

// a reader such as `head` closes the pipe when it has enough
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const output = bufferedOutput(
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(`${text}\n`),
);
process.exitCode = await runCli(process.argv.slice(2), thisMachine(), output);
output.flush();
