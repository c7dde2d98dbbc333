import { z } from 'zod';
import type { OrderId } from './ids.ts';
import { orderIdSchema } from './ids.ts';
import { orderStatusSchema, paymentStatusSchema, tagSchema } from './order.ts';

/** What a manager does to one order or to many at once. Each of them can be taken back. */
export const orderActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take') }).readonly(),
  z
    .object({
      kind: z.literal('status'),
      status: orderStatusSchema,
      reason: z.string().trim().min(1).max(500).optional(),
    })
    .readonly(),
  z.object({ kind: z.literal('payment'), paymentStatus: paymentStatusSchema }).readonly(),
  z.object({ kind: z.literal('tag'), tag: tagSchema, on: z.boolean() }).readonly(),
  /** Whose work it is; null for nobody's in particular. */
  z.object({ kind: z.literal('assign'), manager: z.string().trim().min(1).max(60).nullable() }).readonly(),
  /** Puts it off until then, epoch milliseconds; null brings it back. What nobody has taken yet is taken by it. */
  z.object({ kind: z.literal('snooze'), until: z.int().nullable() }).readonly(),
]);
export type OrderAction = z.infer<typeof orderActionSchema>;

/** How an order looked to who does a deed to it: one that somebody has made something else of is not decided over their head. */
export const seenOrderSchema = z
  .object({ id: orderIdSchema, status: orderStatusSchema, paymentStatus: paymentStatusSchema })
  .readonly();
export type SeenOrder = z.infer<typeof seenOrderSchema>;

/** An order on which a batch changed nothing, and why. */
export type Refusal = {
  readonly id: OrderId;
  readonly number: string;
  readonly message: string;
  readonly fix?: string;
};

export type BatchResult = {
  /** Named by the page, so that it can be taken back as one. */
  readonly batch: string;
  readonly done: number;
  /** They were so already. */
  readonly unchanged: number;
  /** All that stayed as they were: an order that is not among them is shown as done. */
  readonly refused: readonly Refusal[];
};
