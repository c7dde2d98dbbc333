// What an order by itself costs in a ledger, in a process of its own as an app is: `node bench/one-by-one.ts FILE ORDERS-IN-IT`.
// Prints the milliseconds as JSON, after as many orders more as make all warm.
import { openLedger } from '../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../src/shared/ids.ts';
import { shareOf } from '../support/steady-load.ts';
import { clock, goOnAfter, oneByOne } from './large-ledger.ts';
import { measured, warming } from './order-cost.ts';

const [file = '', there = '0'] = process.argv.slice(2);
const from = Number(there);

goOnAfter(from);
const ledger = openLedger({ file, clock, deskId: workstationIdSchema.parse('bench') });
oneByOne(ledger, from + warming, from);
const ms = oneByOne(ledger, from + warming + measured, from + warming);
ledger.close();
const mean = ms.reduce((a, b) => a + b, 0) / ms.length;
process.stdout.write(JSON.stringify({ middle: shareOf(ms, 0.5), mean }));
