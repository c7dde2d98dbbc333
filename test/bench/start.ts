// How long the built app takes from its start until it is ready, and how much memory it has at rest and after 10,000
// orders more, on a large ledger: `node bench/start.ts [orders]`, after a build. Linux alone tells what memory is a process's own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningApp } from '../browser/support/app.ts';
import { startApp } from '../browser/support/app.ts';
import { shareOf } from '../support/steady-load.ts';
import { reach } from './goals.ts';
import { fillDataDir } from './large-ledger.ts';
import { deliverOrder, webhookShop } from './webhook-shop.ts';

const total = Number(process.argv[2] ?? 100_000);
const more = Number(process.argv[3] ?? 10_000);
const starts = 5;
const dataDir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));
const start = (): Promise<RunningApp> => startApp({ dataDir, env: webhookShop });

/** The proportional set size, in MB. */
function memoryOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
}

/** As Shopify does, a few at a time. */
async function deliver(receiver: string, count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 10) {
    const some = Array.from(
      { length: Math.min(10, count - nth) },
      (_, index) => 7_000_000_000_000 + nth + index,
    );
    await Promise.all(some.map((id) => deliverOrder(receiver, id)));
  }
}

try {
  fillDataDir(dataDir, total);

  const taken: number[] = [];
  for (let nth = 0; nth < starts; nth += 1) {
    const began = performance.now();
    const app = await start();
    taken.push(performance.now() - began);
    await app.stop();
  }
  const sorted = taken.toSorted((a, b) => a - b);
  console.log(`start to ready with ${total} orders: ${sorted.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  reach(8, 'start to ready, 100,000 orders', shareOf(taken, 0.5));

  const app = await start();
  await pause(10_000);
  const resting = memoryOf(app.pid);
  await deliver(app.receiver, more);
  await pause(10_000);
  const loaded = memoryOf(app.pid);
  console.log(`memory at rest ${resting.toFixed(0)} MB, after ${more} orders more ${loaded.toFixed(0)} MB`);
  reach(8, 'memory at rest', resting);
  reach(8, 'memory after 10,000 more orders', loaded);
  await app.stop();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
