import { z } from 'zod';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from '../ids.ts';

export const customerMarks = ['vip', 'do-not-serve'] as const;
export type CustomerMark = (typeof customerMarks)[number];

/**
 * A manager's decision on whether two customers are one. A customer is identified by any of their orders, because an order id is
 * no personal data and is the same on every computer. `one` is the lesser id. `decision` counts those on this pair.
 */
export const customerDecidedSchema = z
  .object({
    one: orderIdSchema,
    other: orderIdSchema,
    /** `open` undoes the previous decision. */
    verdict: z.enum(['joined', 'parted', 'open']),
    /** For joined customers, the one whose name is used. */
    lead: orderIdSchema.optional(),
    /** For parted customers, the one that is not linked automatically any more. */
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

/** `decision` counts the events for this mark on this customer. */
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
 * Erases the customer of the order, or, without an order, of a draft order or a bot chat. Every computer then removes the data.
 */
export const customerErasedSchema = z
  .object({ draft: draftIdSchema.optional(), person: subscriberIdSchema.optional() })
  .readonly();
