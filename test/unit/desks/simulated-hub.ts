import type { OwnNumber } from '../../../src/main/copied-port.ts';
import type { Dataset } from '../../../src/main/desks/dataset.ts';
import { numbersOfSlice, sliceLength } from '../../../src/main/desks/dataset.ts';
import type { Hub } from '../../../src/main/desks/hub.ts';
import { entryOfRow } from '../../../src/main/desks/rows-back.ts';
import { sealOfNumbers } from '../../../src/main/ledger/own-seal.ts';
import type { SeenNumbers } from '../../../src/main/ports.ts';
import type { Writer } from '../../../src/main/warehouse/carry.ts';
import type { LabelChange, Labelled, Labels } from '../../../src/main/warehouse/desks-table.ts';
import type { EntryRow } from '../../../src/main/warehouse/rows.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import type { DeskId } from '../../../src/shared/ids.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';

/** What a request of a desk runs into: nothing, no way there, or an answer that is lost after it was carried out. */
export type Sky = 'fair' | 'cut-before' | 'cut-after';
/** A desk that stands still asks when it goes on. */
export type Weather = () => Sky | Promise<Sky>;

/**
 * The promises of BigQuery that the desks rest on, and no more: a load is written whole and once by its job's id, labels change
 * for one of those who read the same, an id of a job is given away once. Each request takes a turn and may be cut.
 */
export function simulatedHub(now: () => number) {
  const rows: EntryRow[] = [];
  const jobs = new Set<string>();
  const forOthers = new Map<DeskId, number>();
  const claims = new Map<string, DeskId>();
  let labelled: Labelled = { labels: {}, etag: '0', changedAt: now() };
  let changes = 0;
  const put = (labels: Labels): Labelled => {
    changes += 1;
    labelled = { labels, etag: String(changes), changedAt: now() };
    return labelled;
  };

  async function asked<T>(weather: Weather, work: () => T): Promise<T> {
    const what = await weather();
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
      (weather: Weather): Writer =>
      (batch, entries) =>
        asked(weather, () => {
          // a job that was there already has written the same rows
          if (!jobs.has(batch.job)) {
            rows.push(...entries.map(readRow));
            if (batch.job.startsWith('linked-')) {
              for (const { desk } of entries) {
                const id = deskIdSchema.parse(desk);
                forOthers.set(id, (forOthers.get(id) ?? 0) + 1);
              }
            }
          }
          jobs.add(batch.job);
          return { state: 'written' };
        }),
    hubOf(deskId: DeskId, weather: Weather, loadLinked: Hub['loadLinked']): Hub {
      const unseen = (seen: SeenNumbers) => rows.filter((row) => row.desk !== deskId && !isSeen(seen, row));
      const ownSince = (since: number): readonly OwnNumber[] => {
        const own = rows.filter((row) => row.desk === deskId && Date.parse(row.recorded_at) >= since);
        const once = new Map(own.map(({ id, seq }) => [`${seq} ${id}`, { id, seq }]));
        return [...once.values()].toSorted((one, other) => one.seq - other.seq);
      };
      const dayMs = 86_400_000;
      const dataset: Dataset = {
        movement: () =>
          asked(weather, () => ({ rows: rows.length, mark: String(rows.length), isStreaming: false })),
        days: (seen) =>
          asked(weather, () => {
            const days = Map.groupBy(unseen(seen), (row) => Math.floor(Date.parse(row.recorded_at) / dayMs));
            return [...days]
              .map(([day, of]) => ({ from: day * dayMs, to: (day + 1) * dayMs, rows: of.length }))
              .toSorted((one, other) => one.from - other.from);
          }),
        rows: (seen, { from, to }) =>
          asked(weather, () =>
            unseen(seen)
              .map((row) => ({ ...row, at: Date.parse(row.at), recorded_at: Date.parse(row.recorded_at) }))
              .filter(({ recorded_at: at }) => at >= from && at < to)
              .toSorted((one, other) => one.recorded_at - other.recorded_at)
              .map((row) => entryOfRow({ ...row, data: JSON.stringify(row.data) })),
          ),
        ownSlices: (since) =>
          asked(weather, () => {
            const slices = Map.groupBy(ownSince(since), ({ seq }) => Math.floor(seq / sliceLength));
            return [...slices]
              .toSorted(([one], [other]) => one - other)
              .map(([slice, own]) => ({ ...numbersOfSlice(slice), seal: sealOfNumbers(own) }));
          }),
        ownNumbers: ({ first, last }, since) =>
          asked(weather, () => ownSince(since).filter(({ seq }) => seq >= first && seq <= last)),
        ownRows: (first, last) =>
          asked(weather, () =>
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
        claim: (what) =>
          asked(weather, () => {
            if (!claims.has(what)) claims.set(what, deskId);
            return claims.get(what) === deskId ? 'ours' : 'theirs';
          }),
        table: {
          read: () => asked(weather, () => labelled),
          write: (known, labels) =>
            asked(weather, () =>
              known.etag === labelled.etag ? put(changedLabels(labelled.labels, labels)) : null,
            ),
        },
      };
    },
    holder: () => labelled.labels.receiver,
    labels: (): Labels => labelled.labels,
    /** Writes on the board by another's hand; what is null goes. */
    label: (change: LabelChange): void => void put(changedLabels(labelled.labels, change)),
    /** The table was deleted, and made again by whoever looked first. */
    makeBoardAnew: (): void => void put({}),
    /** How many rows were loaded by another desk than the one that wrote them. */
    loadedForOthers: (): ReadonlyMap<DeskId, number> => forOthers,
  };
}

/** What is null in a change goes. */
export const changedLabels = (before: Labels, change: LabelChange): Labels =>
  Object.fromEntries(
    Object.entries({ ...before, ...change }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  );
export type SimulatedHub = ReturnType<typeof simulatedHub>;
