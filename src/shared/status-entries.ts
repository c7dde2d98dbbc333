import { z } from 'zod';
import { entryIdSchema, orderIdSchema } from './ids.ts';
import type { Order, OrderContent, OrderStatus } from './order.ts';
import { orderStatusSchema, takeWaySchema } from './order.ts';

/** What the source had said of an order when a manager decided on its status: none of that is news which overrides it. */
export const statusToldSchema = z
  .object({
    cancelled: z.literal(true).optional(),
    fulfilled: z.literal(true).optional(),
    /** Of the content that was; an earlier version did not write it down. */
    version: z.int().optional(),
    /** Announced once more after it was cancelled, it was up for review. */
    asked: z.literal(true).optional(),
    /** What was merged into an order that is cancelled, or into what was, and is off with it; an earlier version meant all. */
    parts: z.array(orderIdSchema).readonly().optional(),
  })
  .readonly();
export type StatusTold = z.infer<typeof statusToldSchema>;

/** Whether a person is to find out if what is cancelled holds. */
export const isAsked = ({ review }: Pick<OrderContent, 'review'>): boolean =>
  review?.some(({ code }) => code === 'cancelled-unknown') ?? false;

/** An order as its source tells it. */
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

/** What it has told by now, for a decision that is made; undefined where that is nothing. */
export function toldOf(order: Heard<'cancelledAt' | 'fulfillment' | 'review'>): StatusTold | undefined {
  const told = { ...heardOf(order), ...(isAsked(order.content) && { asked: true as const }) };
  return Object.keys(told).length === 0 ? undefined : told;
}

/** The cancellations a decision was made over, as far as its desk had heard of them; an earlier version wrote none and meant all. */
const cancellations = z.array(entryIdSchema).max(50).readonly().optional();

/** `decision` counts the managers' decisions on this order, so that no clocks are compared. */
export const statusSetSchema = z
  .object({
    status: orderStatusSchema,
    decision: z.int(),
    reason: z.string().optional(),
    /** An earlier version did not write it down; whatever the source says overrides its decisions. */
    told: statusToldSchema.optional(),
    cancellations,
  })
  .readonly();

export const takenSchema = z
  .object({
    manager: z.string(),
    decision: z.int(),
    /** The takings it was made over, as far as its desk had heard of them: whoever made another did not know of it. */
    over: z.array(entryIdSchema).max(50).readonly().optional(),
    via: takeWaySchema.optional(),
    told: statusToldSchema.optional(),
    cancellations,
  })
  .readonly();

/**
 * What the source had told at a decision, for the one that takes it back: what it has told since is no part of that. Cancelled
 * again, an order asks what it asked before, and nothing that whoever had cancelled it by hand knew.
 * @param status what it is again
 * @param decided the decision before the one that is taken back; absent where that was the first
 * @returns undefined where an earlier version did not write it down: what is told by now counts then
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
