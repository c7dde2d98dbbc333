import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

type Goal = {
  readonly name: string;
  /** What it is a ratio to; absent for a figure of its own. */
  readonly against?: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly floor: number;
  readonly aim: number;
  /** Which of `bench/` measures it. */
  readonly bench: string;
  /** Asked for by `--million` alone. */
  readonly ofMillion?: true;
};

/** From so many orders on a figure is one of a million's. */
export const million = 1_000_000;

/** What the app is held to. Ratios are of one run on one machine; the rest depends on it. */
export const goals = {
  accepted: {
    name: 'webhooks accepted a second, 16 connections',
    against: 'signature and one commit',
    unit: '×',
    better: 'more',
    floor: 0.6,
    aim: 0.8,
    bench: 'receiver',
  },
  acceptedP99: {
    name: 'answer to a webhook, p99, 16 connections',
    against: 'signature and one commit',
    unit: '×',
    better: 'less',
    floor: 3,
    aim: 2,
    bench: 'receiver',
  },
  pacedP99: {
    name: 'answer to a webhook, p99, 50 a second',
    against: 'signature and one commit',
    unit: '×',
    better: 'less',
    floor: 3,
    aim: 2,
    bench: 'receiver',
  },
  told: {
    name: 'in BigQuery → accepted by ManyChat, p50, 5 orders a second',
    unit: 'ms',
    better: 'less',
    floor: 100,
    aim: 50,
    bench: 'bell',
  },
  mails: {
    name: 'mails read a second, 100 KB',
    against: 'parsing and twenty selectors',
    unit: '×',
    better: 'more',
    floor: 0.5,
    aim: 0.7,
    bench: 'mails',
  },
  search: {
    name: 'search, p99, 100,000 orders',
    unit: 'ms',
    better: 'less',
    floor: 10,
    aim: 2,
    bench: 'search',
  },
  searchMillion: {
    name: 'search, p99, 1,000,000 orders',
    unit: 'ms',
    better: 'less',
    floor: 40,
    aim: 12,
    bench: 'search',
    ofMillion: true,
  },
  insights: {
    name: 'insights of 30 days, p50, 100,000 orders',
    unit: 'ms',
    better: 'less',
    floor: 100,
    aim: 30,
    bench: 'insights',
  },
  insightsMillion: {
    name: 'insights of 30 days, p50, 1,000,000 orders',
    unit: 'ms',
    better: 'less',
    floor: 100,
    aim: 30,
    bench: 'insights',
    ofMillion: true,
  },
  lastOrder: {
    name: 'cost of an order by itself, the 100,000th',
    against: 'the 3,000th',
    unit: '×',
    better: 'less',
    floor: 1.5,
    aim: 1.2,
    bench: 'search',
  },
  lastOrderMillion: {
    name: 'cost of an order by itself, the millionth',
    against: 'the 3,000th',
    unit: '×',
    better: 'less',
    floor: 1.5,
    aim: 1.2,
    bench: 'search',
    ofMillion: true,
  },
  start: {
    name: 'start to ready, 100,000 orders',
    unit: 'ms',
    better: 'less',
    floor: 2_500,
    aim: 1_500,
    bench: 'start',
  },
  resting: {
    name: 'memory of the headless app at rest',
    unit: 'MB',
    better: 'less',
    floor: 200,
    aim: 150,
    bench: 'start',
  },
  loaded: {
    name: 'memory after 10,000 orders more',
    unit: 'MB',
    better: 'less',
    floor: 350,
    aim: 250,
    bench: 'start',
  },
  painted: {
    name: 'order in the ledger → on screen, p95, 100,000 orders',
    unit: 'ms',
    better: 'less',
    floor: 200,
    aim: 100,
    bench: 'inbox',
  },
  loads: {
    name: 'load jobs of a table a day, five computers, 300 orders',
    unit: '',
    better: 'less',
    floor: 1_500,
    aim: 750,
    bench: 'cost',
  },
  billed: {
    name: 'questions of such a month, of what BigQuery gives away',
    unit: '%',
    better: 'less',
    floor: 100,
    aim: 75,
    bench: 'cost',
  },
} as const satisfies Readonly<Record<string, Goal>>;
export type GoalName = keyof typeof goals;

type Measured = {
  readonly benches: readonly string[];
  readonly isMillion: boolean;
  /** What `reach` has noted; nothing where there is no such file. */
  readonly file?: string | undefined;
};

const figureSchema = z.object({ name: z.string(), value: z.number() });
const place = process.env.ORDERBELL_FIGURES;

/** Notes what was measured, for the table at the end of a run; what is no number was not. */
export function reach(name: GoalName, value: number): void {
  if (place !== undefined && Number.isFinite(value))
    appendFileSync(place, `${JSON.stringify({ name, value })}\n`);
}

/**
 * One line a goal of these benches: what was measured, the floor, the aim and which of them is reached. What was to be
 * measured and was not is missed as well.
 */
export function goalTable({ benches, isMillion, file = place }: Measured): {
  readonly text: string;
  readonly missed: number;
} {
  const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const figures = lines.filter(Boolean).map((line) => figureSchema.parse(JSON.parse(line)));
  const asked = Object.entries<Goal>(goals).filter(
    ([, { bench, ofMillion }]) => benches.includes(bench) && (isMillion || ofMillion !== true),
  );
  const rows = asked.map(([key, goal]) => {
    const value = figures.findLast(({ name }) => name === key)?.value;
    const isWithin = (limit: number): boolean =>
      value !== undefined && (goal.better === 'more' ? value >= limit : value <= limit);
    const verdict = isWithin(goal.aim) ? 'aim' : isWithin(goal.floor) ? 'floor' : 'MISS';
    const said = value === undefined ? 'not measured' : `${Number(value.toPrecision(3))} ${goal.unit}`;
    const sign = goal.better === 'more' ? '≥' : '≤';
    const limits = `floor ${sign} ${goal.floor}, aim ${sign} ${goal.aim}`;
    const against = goal.against === undefined ? '' : ` / ${goal.against}`;
    return {
      verdict,
      line: `${verdict.padEnd(6)}${said.padStart(14)}   ${`${goal.name}${against}`.padEnd(74)}${limits}`,
    };
  });
  return {
    text: rows.map(({ line }) => line).join('\n'),
    missed: rows.filter(({ verdict }) => verdict === 'MISS').length,
  };
}
