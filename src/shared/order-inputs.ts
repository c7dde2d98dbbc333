import { z } from 'zod';
import { amountSchema, manualOrderFormSchema } from './forms.ts';
import { entryIdSchema, orderIdSchema } from './ids.ts';
import { orderStatusSchema, paymentStatusSchema, takeWaySchema } from './order.ts';
import { statusToldSchema } from './status-entries.ts';

const order = z.object({ id: orderIdSchema });

/**
 * What a manager does to an order, as the page asks it. `seen` is what the page showed: a decision on anything else is
 * refused, and not made over somebody's head.
 */
export const takeSchema = order
  .extend({
    seen: orderStatusSchema.optional(),
    /** On a page where nothing else is said. */
    via: takeWaySchema.extract(['app', 'toast']).optional(),
  })
  .readonly();

/**
 * The reason is for the timeline: why an order was cancelled. `takenBy` is whose an order was that was given back, and is
 * again when that is taken back. `seenTakenBy` is whose it was then, null for nobody's: a taking that is taken back takes the
 * order from nobody else. `told` is what its source had told at a decision that is taken back.
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

/** `over` is what the source said of the payment at a decision that is taken back by this one. */
export const setPaymentSchema = order
  .extend({
    paymentStatus: paymentStatusSchema,
    seen: paymentStatusSchema.optional(),
    over: paymentStatusSchema.optional(),
  })
  .readonly();

/** Made by the page, the key makes one note of what is sent again because no answer came. */
export const addNoteSchema = order
  .extend({ key: z.uuid(), text: z.string().trim().min(1).max(4000) })
  .readonly();

/** Money given back, of an order no source tells that of. The key makes a double press one refund. */
export const noteRefundSchema = order
  .extend({
    key: z.uuid(),
    amount: amountSchema,
    reason: z.string().trim().min(1, 'a reason is needed').max(500),
  })
  .readonly();

/** `base` is the version the form was opened on, `paymentStatus` what it said of the payment then. */
export const manualEditSchema = order
  .extend({
    base: z.int(),
    paymentStatus: manualOrderFormSchema.unwrap().shape.paymentStatus.optional(),
    form: manualOrderFormSchema,
  })
  .readonly();

/** What others have kept since a form was opened on `base`. */
export const manualSinceSchema = order.extend({ base: z.int() }).readonly();
