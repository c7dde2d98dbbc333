import { z } from 'zod';
import { entryIdSchema, orderIdSchema } from './ids.ts';
import type { Order, OrderContent, OrderStatus } from './order.ts';
import { orderStatusSchema, takeWaySchema } from './order.ts';

/** The state of the source when a manager decided on the status. Only a later change in the source overrides the decision. */
export const statusToldSchema = z
  .object({
    cancelled: z.literal(true).optional(),
    fulfilled: z.literal(true).optional(),
    /** The version of the content at that time; earlier versions of the app did not record it. */
    version: z.int().optional(),
    /** The order was announced again after its cancellation, and marked for review. */
    asked: z.literal(true).optional(),
    /**
     * Parts of a cancelled order that are cancelled with it, merged directly or indirectly. Earlier versions did not record it
     * and meant all.
     */
    parts: z.array(orderIdSchema).readonly().optional(),
  })
  .readonly();
export type StatusTold = z.infer<typeof statusToldSchema>;

/** Whether a manager has to check if a cancellation is still valid. */
export const isAsked = ({ review }: Pick<OrderContent, 'review'>): boolean =>
  review?.some(({ code }) => code === 'cancelled-unknown') ?? false;

/** An order as its source reports it. */
type Heard<F extends keyof OrderContent> = Pick<Order, 'version'> & {
  readonly content: Pick<OrderContent, F>;
};

const heardOf = ({
  version,
  content: { cancelledAt, fulfillment },
}: Heard<'cancelledAt' | 'fulfillment'>): StatusTold => ({
  ...(cancelledAt !== undefined && { cancelled: true }),
  ...(fulfillment === 'fulfilled' && { fulfilled: true, version }),
});

/** The state of the source to record with a decision; undefined if there is nothing to record. */
export function toldOf(order: Heard<'cancelledAt' | 'fulfillment' | 'review'>): StatusTold | undefined {
  const told = { ...heardOf(order), ...(isAsked(order.content) && { asked: true as const }) };
  return Object.keys(told).length === 0 ? undefined : told;
}

/** The cancellations known to the computer at the decision. Earlier versions recorded none and meant all. */
const cancellations = z.array(entryIdSchema).max(50).readonly().optional();

/** `decision` counts the managers' decisions on this order, so that no clocks are compared. */
export const statusSetSchema = z
  .object({
    status: orderStatusSchema,
    decision: z.int(),
    reason: z.string().optional(),
    /** Earlier versions did not record it; any state of the source overrides their decisions. */
    told: statusToldSchema.optional(),
    cancellations,
  })
  .readonly();

export const takenSchema = z
  .object({
    manager: z.string(),
    decision: z.int(),
    /** The `taken` events known to the computer at this one; any other was concurrent. */
    over: z.array(entryIdSchema).max(50).readonly().optional(),
    via: takeWaySchema.optional(),
    told: statusToldSchema.optional(),
    cancellations,
  })
  .readonly();

/**
 * The state of the source at an earlier decision, for the undo of a later one: news since then is not part of it. An order
 * that undo cancels again needs the same review as before, unless the manager who had cancelled it by hand knew of it.
 * @param status the restored status
 * @param decided the decision before the undone one; absent if that was the first
 * @returns undefined if an earlier version did not record it: the current state counts then
 */
export function toldBefore(
  status: OrderStatus,
  order: Heard<'cancelledAt' | 'fulfillment'>,
  decided?: z.infer<typeof statusSetSchema | typeof takenSchema>,
): StatusTold | undefined {
  if (status !== 'cancelled') return heardOf(order);
  const isByHand = decided !== undefined && 'status' in decided && decided.status === status;
  return isByHand ? decided.told : { ...heardOf(order), parts: [] };
}
