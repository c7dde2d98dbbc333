import { parentPort } from 'node:worker_threads';
import type { LedgerTask } from './ledger-tasks.ts';
import { answerTo } from './ledger-tasks.ts';

// Runs apart from the app, which goes on meanwhile: SQLite answers when it has gone through the whole file.
const port = parentPort;
port?.on('message', (task: LedgerTask) => port.postMessage(answerTo(task)));
