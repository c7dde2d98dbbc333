// Parses mails in a separate process that the app starts: `mail-process.js WORKER`.

import type { MailTask } from './intake/mail/mail-tasks.ts';
import { answerTasks } from './intake/mail/process-client.ts';
import { createWorkerClient } from './intake/mail/worker-client.ts';
import { createLog } from './log/logger.ts';
import { createRedactor } from './log/redact.ts';
import { talkToApp } from './parent-process.ts';

const script = new URL(process.argv.at(-1) ?? '');
// the app logs the problems of mails
const asker = createWorkerClient({
  script,
  log: createLog({ redactor: createRedactor(), to: { write: () => {} } }),
});

const parent = talkToApp();
const take = answerTasks(asker, parent.say);
// only the app sends messages here
parent.hear((task) => take(task as MailTask));
