import { z } from 'zod';
import type { OrderId } from './ids.ts';
import { orderIdSchema } from './ids.ts';
import { orderStatusSchema, paymentStatusSchema, tagSchema } from './order.ts';

/** An order action or bulk action of a manager. Each can be undone. */
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
  /** The assignee; null for no one. */
  z.object({ kind: z.literal('assign'), manager: z.string().trim().min(1).max(60).nullable() }).readonly(),
  /** Snoozes until this time, epoch milliseconds; null ends the snooze. Also takes an untaken order. */
  z.object({ kind: z.literal('snooze'), until: z.int().nullable() }).readonly(),
]);
export type OrderAction = z.infer<typeof orderActionSchema>;

/** The order state shown to the manager. An order that has changed since is refused. */
export const seenOrderSchema = z
  .object({ id: orderIdSchema, status: orderStatusSchema, paymentStatus: paymentStatusSchema })
  .readonly();
export type SeenOrder = z.infer<typeof seenOrderSchema>;

/** An order that the bulk action did not change, and why. */
export type Refusal = {
  readonly id: OrderId;
  readonly number: string;
  readonly message: string;
  readonly fix?: string;
};

export type BatchResult = {
  /** Created by the page, for the undo. */
  readonly batch: string;
  readonly done: number;
  /** Number of orders already in that state. */
  readonly unchanged: number;
  /** All orders that were refused, and so not changed; an order that is not listed is shown as done. */
  readonly refused: readonly Refusal[];
};
