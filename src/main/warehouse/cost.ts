import { z } from 'zod';
import type { CostKind, CostView } from '../../shared/cost.ts';
import { costKinds } from '../../shared/cost.ts';
import type { Clock, Settings } from '../ports.ts';

/** The free queries of each month: https://cloud.google.com/bigquery/pricing#free-tier */
export const freeQueryBytes = 1024 ** 4;
/** The free storage. */
export const freeStoredBytes = 10 * 1024 ** 3;
/** Streaming is charged by row, at least a kilobyte each. */
const leastStreamed = 1024;

export type Cost = {
  /** Records a started job or request; `billed` bytes are zero if it is free. */
  count(kind: CostKind, of: { readonly bytes: number; readonly billed: number }): void;
  /** The usage of this month, UTC. */
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

/** Records this computer's cost in its own settings. */
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

/** The billed size of streamed rows, each by its own size. */
export const streamedBytes = (rows: readonly string[]): number =>
  rows.reduce((sum, row) => sum + Math.max(leastStreamed, Buffer.byteLength(row)), 0);
