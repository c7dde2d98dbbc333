import { z } from 'zod';
import type { CostKind, CostView } from '../../shared/cost.ts';
import { costKinds } from '../../shared/cost.ts';
import type { Clock, Settings } from '../ports.ts';

/** What BigQuery gives away each month: https://cloud.google.com/bigquery/pricing#free-tier */
export const freeQueryBytes = 1024 ** 4;
/** What may lie there without charge. */
export const freeStoredBytes = 10 * 1024 ** 3;
/** Streaming is charged by the row, each counted as a kilobyte at least. */
const leastStreamed = 1024;

export type Cost = {
  /** Counts a job or call that was started; `billed` bytes are zero for what is free. */
  count(kind: CostKind, of: { readonly bytes: number; readonly billed: number }): void;
  /** What was started this month, UTC. */
  month(): Pick<CostView, 'month' | 'kinds'>;
};

const setting = 'warehouse.cost';
const spentSchema = z.object({ jobs: z.number(), bytes: z.number(), billed: z.number() });
const keptSchema = z.object({
  month: z.string(),
  kinds: z.partialRecord(z.enum(costKinds), spentSchema),
});
type Kept = z.infer<typeof keptSchema>;

const nothing = { jobs: 0, bytes: 0, billed: 0 };

/** Keeps count, in this desk's own settings, of what this desk costs. */
export function createCost({ settings, clock }: { settings: Settings; clock: Clock }): Cost {
  function now(): Kept {
    const month = new Date(clock.now()).toISOString().slice(0, 7);
    const kept = settings.get(setting);
    const known = kept === null ? null : keptSchema.parse(JSON.parse(kept));
    return known?.month === month ? known : { month, kinds: {} };
  }

  return {
    count(kind, { bytes, billed }) {
      const { month, kinds } = now();
      const before = kinds[kind] ?? nothing;
      const after = {
        jobs: before.jobs + 1,
        bytes: before.bytes + bytes,
        billed: before.billed + billed,
      };
      settings.set(setting, JSON.stringify({ month, kinds: { ...kinds, [kind]: after } }));
    },
    month() {
      const { month, kinds } = now();
      return { month, kinds: costKinds.map((kind) => ({ kind, ...(kinds[kind] ?? nothing) })) };
    },
  };
}

/** What rows that are streamed are charged for, each by its own size. */
export const streamedBytes = (rows: readonly string[]): number =>
  rows.reduce((sum, row) => sum + Math.max(leastStreamed, Buffer.byteLength(row)), 0);
