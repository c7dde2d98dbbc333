import type { Budget } from '../support/measured/budget.ts';
import { noteFigure } from '../support/measured/figures.ts';
import type { Listed, Outcome } from '../support/measured/verdicts.ts';
import { tableOf, verdictsOn } from '../support/measured/verdicts.ts';

type Goal = Listed & {
  /** The file of this folder that measures it. */
  readonly bench: string;
  /** Measured with `--million` only. */
  readonly ofMillion?: true;
};

/** From so many orders on a figure is one of a million orders. */
export const million = 1_000_000;

const atLeast = (least: number, aim: number, unit: string): Budget => ({ atLeast: least, aim, unit });
const atMost = (most: number, aim: number, unit: string): Budget => ({ atMost: most, aim, unit });

/** What the app is held to. Ratios (×) compare two things in one run on one machine; the rest depends on the machine. */
export const goals = {
  1: {
    name: 'webhooks',
    method: 'beside a server that checks the signature and makes one commit',
    bench: 'receiver',
    budgets: {
      'accepted a second, 16 connections': atLeast(0.6, 0.8, '×'),
      'answer p99, 16 connections': atMost(3, 2, '×'),
      'answer p99, 50 a second': atMost(3, 2, '×'),
    },
  },
  2: {
    name: 'notifications, 5 orders a second',
    bench: 'bell',
    budgets: { 'in BigQuery → accepted by ManyChat, p50': atMost(100, 50, 'ms') },
  },
  3: {
    name: 'mails of 100 KB',
    method: 'beside parsing and twenty selectors',
    bench: 'mails',
    budgets: { 'read a second': atLeast(0.5, 0.7, '×') },
  },
  4: {
    name: 'search, 100,000 orders',
    bench: 'search',
    budgets: { p99: atMost(10, 2, 'ms'), 'cost of the last order / the 3,000th': atMost(1.5, 1.2, '×') },
  },
  5: {
    name: 'search, 1,000,000 orders',
    bench: 'search',
    ofMillion: true,
    budgets: { p99: atMost(40, 12, 'ms'), 'cost of the last order / the 3,000th': atMost(1.5, 1.2, '×') },
  },
  6: {
    name: 'insights, 100,000 orders',
    bench: 'insights',
    budgets: { '30 days, p50': atMost(100, 30, 'ms') },
  },
  7: {
    name: 'insights, 1,000,000 orders',
    bench: 'insights',
    ofMillion: true,
    budgets: { '30 days, p50': atMost(100, 30, 'ms') },
  },
  8: {
    name: 'headless app',
    bench: 'start',
    budgets: {
      'start to ready, 100,000 orders': atMost(2_500, 1_500, 'ms'),
      'memory at rest': atMost(200, 150, 'MB'),
      'memory after 10,000 more orders': atMost(350, 250, 'MB'),
    },
  },
  9: {
    name: 'inbox, 100,000 orders',
    bench: 'inbox',
    budgets: { 'order in the ledger → on screen, p95': atMost(200, 100, 'ms') },
  },
  10: {
    name: 'BigQuery, five computers, 300 orders a day',
    bench: 'cost',
    budgets: {
      'load jobs of a table a day': atMost(1_500, 750, ''),
      'queries of a month / the free tier': atMost(100, 75, '%'),
    },
  },
} as const satisfies Readonly<Record<number, Goal>>;
type Goals = typeof goals;

/** Notes a figure for the table at the end of the run; a figure that is not a number counts as not measured. */
export function reach<N extends keyof Goals>(
  of: N,
  name: keyof Goals[N]['budgets'] & string,
  value: number,
): void {
  if (Number.isFinite(value)) noteFigure({ of, name, value: Number(value.toPrecision(3)), runs: [value] });
}

type Asked = {
  readonly benches: readonly string[];
  readonly isMillion: boolean;
  readonly figures: Parameters<typeof verdictsOn>[2];
};

/** The table of these benches. A goal that was not measured counts as missed. */
export function goalTable({ benches, isMillion, figures }: Asked): {
  readonly text: string;
  readonly missed: number;
} {
  const asked = Object.entries<Goal>(goals).filter(
    ([, { bench, ofMillion }]) => benches.includes(bench) && (isMillion || ofMillion !== true),
  );
  const ran: readonly Outcome[] = asked.map(([of, { bench }]) => ({
    of: Number(of),
    name: bench,
    state: 'passed',
  }));
  const verdicts = verdictsOn(Object.fromEntries(asked), ran, figures);
  return {
    text: tableOf(verdicts, { good: 'ok', bad: 'MISS' }),
    missed: verdicts.filter(({ misses }) => misses.length > 0).length,
  };
}
