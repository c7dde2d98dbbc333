// Looks at a ledger in a process of its own, which the app starts.
import { appPort } from '../../app-port.ts';
import type { LedgerTask } from './ledger-tasks.ts';
import { answerTo } from './ledger-tasks.ts';

const app = appPort();
// the app is the only one that can say anything here
app.hear((task) => app.say(answerTo(task as LedgerTask)));
app.say('ready');
