import { z } from 'zod';
import { draftIdSchema, subscriberIdSchema } from '../ids.ts';
import { notificationSchema } from '../order.ts';
import { occasions, ruleSounds } from './rules.ts';

/** What is told beside new orders: what rules are about, one tap that keeps a manager's Messenger open, what a shift came to. */
export const alertOccasions = [
  ...occasions.filter((one) => one !== 'new-order'),
  'one-tap',
  'digest',
] as const;
export type AlertOccasion = (typeof alertOccasions)[number];

/** Names what happened, so that it is told once: `cancelled:shopify:123`, `silence:bloomdash:1764228000000`. */
export const alertIdSchema = z.string().min(1).max(160).brand('AlertId');
export type AlertId = z.infer<typeof alertIdSchema>;

export const alertSchema = z
  .object({
    alert: alertIdSchema,
    occasion: z.enum(alertOccasions),
    /** The draft whose link it is about. */
    draft: draftIdSchema.optional(),
    /** The customer who asks for a manager. */
    person: subscriberIdSchema.optional(),
    /** The rule that decided; absent for what no rule is about. */
    rule: z.string().max(40).optional(),
    /** 1 is the first; a later one is told because nobody of the one before was reached. */
    step: z.int().min(1).max(10),
    to: z.array(z.string()).readonly(),
    /** Their computers ring once, with this sound; absent: none does. */
    sound: z.enum(ruleSounds).optional(),
    /** What they are told; the first line alone says what it is about, and names no customer. */
    text: z.string().min(1).max(2_000),
  })
  .readonly();
export type Alert = z.infer<typeof alertSchema>;

export const alertEndSchema = notificationSchema
  .unwrap()
  .extend({ alert: alertIdSchema, occasion: z.enum(alertOccasions) })
  .readonly();
