import { parentPort } from 'node:worker_threads';
import type { LedgerTask } from './ledger-tasks.ts';
import { answerTo } from './ledger-tasks.ts';

// Runs apart from the app, which goes on meanwhile: SQLite answers when it has gone through the whole file.
// One task, and it ends: nothing keeps a thread whose port nobody listens to.
const port = parentPort;
port?.once('message', (task: LedgerTask) => port.postMessage(answerTo(task)));
