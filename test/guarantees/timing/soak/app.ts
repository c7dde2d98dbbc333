// The whole app without a window, with loopback services from the environment, in accelerated time: `node
// --expose-gc app.ts DIR TIMES STARTED [leaky]`. Prints its receiver's address, then one sample per second. A
// leaky app keeps memory and an open file for each order.
import { openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { composeDesk } from '../../../../src/main/app.ts';
import { environmentSecrets } from '../../../../src/main/shell/headless/environment-secrets.ts';
import { testHost } from '../../../support/host.ts';
import { silentLog } from '../../../support/log.ts';
import { approveMarketplaces } from '../../../support/marketplaces.ts';
import { residentMb } from '../../../support/measured/weigh.ts';
import { fastClock } from './fast-clock.ts';
import type { Sample } from './sample.ts';

const [dataDir = '', times = '1', started = '0', how = ''] = process.argv.slice(2);
const startedAt = Number(started);
const clock = fastClock(Number(times), startedAt);
const environment = process.env;
let unhandled = 0;
process.on('unhandledRejection', () => {
  unhandled += 1;
});

const secrets = environmentSecrets({ environment, log: silentLog, onSecret: () => {} });
const app = await composeDesk(testHost({ dataDir, clock, secrets, log: silentLog, environment }).host);
await approveMarketplaces(app);

const kept: unknown[] = [];
let orders = 0;
app.events.on((event) => {
  if (event.kind !== 'orders-changed') return;
  orders += event.ids.length;
  if (how !== 'leaky') return;
  for (const id of event.ids)
    kept.push({ id, bytes: Buffer.alloc(100_000, id), file: openSync(join(dataDir, 'ledger.db'), 'r') });
});

const megabytes = (bytes: number): number => Math.round(bytes / 10_485.76) / 100;
const lateness = monitorEventLoopDelay({ resolution: 5 });
lateness.enable();

function sample(): Sample {
  const late = lateness.percentile(99) / 1e6 - 5;
  // the forced collection is not work of the app
  lateness.disable();
  globalThis.gc?.();
  lateness.enable();
  const { heapUsed, external } = process.memoryUsage();
  return {
    hour: (clock.now() - startedAt) / 3_600_000,
    held: megabytes(heapUsed + external),
    resident: Math.round(residentMb('self') * 100) / 100,
    openFiles: readdirSync('/proc/self/fd').length,
    log: megabytes(statSync(join(dataDir, 'ledger.db-wal')).size),
    late: Math.max(0, Math.round(late * 10) / 10),
    orders,
    unhandled,
  };
}

process.stdout.write(`${app.receiverUrl}\n`);
setInterval(() => process.stdout.write(`${JSON.stringify(sample())}\n`), 1_000);
