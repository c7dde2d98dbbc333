import { z } from 'zod';
import type { DeskId } from '../../shared/ids.ts';
import { deskIdSchema } from '../../shared/ids.ts';
import type { Settings } from '../ports.ts';
import type { Labels } from '../warehouse/desks-table.ts';
import { signOf } from './board.ts';

const handoverSchema = z
  .object({
    from: z.number(),
    to: z.number(),
    /** Whom the role was taken from, and which term began with it; absent in what an earlier version wrote down. */
    before: deskIdSchema.optional(),
    term: z.number().optional(),
  })
  .readonly();
/** A stretch of time by BigQuery's clock in which the desk before may have told orders that nobody here knows of. */
export type Handover = z.infer<typeof handoverSchema>;

const takingSchema = z.object({
  from: z.number(),
  before: deskIdSchema,
  term: z.number(),
  /** Whether the one before knew that this desk is there. */
  knew: z.boolean().optional(),
});
const keptSchema = z.union([z.array(handoverSchema), handoverSchema.transform((only) => [only])]);

const handoverSetting = 'desks.handover';
const takingSetting = 'desks.taking';
/** Of more, the oldest are of orders that were told or parked long ago. */
const mostKept = 10;

/** From whom this desk took the role without knowing what they had told, kept until they say that it was nothing unclaimed. */
export function createDoubts(settings: Settings, silentMs: number) {
  function list(): readonly Handover[] {
    const kept = settings.get(handoverSetting);
    return kept === null ? [] : keptSchema.parse(JSON.parse(kept));
  }
  const keep = (handovers: readonly Handover[]): void =>
    settings.set(handoverSetting, handovers.length === 0 ? null : JSON.stringify(handovers.slice(-mostKept)));

  return {
    list,
    /** To be called before the role is taken: the answer to it may be lost. Null when nobody had it. */
    taking(
      what: {
        readonly from: number;
        readonly before: DeskId;
        readonly term: number;
        readonly knew: boolean;
      } | null,
    ): void {
      settings.set(takingSetting, what && JSON.stringify(what));
    },
    /** To be called when the role is this desk's. @param at BigQuery's time now or later, epoch milliseconds */
    taken(term: number, at: number): void {
      const kept = settings.get(takingSetting);
      if (kept === null) return;
      const { knew = false, ...taking } = takingSchema.parse(JSON.parse(kept));
      settings.set(takingSetting, null);
      // it was another desk that began this term
      if (taking.term !== term) return;
      // whoever had it may hold itself for the receiver as long as nobody could have taken over by himself; one that took
      // itself for the only computer may have told all along
      const sureTo = taking.from + silentMs;
      keep([...list(), { ...taking, to: knew ? sureTo : Math.max(at, sureTo) }]);
    },
    /** Looks whether one of those before has spoken. */
    heard(labels: Labels): void {
      const all = list();
      const left = all.filter(({ before, term }) => {
        if (before === undefined || term === undefined) return true;
        return (signOf(labels, before)?.yielded ?? 0) < term;
      });
      if (left.length < all.length) keep(left);
    },
  };
}
