import type { Dataset } from '../../../src/main/cluster/dataset.ts';
import type { Hub } from '../../../src/main/cluster/hub.ts';
import { entryOfRow } from '../../../src/main/cluster/rows-back.ts';
import type { OwnNumber } from '../../../src/main/copied-port.ts';
import type { SeenNumbers } from '../../../src/main/ports.ts';
import type { Writer } from '../../../src/main/warehouse/carry.ts';
import type { EntryRow } from '../../../src/main/warehouse/rows.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import type { WorkstationId } from '../../../src/shared/ids.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';

/** What a request runs into: nothing, no network, or an answer that is lost after it was carried out. */
export type Network = 'fine' | 'cut-before' | 'cut-after';
/** A process that is paused asks when it goes on. */
export type Ask = () => Network | Promise<Network>;

/** What the cluster relies on of BigQuery: a load is written whole, and once by the id of its job. Each request may be cut. */
export function simulatedBigQuery() {
  const rows: EntryRow[] = [];
  const jobs = new Set<string>();
  const forOthers = new Map<WorkstationId, number>();

  async function asked<T>(ask: Ask, work: () => T): Promise<T> {
    const what = await ask();
    if (what === 'cut-before') throw new Problem('unreachable', 'BigQuery cannot be reached');
    const result = work();
    await Promise.resolve();
    if (what === 'cut-after') throw new Problem('unreachable', 'BigQuery’s answer was lost');
    return result;
  }

  const isSeen = (seen: SeenNumbers, { desk, seq }: EntryRow): boolean =>
    [...seen].some(
      ([id, ranges]) => id === desk && ranges.some(({ first, last }) => seq >= first && seq <= last),
    );

  return {
    rows,
    writerOf:
      (ask: Ask): Writer =>
      (batch, entries) =>
        asked(ask, () => {
          // a job that was there already has written the same rows
          if (!jobs.has(batch.job)) {
            rows.push(...entries.map(readRow));
            if (batch.job.startsWith('linked-')) {
              for (const { desk } of entries) {
                const id = workstationIdSchema.parse(desk);
                forOthers.set(id, (forOthers.get(id) ?? 0) + 1);
              }
            }
          }
          jobs.add(batch.job);
          return { state: 'written' };
        }),
    hubOf(deskId: WorkstationId, ask: Ask, loadLinked: Hub['loadLinked']): Hub {
      const unseen = (seen: SeenNumbers) => rows.filter((row) => row.desk !== deskId && !isSeen(seen, row));
      const ownSince = (since: number): readonly OwnNumber[] => {
        const own = rows.filter((row) => row.desk === deskId && Date.parse(row.recorded_at) >= since);
        const once = new Map(own.map(({ id, seq }) => [`${seq} ${id}`, { id, seq }]));
        return [...once.values()].toSorted((one, other) => one.seq - other.seq);
      };
      const dayMs = 86_400_000;
      const dataset: Dataset = {
        movement: () =>
          asked(ask, () => ({ rows: rows.length, mark: String(rows.length), isStreaming: false })),
        days: (seen) =>
          asked(ask, () => {
            const days = Map.groupBy(unseen(seen), (row) => Math.floor(Date.parse(row.recorded_at) / dayMs));
            return [...days]
              .map(([day, of]) => ({ from: day * dayMs, to: (day + 1) * dayMs, rows: of.length }))
              .toSorted((one, other) => one.from - other.from);
          }),
        rows: (seen, { from, to }) =>
          asked(ask, () =>
            unseen(seen)
              .map((row) => ({ ...row, at: Date.parse(row.at), recorded_at: Date.parse(row.recorded_at) }))
              .filter(({ recorded_at: at }) => at >= from && at < to)
              .toSorted((one, other) => one.recorded_at - other.recorded_at)
              .map((row) => entryOfRow({ ...row, data: JSON.stringify(row.data) })),
          ),
        ownNumbers: (since) => asked(ask, () => ownSince(since)),
        ownRows: (first, last) =>
          asked(ask, () =>
            rows
              .filter(({ desk, seq }) => desk === deskId && seq >= first && seq <= last)
              .map((row) => ({ ...row, at: Date.parse(row.at), recorded_at: Date.parse(row.recorded_at) }))
              .map((row) => entryOfRow({ ...row, data: JSON.stringify(row.data) })),
          ),
      };
      return {
        dataset,
        askAt: () => 0,
        loadLinked,
      };
    },
    /** How many rows were loaded by another computer than the one that wrote them. */
    loadedForOthers: (): ReadonlyMap<WorkstationId, number> => forOthers,
  };
}

export type SimulatedBigQuery = ReturnType<typeof simulatedBigQuery>;
