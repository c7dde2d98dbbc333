// How long after BigQuery has an order each of two managers is told of it, at five orders a second:
// `node bench/bell.ts [seconds]`. Everything but the two services is the app's own; they are the sample shop's, on loopback.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { createManychatClient } from '../../src/main/manychat/client.ts';
import { createNotifier } from '../../src/main/notify/notifier.ts';
import { createRelay } from '../../src/main/outbox/relay.ts';
import type { Log } from '../../src/main/ports.ts';
import { systemClock as clock } from '../../src/main/shell/system-clock.ts';
import { createWarehouse } from '../../src/main/warehouse/warehouse.ts';
import { startBigQuery } from '../../src/sample-shop/bigquery/server.ts';
import { startManychat } from '../../src/sample-shop/manychat/server.ts';
import { subscriberIdSchema, workstationIdSchema } from '../../src/shared/ids.ts';
import { incomingOrder } from '../support/orders.ts';
import { shareOf, timesOf } from '../support/steady-load.ts';
import { reach } from './goals.ts';

const seconds = Number(process.argv[2] ?? 30);
const perSecond = 5;
const log: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (message, fields) => console.error(message, fields),
  scoped: () => log,
};
const dir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));
const ids = ['7000000000000000101', '7000000000000000102'].map((id) => subscriberIdSchema.parse(id));
const person = { phone: null, email: null, lastWords: null, last: 'Koval', lastInteraction: clock.now() };

try {
  const ledger = openLedger({
    file: join(dir, 'ledger.db'),
    clock,
    deskId: workstationIdSchema.parse('bench'),
  });
  const bigquery = await startBigQuery({ clock, log });
  const manychat = await startManychat({
    clock,
    log,
    subscribers: ids.map((id, index) => ({ ...person, id, first: `Manager ${index}` })),
  });
  const committedAt = new Map<string, number>();
  const cameAt = new Map<string, number>();
  const toldAfter: number[] = [];
  const allAfter: number[] = [];
  const warehouse = createWarehouse({
    config: bigquery.config,
    ledger,
    clock,
    log,
    onCommitted: (orderIds) => {
      for (const id of orderIds) committedAt.set(id, performance.now());
    },
  });
  const notifier = createNotifier({
    ledger,
    clock,
    log,
    config: () => manychat.config,
    managers: () => ids.map((subscriberId, index) => ({ name: `Manager ${index}`, subscriberId })),
    warehouseOn: () => true,
    language: () => 'en',
    openManychat: (config) => {
      const client = createManychatClient({ config, clock, log });
      return {
        ...client,
        async send(id, content) {
          await client.send(id, content);
          const now = performance.now();
          for (const [, number = ''] of JSON.stringify(content).matchAll(/New order #(\d+)/g)) {
            toldAfter.push(now - (committedAt.get(`shopify:${number}`) ?? Number.NaN));
            allAfter.push(now - (cameAt.get(`shopify:${number}`) ?? Number.NaN));
          }
        },
      };
    },
  });
  const relay = createRelay({
    ledger,
    clock,
    log,
    performers: [...warehouse.performers, ...notifier.performers],
  });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  warehouse.start();
  relay.start();
  await notifier.connection.check();

  const total = perSecond * seconds;
  const begun = performance.now();
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  for (let turn = 0; turn < total; turn += 1) {
    await pause(Math.max(0, begun + (turn * 1000) / perSecond - performance.now()));
    const sourceId = String(1001 + turn);
    cameAt.set(`shopify:${sourceId}`, performance.now());
    recorder.record(incomingOrder({ sourceId }), { by: 'shopify', ring: true, toldAt: clock.now() });
  }
  const patience = performance.now() + 60_000;
  while (toldAfter.length < total * ids.length && performance.now() < patience) await pause(50);
  console.log(
    `${total} orders at ${perSecond}/s, ${toldAfter.length} of ${total * ids.length} notices accepted`,
  );
  if (toldAfter.length < total * ids.length) throw new Error('not all were told: the times say nothing');
  console.log(`in BigQuery → accepted by ManyChat  ${timesOf(toldAfter)}`);
  reach(2, 'in BigQuery → accepted by ManyChat, p50', shareOf(toldAfter, 0.5));
  console.log(`order came  → accepted by ManyChat  ${timesOf(allAfter)}`);
  await Promise.all([warehouse.stop(), relay.stop()]);
  await Promise.all([bigquery.stop(), manychat.stop()]);
  ledger.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
