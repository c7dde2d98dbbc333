// Reads mails in a process of its own, which the app starts: `mail-process.js WORKER`.

import type { MailTask } from './intake/mail/mail-tasks.ts';
import { answerTasks } from './intake/mail/process-client.ts';
import { createWorkerClient } from './intake/mail/worker-client.ts';
import { createLog } from './log/logger.ts';
import { createRedactor } from './log/redact.ts';
import { talkToApp } from './parent-process.ts';

const script = new URL(process.argv.at(-1) ?? '');
// what there is to say of a mail, the app says
const asker = createWorkerClient({
  script,
  log: createLog({ redactor: createRedactor(), to: { write: () => {} } }),
});

const parent = talkToApp();
const take = answerTasks(asker, parent.say);
// the app is the only one that can say anything here
parent.hear((task) => take(task as MailTask));
