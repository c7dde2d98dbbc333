import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../../shared/problem.ts';
import type { MailTask } from './mail-tasks.ts';
import { runTask } from './mail-tasks.ts';

// Runs outside the app's main thread with a memory cap: a mail that exhausts it ends only this thread.
const port = parentPort;
port?.on('message', (task: MailTask) => {
  runTask(task).then(
    (answer) => port.postMessage(answer),
    (error: unknown) => port.postMessage({ failure: messageOf(error) }),
  );
});

/** Contains every kind of text that the parser looks for. */
const sample =
  'Subject: New order 1042\r\nContent-Type: text/html\r\n\r\n<p>New order</p><p>Order number: A-1042</p><p>Placed: 14 May 2025, 11:48</p><p>Customer: Ann Lee, +1 312 555 0178</p><table><tr><td>2 x Rose</td><td style="padding:0">$12.50</td></tr><tr><td>Total</td><td>$12.50</td></tr></table>';

// The worker reports ready after one parse: patterns are compiled by then, and the first mail has its full time limit. A defect
// of the parser would show with the first mail.
runTask({ task: 'read', raw: new TextEncoder().encode(sample), recipes: [] })
  .catch(() => null)
  .finally(() => port?.postMessage({ ready: true }));
