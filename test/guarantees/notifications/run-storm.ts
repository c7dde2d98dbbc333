// The long run: `node test/guarantees/notifications/run-storm.ts --orders 1000 --kills 200 [--seed N]`. Prints a
// JSON summary.
import { parseArgs } from 'node:util';
import { storm } from '../../unit/notify/alert-rules/storm.ts';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
const [orders, kills, seed] = [values.orders, values.kills, values.seed].map(Number);
if (orders === undefined || kills === undefined || seed === undefined) throw new Error('not a number');
const end = await storm({ orders, kills, seed });
process.stdout.write(`${JSON.stringify({ seed, ...end })}\n`);
if (end.twice + end.silent + end.unparked > 0) process.exitCode = 1;
