import { z } from 'zod';
import type { DraftId, OrderId, WorkstationId } from './ids.ts';
import { orderIdSchema } from './ids.ts';

/** What somebody is at: an order before them, or one they change. */
export type Doing = 'looks' | 'edits';

/** At most so many are told of: a person has no more orders before them. */
export const mostPlaces = 20;

/** What a window is at, all of it. */
export const hereSchema = z
  .array(z.object({ order: orderIdSchema, doing: z.enum(['looks', 'edits']) }).readonly())
  .max(mostPlaces)
  .readonly();
export type Here = z.infer<typeof hereSchema>;

/** Somebody at another computer of the shop. */
export type PersonAt = {
  readonly order: OrderId;
  readonly desk: WorkstationId;
  readonly name: string;
  /** One alone edits an order; who has lost it is looking at it. */
  readonly doing: Doing;
  /** Epoch milliseconds by this computer's clock. */
  readonly since: number;
  /** Took over the editing from this computer. */
  readonly took: boolean;
};

/** A draft order stands among the orders under a name of its own. */
export const placeOfDraft = (id: DraftId): OrderId => orderIdSchema.parse(`draft:${id}`);
