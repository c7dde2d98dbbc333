// Reads mails in a process of its own, which the app starts: `mail-process.js WORKER`.
import type { MailTask } from './intake/mail/mail-tasks.ts';
import { answerTasks } from './intake/mail/process-asker.ts';
import { createWorkerAsker } from './intake/mail/worker-asker.ts';
import { createLog } from './log/logger.ts';
import { createRedactor } from './log/redact.ts';

const script = new URL(process.argv.at(-1) ?? '');
// what there is to say of a mail, the app says
const asker = createWorkerAsker({
  script,
  log: createLog({ redactor: createRedactor(), to: { write: () => {} } }),
});

// Electron's own port, or Node's: https://www.electronjs.org/docs/latest/api/parent-port
const electron = process.parentPort as Electron.ParentPort | undefined;
if (electron) {
  const take = answerTasks(asker, (said) => electron.postMessage(said));
  electron.on('message', ({ data }: { readonly data: MailTask }) => take(data));
} else {
  const take = answerTasks(asker, (said) => process.send?.(said));
  process.on('message', (task: MailTask) => take(task));
  // the app is gone, however it went
  process.on('disconnect', () => process.exit());
}
