// An app that has a mail read by a process of its own, and prints the process's id: `node reading-app.ts`. It waits to be killed.
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { forkProcess } from '../../../../src/main/shell/headless/fork-process.ts';
import { workerOf } from '../../../guarantees/exploits/worker-of.ts';
import { quietLog } from '../../../support/log.ts';

const script = workerOf('parentPort.postMessage({failure:String(process.pid)})');
const reader = createMailReader({
  script,
  log: quietLog(),
  beside: () =>
    forkProcess(new URL('../../../../src/main/mail-process.ts', import.meta.url), [script.href], {}),
});
const { reading } = await reader.read(new TextEncoder().encode('Subject: one\r\n\r\n'), []);
process.stdout.write(`${reading.orders[0]?.review?.[0]?.detail}\n`);
