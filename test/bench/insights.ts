// How long the page of insights waits for its numbers on a large ledger: `node bench/insights.ts [orders] [FILE]`.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InsightsAsked } from '../../src/main/insights-port.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../src/shared/ids.ts';
import { rangeBefore, rangeOf } from '../../src/shared/insights/range.ts';
import { shareOf } from '../support/steady-load.ts';
import { million, reach } from './goals.ts';
import { fillSales, salesClock } from './many-sales.ts';

const total = Number(process.argv[2] ?? 100_000);
const dir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));
const file = process.argv[3] ?? join(dir, 'ledger.db');
const times = 15;

try {
  const isThere = existsSync(file);
  const began = performance.now();
  const ledger = openLedger({ file, clock: salesClock, deskId: workstationIdSchema.parse('bench') });
  if (!isThere) fillSales(ledger, total);
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${total} orders ${isThere ? 'opened' : 'written'} in ${seconds.toFixed(1)} s, ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`,
  );

  const every = { currency: 'UAH', most: 50, source: null, before: null };
  const commissions = [
    { source: 'mail:dostavo', share: 2500, fixed: null },
    { source: 'mail:bloomdash', share: 1750, fixed: { minor: 500, currency: 'UAH' } },
  ];
  const ask = (asked: InsightsAsked) => {
    const steps: number[] = [];
    const report = ledger.insights.report(asked);
    // the time of this process on the processor: what else the machine does is no part of it
    const spent = (): number => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    };
    for (;;) {
      const start = spent();
      const step = report.next();
      steps.push(spent() - start);
      if (step.done) return { steps, report: step.value };
    }
  };
  const last = [...ledger.orders.each()].at(-1)?.order.receivedAt ?? 0;
  const today = new Date(last).toISOString().slice(0, 10);
  const { firstDay } = ask({ ...every, commissions, range: { from: today, to: today } }).report;
  console.log('range              orders   p50 ms   max ms   longest step ms');
  for (const preset of ['today', '7', '30', '90', 'year', 'all'] as const) {
    const range =
      preset === 'year'
        ? { from: `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`, to: today }
        : rangeOf(preset, today, firstDay);
    const asked = { ...every, commissions, range, before: rangeBefore(range) };
    const runs = Array.from({ length: times }, () => ask(asked));
    const sums = runs.map(({ steps }) => steps.reduce((a, b) => a + b, 0));
    const middle = shareOf(sums, 0.5);
    const cells = [middle, Math.max(...sums), Math.max(...runs.flatMap(({ steps }) => steps))];
    if (preset === '30') reach(total >= million ? 7 : 6, '30 days, p50', middle);
    console.log(
      `${preset.padEnd(16)}${String(runs[0]?.report.totals.orders).padStart(9)}${cells.map((ms) => ms.toFixed(1).padStart(9)).join('')}`,
      process.env.STEPS ? runs[5]?.steps.map((ms) => ms.toFixed(0)).join(' ') : '',
    );
  }
  ledger.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
