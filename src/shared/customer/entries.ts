import { z } from 'zod';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from '../ids.ts';

export const customerMarks = ['vip', 'do-not-serve'] as const;
export type CustomerMark = (typeof customerMarks)[number];

/**
 * A manager's word on whether two customers are one. A customer is named by any of their orders: that says nothing of who
 * they are, and is the same on every desk. `one` is the lesser of the two ids. `decision` counts those on this pair.
 */
export const customerDecidedSchema = z
  .object({
    one: orderIdSchema,
    other: orderIdSchema,
    /** `open` takes back what was decided before. */
    verdict: z.enum(['joined', 'parted', 'open']),
    /** Of two that are joined, the one whose name the person has. */
    lead: orderIdSchema.optional(),
    /** Of two that are parted, the one that is tied to nobody by itself any more. */
    alone: orderIdSchema.optional(),
    decision: z.int().positive(),
  })
  .readonly();

export const customerNotedSchema = z
  .object({ about: orderIdSchema, note: z.string().min(1).max(100), text: z.string().min(1).max(4000) })
  .readonly();

export const customerNoteWithdrawnSchema = z
  .object({ about: orderIdSchema, note: z.string().min(1).max(100) })
  .readonly();

/** `decision` counts what was said of this mark on this customer. */
export const customerMarkedSchema = z
  .object({
    about: orderIdSchema,
    mark: z.enum(customerMarks),
    on: z.boolean(),
    reason: z.string().max(500).optional(),
    decision: z.int().positive(),
  })
  .readonly();

/**
 * Who made the order is to be known no more, or, of an entry without an order, who a draft order was for or who talked to
 * the bot. Every desk then takes it out of all it has.
 */
export const customerErasedSchema = z
  .object({ draft: draftIdSchema.optional(), person: subscriberIdSchema.optional() })
  .readonly();
