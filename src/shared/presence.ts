import { z } from 'zod';
import type { DraftId, OrderId, WorkstationId } from './ids.ts';
import { orderIdSchema } from './ids.ts';

/** Whether a manager views or edits an order. */
export type Doing = 'looks' | 'edits';

/** At most this many orders are reported per window. */
export const mostPlaces = 20;

/** All orders open in a window. */
export const hereSchema = z
  .array(z.object({ order: orderIdSchema, doing: z.enum(['looks', 'edits']) }).readonly())
  .max(mostPlaces)
  .readonly();
export type Here = z.infer<typeof hereSchema>;

/** A manager at another computer of the shop. */
export type PersonAt = {
  readonly order: OrderId;
  readonly desk: WorkstationId;
  readonly name: string;
  /** Only one manager edits an order; the others view it. */
  readonly doing: Doing;
  /** Epoch milliseconds by this computer's clock. */
  readonly since: number;
  /** Took over the editing from this computer. */
  readonly took: boolean;
};

/** The order id under which a draft order is reported. */
export const placeOfDraft = (id: DraftId): OrderId => orderIdSchema.parse(`draft:${id}`);
