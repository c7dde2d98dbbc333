import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../../shared/problem.ts';
import type { MailTask } from './mail-tasks.ts';
import { runTask } from './mail-tasks.ts';

// Runs apart from the app, with a memory cap of its own: a mail that exhausts it takes only this thread along.
const port = parentPort;
port?.on('message', (task: MailTask) => {
  runTask(task).then(
    (answer) => port.postMessage(answer),
    (error: unknown) => port.postMessage({ failure: messageOf(error) }),
  );
});
port?.postMessage({ ready: true });
