import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../support/clock.ts';
import { projectionOf } from '../support/desks.ts';
import { memoryLedger } from '../support/ledger.ts';
import { seeded } from '../warehouse/random-ledger.ts';
import type { Messenger, Shopify, SimulatedDesk, Surroundings } from './simulated-desk.ts';
import { managers, ownOrder, simulatedDesk } from './simulated-desk.ts';
import { simulatedHub } from './simulated-hub.ts';

const minute = 60_000;
/** Five minutes of silence, and what two looks and a request that is lost may take. */
const takeOverMs = 7 * minute;
const orderCount = 1_000;
const dayMs = 6 * 60 * minute;
/** One in the ordinary run; more of them by `ORDERBELL_TEST_SEEDS=1-20`. */
const [firstSeed = 1, lastSeed = firstSeed] = (process.env.ORDERBELL_TEST_SEEDS ?? '2')
  .split('-')
  .map(Number);
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, at) => firstSeed + at);
const names = ['anna', 'borys', 'vira', 'hanna', 'denys'];
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** For how long each way of a desk is cut, by the time that passes. */
type Cuts = { bigquery: number; shopify: number; manychat: number };

function shopifyOf(random: () => number, from: number): Shopify {
  const times = Array.from({ length: orderCount }, () => from + Math.floor(random() * dayMs));
  return {
    orders: times
      .toSorted((one, other) => one - other)
      .map((at, index) => ({
        at,
        order: ownOrder('shopify', String(index + 1), new Date(at).toISOString()),
      })),
  };
}

async function simulate(seed: number) {
  const random = seeded(seed);
  const clock = fakeClock('2025-03-04T06:00:00Z');
  const hub = simulatedHub(clock.now);
  const messenger: Messenger = new Map();
  const shopify = shopifyOf(random, clock.now());
  const around: Surroundings = { clock, hub, shopify, messenger, random };
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-desks-'));
  folders.push(folder);
  const cuts = new Map<string, Cuts>(
    names.map((name) => [name, { bigquery: 0, shopify: 0, manychat: 0 }] as const),
  );
  let isCalm = false;
  const desks: readonly SimulatedDesk[] = names.map((name) =>
    simulatedDesk(around, name, {
      file: join(folder, `${name}.db`),
      skewMs: Math.round((random() * 2 - 1) * 10 * minute),
      sky(what) {
        if ((cuts.get(name)?.[what] ?? 0) > clock.now()) return 'cut-before';
        if (isCalm) return 'fair';
        const dice = random();
        return dice < 0.02 ? 'cut-before' : dice < 0.03 ? 'cut-after' : 'fair';
      },
    }),
  );
  const dead = new Map<SimulatedDesk, number>();
  const done = { kills: 0, cuts: 0, takeOvers: 0, longestSilence: 0 };
  for (const desk of desks) desk.start();

  /** Since when each desk could have listened while nobody did, by the time that passes. */
  const free = new Map<SimulatedDesk, number>();
  const someone = (): SimulatedDesk | undefined => desks[Math.floor(random() * desks.length)];
  for (let passed = 0; passed < dayMs + 45 * minute; passed += 10_000) {
    await clock.advance(10_000);
    isCalm = passed > dayMs;
    const reaches = (desk: SimulatedDesk): boolean =>
      desk.isAlive() && (cuts.get(names[desks.indexOf(desk)] ?? '')?.bigquery ?? 0) <= clock.now();
    const isHeld = desks.some((desk) => desk.deskId === hub.holder() && reaches(desk));
    for (const desk of desks) {
      const since = isHeld || !reaches(desk) ? clock.uptime() : (free.get(desk) ?? clock.uptime());
      free.set(desk, since);
      done.longestSilence = Math.max(done.longestSilence, clock.uptime() - since);
    }
    for (const [desk, until] of dead) {
      if (until > clock.now() && !isCalm) continue;
      desk.start();
      dead.delete(desk);
    }
    if (isCalm) {
      for (const cut of cuts.values()) Object.assign(cut, { bigquery: 0, shopify: 0, manychat: 0 });
      continue;
    }
    if (random() < 0.1) someone()?.work();
    const desk = someone();
    if (!desk) continue;
    if (random() < 0.006 && desk.isAlive()) {
      desk.kill();
      dead.set(desk, clock.now() + random() * (random() < 0.3 ? 30 : 3) * minute);
      done.kills += 1;
    }
    if (random() < 0.01) {
      const cut = cuts.get(names[desks.indexOf(desk)] ?? '');
      const until = clock.now() + random() * 20 * minute;
      const ways = (['bigquery', 'shopify', 'manychat'] as const).filter(() => random() < 0.6);
      for (const way of ways) if (cut) cut[way] = until;
      done.cuts += 1;
    }
    if (random() < 0.003) {
      await Promise.all([desk.takeOver(), clock.advance(1)]);
      done.takeOvers += 1;
    }
  }
  return { desks, hub, messenger, shopify, done };
}

describe('five computers of one shop', () => {
  it.each(seeds)(
    'agree with BigQuery and tell each order once, through cuts, kills, wrong clocks and take-overs (seed %i)',
    async (seed) => {
      const { desks, hub, messenger, shopify, done } = await simulate(seed);
      const whole = memoryLedger({ deskId: 'desk-whole' });
      const written = hub.rows.map((row) => ({
        ...row,
        orderId: row.order_id,
        at: Date.parse(row.at),
        recordedAt: Date.parse(row.recorded_at),
      }));
      whole.entries.adopt(written, { quiet: true });
      const wanted = projectionOf(whole);

      // everything everybody wrote is there, once
      const owned = desks.flatMap((desk) =>
        [...desk.ledger().entries.each()].filter((entry) => entry.desk === desk.deskId),
      );
      const seqs = new Set(hub.rows.map(({ desk, seq }) => `${desk} ${seq}`));
      expect(owned.filter(({ desk, seq }) => !seqs.has(`${desk} ${seq}`))).toEqual([]);
      for (const desk of desks) {
        expect(projectionOf(desk.ledger()).orders).toEqual(wanted.orders);
        expect(desk.ledger().verify()).toEqual([]);
      }
      const known = new Set<string>(wanted.orders.map(({ id }) => id));
      expect(shopify.orders.filter(({ order }) => !known.has(`shopify:${order.sourceId}`))).toEqual([]);

      // nobody was told twice, and what became of each notice is written down
      const twice = [...messenger].filter(([, count]) => count > 1);
      const told = wanted.orders.flatMap(({ id, notifications, status }) =>
        managers.map(({ name }) => ({
          id,
          name,
          status,
          ends: notifications.filter(({ manager }) => manager === name).map(({ state }) => state),
        })),
      );
      const ends = Map.groupBy(told, ({ ends: [end = 'silent'] }) => end);
      console.log(
        `seed ${seed}: ${known.size} orders, ${hub.rows.length} rows, ${messenger.size} messages, ${done.kills} kills, ` +
          `${done.cuts} cuts, ${done.takeOvers} take-overs by hand, ${done.longestSilence / 1000} s without a listener at most; ` +
          [...ends].map(([end, some]) => `${end} ${some.length}`).join(', '),
      );
      expect(twice).toEqual([]);
      expect(done.longestSilence).toBeLessThanOrEqual(takeOverMs);
      expect(ends.get('silent') ?? []).toEqual([]);
      for (const desk of desks) desk.kill();
      whole.close();
    },
    240_000,
  );
});
