// How long a page of the inbox and a search take on a large ledger: `node bench/search.ts [orders]`.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLedger } from '../../src/main/ledger/open.ts';
import { noticeKind } from '../../src/main/notice-kinds.ts';
import { shopTime } from '../../src/main/shop-time.ts';
import { workstationIdSchema } from '../../src/shared/ids.ts';
import type { OrderFilter } from '../../src/shared/order-filter.ts';
import { shareOf } from '../support/steady-load.ts';
import { million, reach } from './goals.ts';
import { clock, fill, first, goods, last, of, random, sources } from './large-ledger.ts';
import type { Cost } from './order-cost.ts';
import { orderCosts } from './order-cost.ts';

const total = Number(process.argv[2] ?? 100_000);
const dir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));
const file = join(dir, 'ledger.db');

function typed(): string {
  const digits = `0${of(['67', '50', '93', '63'])}${random(1e7)}`;
  return of([
    of(first).slice(0, 3 + random(4)),
    `${of(first)} ${of(last).slice(0, 2 + random(5))}`,
    of(last).slice(0, 1 + random(8)),
    `${digits.slice(0, 3)} ${digits.slice(3, 4 + random(6))}`,
    digits.slice(-7),
    String(random(total)).slice(0, 1 + random(5)),
    of(goods).slice(0, 4),
  ]);
}

const spent = ({ middle, mean }: Cost): string => `${middle.toFixed(2)} ms (mean ${mean.toFixed(2)})`;

type Timing = { readonly p50: number; readonly p99: number; readonly worst: number };
function measure(times: number, work: () => unknown): Timing {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    work();
    taken.push(performance.now() - start);
  }
  return { p50: shareOf(taken, 0.5), p99: shareOf(taken, 0.99), worst: shareOf(taken, 1) };
}

const show = (what: string, timing: Timing, reference: Timing): void => {
  const cells = [timing.p50, timing.p99, timing.worst].map((ms) => ms.toFixed(2).padStart(8));
  console.log(`${what.padEnd(34)}${cells.join('')}${(timing.p99 / reference.p99).toFixed(1).padStart(9)}×`);
};

try {
  const open = () => openLedger({ file, clock, deskId: workstationIdSchema.parse('bench') });
  const filled = open();
  const start = performance.now();
  fill(filled, total);
  const seconds = (performance.now() - start) / 1000;
  filled.close();
  const { early, late } = await orderCosts(dir, file, total);
  reach(total >= million ? 5 : 4, 'cost of the last order / the 3,000th', late.middle / early.middle);
  console.log(`an order by itself: ${spent(early)} at first, ${spent(late)} at last`);
  const ledger = open();
  const megabytes = statSync(file).size / 2 ** 20;
  console.log(
    `${total} orders in ${seconds.toFixed(1)} s (${(total / seconds).toFixed(0)}/s), ${megabytes.toFixed(0)} MB`,
  );

  // the least any search over rows could cost: 50 rows by primary key
  const plain = new DatabaseSync(file, { readOnly: true });
  const byKey = plain.prepare('SELECT * FROM orders WHERE row <= ? ORDER BY row DESC LIMIT 50');
  const reference = measure(400, () => byKey.all(random(total)));
  plain.close();

  const since = shopTime('Europe/Kyiv', clock.now());
  const page = (filter: Partial<OrderFilter>) =>
    ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 50, ...filter }, since);

  console.log(`${''.padEnd(34)}     p50     p99   worst  to 50 rows`);
  show('50 rows by key', reference, reference);
  show(
    'first page',
    measure(400, () => page({})),
    reference,
  );
  show(
    'page anywhere',
    measure(400, () => page({ offset: random(total) })),
    reference,
  );
  show(
    'open orders of a source',
    measure(400, () => page({ view: 'open', only: { sources: [of(sources)] } })),
    reference,
  );
  show(
    'today',
    measure(400, () => page({ view: 'today' })),
    reference,
  );
  let found = 0;
  const searched = measure(400, () => {
    if (page({ text: typed() }).total > 0) found += 1;
  });
  if (found < 200) throw new Error(`only ${found} of 400 searches found anything`);
  show('search', searched, reference);
  reach(total >= million ? 5 : 4, 'p99', searched.p99);
  show(
    'search in a source',
    measure(400, () => page({ text: typed(), only: { sources: [of(sources)] } })),
    reference,
  );
  show(
    'search in open orders',
    measure(400, () => page({ text: typed(), view: 'open' })),
    reference,
  );
  show(
    'search of one letter',
    measure(100, () => page({ text: of(['о', 'к', '0', '3']) })),
    reference,
  );
  show(
    'what is owed, as the strip looks',
    measure(400, () => [ledger.outbox.open(noticeKind), ledger.outbox.parked()]),
    reference,
  );
  ledger.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
