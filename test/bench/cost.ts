// What BigQuery is asked, and charges, for a day of five computers and 300 orders: `node bench/cost.ts [orders] [times]`. Five
// whole apps stand on the sample shop's BigQuery and ManyChat, and the day passes so many times as fast.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composeDesk } from '../../src/main/app.ts';
import type { Desk } from '../../src/main/host.ts';
import { environmentSecrets } from '../../src/main/shell/headless/environment-secrets.ts';
import { startBigQuery } from '../../src/sample-shop/bigquery/server.ts';
import { startManychat } from '../../src/sample-shop/manychat/server.ts';
import type { CostKind, CostView } from '../../src/shared/cost.ts';
import { costKinds } from '../../src/shared/cost.ts';
import { fastClock } from '../guarantees/timing/soak/fast-clock.ts';
import { callerOf } from '../support/caller.ts';
import { testHost } from '../support/host.ts';
import { silentLog as log } from '../support/log.ts';
import { reach } from './goals.ts';
import { deliverOrder, webhookShop } from './webhook-shop.ts';

const orders = Number(process.argv[2] ?? 300);
const times = Number(process.argv[3] ?? 240);
const dayMs = 24 * 3_600_000;
const desks = 5;
const daysOfAMonth = 31;
/** The others ask for what is new every few minutes: of the day's last orders they have not heard yet. */
const stillOnTheWay = 5;

const dir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));
const startedAt = Date.now();
const clock = fastClock(times, startedAt);
const manager = '7000000000000000101';

try {
  const bigquery = await startBigQuery({ clock, log });
  const person = { id: manager, first: 'Anna', last: 'Koval', phone: null, email: null, lastWords: null };
  const manychat = await startManychat({
    clock,
    log,
    subscribers: [{ ...person, lastInteraction: clock.now() }],
  });
  const environment = {
    ...webhookShop,
    ORDERBELL_BIGQUERY_PROJECT: bigquery.config.projectId,
    ORDERBELL_BIGQUERY_API_BASE: bigquery.config.apiBase,
    ORDERBELL_MANYCHAT_TOKEN: manychat.config.token ?? '',
    ORDERBELL_MANYCHAT_API_BASE: manychat.config.apiBase,
    ORDERBELL_MANAGERS: `Anna:${manager}`,
  };
  const open = (nth: number): Promise<Desk> => {
    const secrets = environmentSecrets({ environment, log, onSecret: () => {} });
    const dataDir = join(dir, String(nth));
    return composeDesk(testHost({ dataDir, clock, secrets, log, environment }).host);
  };
  const [listener, ...others] = await Promise.all(Array.from({ length: desks }, (_, nth) => open(nth)));
  if (!listener) throw new Error('no desk has started');
  const all = [listener, ...others];

  for (let nth = 0; nth < orders; nth += 1) {
    const due = startedAt + (nth * dayMs) / orders;
    await pause(Math.max(0, (due - clock.now()) / times)); // the shop's pace
    await deliverOrder(listener.receiverUrl, 7_000_000_000_000 + nth);
  }
  await pause(Math.max(0, (startedAt + dayMs - clock.now()) / times));

  const views = await Promise.all(all.map(costOf));
  const sum = (kind: CostKind, of: 'jobs' | 'bytes' | 'billed'): number =>
    views.reduce((all, { kinds }) => all + (kinds.find((one) => one.kind === kind)?.[of] ?? 0), 0);
  console.log(`${desks} computers, ${orders} orders, a day        calls          bytes         billed`);
  for (const kind of costKinds) {
    const cells = [sum(kind, 'jobs'), sum(kind, 'bytes'), sum(kind, 'billed')];
    console.log(kind.padEnd(36) + cells.map((cell) => cell.toLocaleString('en').padStart(15)).join(''));
  }
  const inBigQuery = bigquery.rows(bigquery.config.dataset, 'entries').length;
  const rowsThere = await Promise.all(all.map(ordersOf));
  console.log(`${inBigQuery} rows in BigQuery; orders on each computer: ${rowsThere.join(', ')}`);
  if (inBigQuery < orders || rowsThere.some((count) => count < orders - stillOnTheWay))
    throw new Error('not all orders went through BigQuery to every computer: what that cost says nothing');
  const free = views[0]?.freeQueryBytes ?? Number.NaN;
  reach(10, 'load jobs of a table a day', sum('load', 'jobs'));
  reach(10, 'queries of a month / the free tier', (100 * daysOfAMonth * sum('query', 'billed')) / free);

  await Promise.all(all.map((desk) => desk.stop()));
  await Promise.all([bigquery.stop(), manychat.stop()]);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function costOf(desk: Desk): Promise<CostView> {
  const view = await callerOf(desk.dispatch)('warehouse.cost', undefined);
  if (!view) throw new Error('a desk says that BigQuery is not connected');
  return view;
}

async function ordersOf(desk: Desk): Promise<number> {
  const { counts } = await callerOf(desk.dispatch)('orders.list', {
    view: 'all',
    text: '',
    offset: 0,
    limit: 1,
  });
  return counts.all;
}
