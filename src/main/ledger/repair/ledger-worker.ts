import { parentPort } from 'node:worker_threads';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { runTask } from './ledger-tasks.ts';

// Runs apart from the app, which goes on meanwhile: SQLite answers when it has gone through the whole file.
const port = parentPort;
port?.on('message', (task: LedgerTask) => {
  try {
    port.postMessage({ answer: runTask(task) });
  } catch (error) {
    port.postMessage({ failure: messageOf(error), isProblem: isProblem(error) });
  }
});
