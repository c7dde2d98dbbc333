import { z } from 'zod';
import { draftIdSchema, subscriberIdSchema } from '../ids.ts';
import { notificationSchema } from '../order.ts';
import { occasions, ruleSounds } from './rules.ts';

/**
 * Alerts other than new orders: the occasions of rules, the reminder to tap that keeps a manager's Messenger window open, the
 * shift summary.
 */
export const alertOccasions = [
  ...occasions.filter((one) => one !== 'new-order'),
  'one-tap',
  'digest',
] as const;
export type AlertOccasion = (typeof alertOccasions)[number];

/** Identifies the cause, so that it is notified once: `cancelled:shopify:123`, `silence:bloomdash:1764228000000`. */
export const alertIdSchema = z.string().min(1).max(160).brand('AlertId');
export type AlertId = z.infer<typeof alertIdSchema>;

export const alertSchema = z
  .object({
    alert: alertIdSchema,
    occasion: z.enum(alertOccasions),
    /** The draft order with the payment link. */
    draft: draftIdSchema.optional(),
    /** The customer who asks for a manager. */
    person: subscriberIdSchema.optional(),
    /** The rule that applied; absent for alerts without a rule. */
    rule: z.string().max(40).optional(),
    /** From 1; a later step follows when no one of the previous step was reached. */
    step: z.int().min(1).max(10),
    to: z.array(z.string()).readonly(),
    /** Computers ring once with this sound; absent: none rings. */
    sound: z.enum(ruleSounds).optional(),
    /** The message. Its first line states the subject and names no customer. */
    text: z.string().min(1).max(2_000),
  })
  .readonly();
export type Alert = z.infer<typeof alertSchema>;

export const alertEndSchema = notificationSchema
  .unwrap()
  .extend({ alert: alertIdSchema, occasion: z.enum(alertOccasions) })
  .readonly();
