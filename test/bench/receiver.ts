// How many webhooks a second the receiver accepts, and how fast, beside the least that could be done with each:
// `node bench/receiver.ts [deliveries] [rounds]`. Every server is a process of its own on a fresh directory.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { shareOf } from '../support/steady-load.ts';
import { reach } from './goals.ts';

const total = Number(process.argv[2] ?? 6_000);
/** What one round says goes up and down by a tenth: at full speed it takes eleven for a median that stays. */
const rounds = { full: Number(process.argv[3] ?? 11), paced: Number(process.argv[3] ?? 5) };
const connections = 16;
/** Sent, and made orders of, before anything is measured, as it is asked afterwards. */
const warming = 100;
const flags = ['--disable-warning=ExperimentalWarning'];
const place = (name: string): string => fileURLToPath(new URL(`receiver/${name}`, import.meta.url));

const answeredSchema = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  worst: z.number(),
  refused: z.int(),
});
type Answered = z.infer<typeof answeredSchema> & {
  /** How many orders the app made of them a second, from the first delivery on; null of what only answers. */
  readonly made: number | null;
};

const servers = {
  'node:http alone': [place('servers.ts'), 'bare'],
  'limit: signature and commit': [place('servers.ts'), 'limit'],
  Orderbell: [place('app.ts')],
} as const;
type Name = keyof typeof servers;
const names = Object.keys(servers) as Name[]; // an object of exactly these

/** @param pace how many connections, and how many deliveries a second where not as many as can be */
async function run(name: Name, count: number, ...pace: readonly number[]): Promise<Answered> {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));
  const [script, ...args] = servers[name];
  const server = spawn(process.execPath, [...flags, script, ...args, dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(server.stdout, 'data');
    const url = String(line).trim();
    const send = (deliveries: number) =>
      promisify(execFile)(process.execPath, [
        ...flags,
        place('load.ts'),
        url,
        ...[deliveries, ...pace].map(String),
      ]);
    // an order that was accepted and is not there yet rings nobody
    const made = async (orders: number): Promise<void> => {
      if (name !== 'Orderbell') return;
      server.stdin.write(`${orders}\n`);
      await once(server.stdout, 'data');
    };
    await send(warming);
    await made(warming);
    const { stdout } = await send(count);
    const loadedAt = performance.now();
    const answered = answeredSchema.parse(JSON.parse(stdout));
    if (answered.refused > 0) throw new Error(`${name} refused ${answered.refused} of ${count} deliveries`);
    if (name !== 'Orderbell') return { ...answered, made: null };
    await made(warming + count);
    const seconds = count / answered.perSecond + (performance.now() - loadedAt) / 1000;
    return { ...answered, made: count / seconds };
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  }
}

async function compare(what: string, rounds: number, count: number, ...pace: readonly number[]) {
  const all = new Map<Name, Answered[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) all.set(name, [...(all.get(name) ?? []), await run(name, count, ...pace)]);
  }
  console.log(
    `\n${what}, medians of ${rounds} rounds\n${''.padEnd(30)}     per s      p50      p99    worst  orders/s`,
  );
  for (const name of names) {
    const runs = all.get(name) ?? [];
    const of = (pick: (one: Answered) => number) => shareOf(runs.map(pick), 0.5);
    const cells = [
      of((one) => one.perSecond),
      of((one) => one.p50),
      of((one) => one.p99),
      of((one) => one.worst),
    ];
    const made = runs.flatMap((one) => one.made ?? []);
    const orders = made.length > 0 ? shareOf(made, 0.5).toFixed(0) : '–';
    console.log(
      `${name.padEnd(30)}${cells.map((cell) => cell.toFixed(1).padStart(9)).join('')}${orders.padStart(10)}`,
    );
  }
  const ratioOf = (pick: (one: Answered) => number): number => {
    const ratios = (all.get('Orderbell') ?? []).map(
      (own, round) => pick(own) / pick(all.get('limit: signature and commit')?.[round] ?? own),
    );
    return shareOf(ratios, 0.5);
  };
  const perSecond = ratioOf((one) => one.perSecond);
  const p99 = ratioOf((one) => one.p99);
  console.log(`Orderbell / limit: per s ${perSecond.toFixed(2)}, p99 ${p99.toFixed(2)}`);
  return { perSecond, p99 };
}

const full = await compare(
  `${total} deliveries of 9 KB over ${connections} connections`,
  rounds.full,
  total,
  connections,
);
reach(1, 'accepted a second, 16 connections', full.perSecond);
reach(1, 'answer p99, 16 connections', full.p99);
const paced = await compare('50 a second for 10 s', rounds.paced, 500, connections, 50);
reach(1, 'answer p99, 50 a second', paced.p99);
