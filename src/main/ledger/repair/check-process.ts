// Checks a ledger in a separate process, which the app starts.
import { talkToApp } from '../../parent-process.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { answerTo } from './ledger-tasks.ts';

const parent = talkToApp();
// only the app can send messages here
parent.hear((task) => parent.say(answerTo(task as LedgerTask)));
parent.say('ready');
