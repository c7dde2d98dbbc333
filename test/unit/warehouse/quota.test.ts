import { describe, expect, it } from 'vitest';
import type { Ledger, OutboxMessage } from '../../../src/main/ports.ts';
import type { Batch } from '../../../src/main/warehouse/batch.ts';
import { createBatcher } from '../../../src/main/warehouse/batcher.ts';
import type { LoadBatch } from '../../../src/main/warehouse-port.ts';
import type { Entry, EntryKind } from '../../../src/shared/entry.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { seeded } from './random-ledger.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** The weight of each hour of a day in orders, with peaks at lunch and in the evening. */
const hours = [0, 0, 0, 0, 0, 0, 0, 1, 3, 5, 6, 8, 14, 12, 7, 6, 7, 10, 16, 14, 9, 5, 2, 0];

type Fact = { readonly at: number; readonly kind: EntryKind; readonly order: number };

/** The events of a day, by computer: the receiver gets orders, the managers take and pack them at theirs. */
function factsOfADay(orders: number, computers: number, random: () => number): readonly (readonly Fact[])[] {
  const all: Fact[][] = Array.from({ length: computers }, () => []);
  const total = hours.reduce((sum, one) => sum + one, 0);
  for (let order = 0; order < orders; order += 1) {
    const drawn = random() * total;
    const at = hours.findIndex(
      (_, hour) => hours.slice(0, hour + 1).reduce((sum, weight) => sum + weight, 0) > drawn,
    );
    const came = at * hour + random() * hour;
    const manager = all[computers === 1 ? 0 : 1 + Math.floor(random() * (computers - 1))];
    const taken = came + 15 * second + random() * 3 * minute;
    const facts: readonly (readonly [number, EntryKind, Fact[] | undefined])[] = [
      [came, 'order-received', all[0]],
      [came + 3 * second, 'attribution-found', all[0]],
      [came + 9 * second, 'notified', all[0]],
      [came + 10 * second, 'notified', all[0]],
      [taken, 'taken', manager],
      [taken + 5 * minute + random() * hour, 'status-set', manager],
      [taken + hour + random() * hour, 'status-set', manager],
      [taken + 2 * hour, 'order-updated', all[0]],
    ];
    for (const [when, kind, desk] of facts) desk?.push({ at: when, kind, order });
  }
  return all.map((facts) => facts.filter(({ at }) => at < day).toSorted((a, b) => a.at - b.at));
}

/** The batcher's part of a ledger, and load jobs that take time and sometimes fail. */
function desk(clock: FakeClock, random: () => number) {
  const settings = new Map<string, string | null>();
  const messages = new Map<string, Pick<OutboxMessage, 'state'>>();
  const facts: Fact[] = [];
  const latencies: number[] = [];
  let batched = 0;
  let loads = 0;
  let append: (entries: readonly Entry[]) => void = () => {};
  const ports = {
    deskId: 'desk',
    settings: {
      get: (name: string) => settings.get(name) ?? null,
      set: (name: string, value: string | null) => settings.set(name, value),
    },
    transaction: <T>(work: () => T): T => work(),
    entries: {
      onAppended: (listener: typeof append) => {
        append = listener;
        return () => {};
      },
    },
    warehouse: {
      unbatched: () => (batched < facts.length ? { firstSeq: batched + 1, lastSeq: facts.length } : null),
      batched: ({ lastSeq }: { lastSeq: number }) => {
        batched = lastSeq;
      },
      missed: () => null,
      idsIn: () => [],
      fitting: (batch: LoadBatch) => batch,
    },
    outbox: {
      get: (id: string) => messages.get(id) ?? null,
      put: ({ payload }: { payload: Batch }) => {
        const id = `m${messages.size + 1}`;
        messages.set(id, { state: 'waiting' });
        loadIn(id, payload, 0);
        return id;
      },
    },
  };
  function loadIn(id: string, batch: Batch, waitMs: number): void {
    clock.after(waitMs + 2 * second + random() * 4 * second, () => {
      loads += 1;
      if (random() < 0.02) {
        loadIn(id, batch, batcher.spendOne() - clock.now());
        return;
      }
      for (const fact of facts.slice(batch.firstSeq - 1, batch.lastSeq)) {
        if (fact.kind === 'order-received') latencies.push(clock.now() - fact.at);
      }
      messages.set(id, { state: 'done' });
      batcher.look();
    });
  }
  const batcher = createBatcher({
    ledger: ports as unknown as Ledger,
    clock,
    log: quietLog(),
    paced: true,
    onOwed: () => {},
  });
  batcher.start();
  return {
    append(fact: Fact): void {
      facts.push({ ...fact, at: clock.now() });
      append([{ kind: fact.kind, data: {} } as Entry]);
    },
    loads: () => loads,
    latencies,
    left: () => facts.length - batched,
    stop: () => batcher.stop(),
  };
}

async function aDay(orders: number, computers: number) {
  const random = seeded(orders);
  const clock = fakeClock('2025-03-04T00:00:00Z');
  const start = clock.now();
  const all = Array.from({ length: computers }, () => desk(clock, random));
  const facts = factsOfADay(orders, computers, random)
    .flatMap((some, at) => some.map((fact) => ({ ...fact, desk: all[at] })))
    .toSorted((a, b) => a.at - b.at);
  for (const fact of facts) {
    const due = start + fact.at;
    if (due > clock.now()) await clock.advance(due - clock.now());
    fact.desk?.append(fact);
  }
  await clock.advance(start + day - clock.now());
  const loads = all.reduce((sum, one) => sum + one.loads(), 0);
  await clock.advance(2 * hour);
  const latencies = all.flatMap((one) => one.latencies).toSorted((a, b) => a - b);
  const at = (share: number) => ((latencies[Math.floor(latencies.length * share)] ?? 0) / second).toFixed(1);
  process.stdout.write(
    `${orders} orders, ${computers} computers, ${facts.length} entries: ${loads} loads; order to commit p50 ${at(0.5)} s, p95 ${at(0.95)} s, most ${at(0.9999)} s\n`,
  );
  for (const one of all) await one.stop();
  return { loads, committed: latencies.length, left: all.reduce((sum, one) => sum + one.left(), 0) };
}

describe('a day of load jobs, failed ones counted', () => {
  it('stays below 1,350 with 10,000 orders and their eight entries each', async () => {
    const { loads, committed, left } = await aDay(10_000, 1);
    expect(loads).toBeLessThanOrEqual(1_350);
    expect(committed).toBe(10_000);
    expect(left).toBe(0);
  }, 120_000);

  it('stays below 1,350 of one table with five computers and 300 orders', async () => {
    const { loads, committed } = await aDay(300, 5);
    expect(loads).toBeLessThanOrEqual(1_350);
    expect(committed).toBe(300);
  }, 120_000);
});
