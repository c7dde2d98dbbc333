import { z } from 'zod';
import { amountSchema, manualOrderFormSchema } from './forms.ts';
import { entryIdSchema, orderIdSchema } from './ids.ts';
import { orderStatusSchema, paymentStatusSchema, takeWaySchema } from './order.ts';
import { statusToldSchema } from './status-entries.ts';

const order = z.object({ id: orderIdSchema });

/** Inputs of order actions. `seen` is the version the page showed: the action is refused if the order has changed since. */
export const takeSchema = order
  .extend({
    seen: orderStatusSchema.optional(),
    /** Absent: `app`. */
    via: takeWaySchema.extract(['app', 'toast']).optional(),
  })
  .readonly();

/**
 * `reason` is for the timeline: why an order was cancelled. `takenBy` restores the manager of an order that was given back, for
 * undo. `seenTakenBy` is the manager that the page showed, null for none: the undo of a taking takes the order from no one else.
 * `told` is the source's state at the decision that is undone.
 */
export const setStatusSchema = order
  .extend({
    status: orderStatusSchema,
    reason: z.string().trim().min(1).max(500).optional(),
    takenBy: z.string().min(1).max(60).optional(),
    seen: orderStatusSchema.optional(),
    seenTakenBy: z.string().nullable().optional(),
    told: statusToldSchema.optional(),
    undone: z.array(entryIdSchema).max(1).readonly().optional(),
  })
  .readonly();

/** `over` is the payment status in the source at the decision that this one undoes. */
export const setPaymentSchema = order
  .extend({
    paymentStatus: paymentStatusSchema,
    seen: paymentStatusSchema.optional(),
    over: paymentStatusSchema.optional(),
  })
  .readonly();

/** The page creates `key`, so that a retry does not add the note twice. */
export const addNoteSchema = order
  .extend({ key: z.uuid(), text: z.string().trim().min(1).max(4000) })
  .readonly();

/** A refund for an order whose source reports none. `key` prevents a second refund on a double click. */
export const noteRefundSchema = order
  .extend({
    key: z.uuid(),
    amount: amountSchema,
    reason: z.string().trim().min(1, 'enter a reason').max(500),
  })
  .readonly();

/** `base` is the version the form was opened on, `paymentStatus` its payment status then. */
export const manualEditSchema = order
  .extend({
    base: z.int(),
    paymentStatus: manualOrderFormSchema.unwrap().shape.paymentStatus.optional(),
    form: manualOrderFormSchema,
  })
  .readonly();

/** Changes others saved since a form was opened on `base`. */
export const manualSinceSchema = order.extend({ base: z.int() }).readonly();
