import { parentPort } from 'node:worker_threads';
import type { LedgerTask } from './ledger-tasks.ts';
import { answerTo } from './ledger-tasks.ts';

// Runs outside the main thread, because SQLite blocks its thread until it has read the whole file.
// It ends after one task: without a listener on its port, nothing keeps a worker thread alive.
const port = parentPort;
port?.once('message', (task: LedgerTask) => port.postMessage(answerTo(task)));
