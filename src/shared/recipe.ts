import { z } from 'zod';

const label = z.string().min(1).max(120);

/** Finds one value by the words beside it: the label, how far up to look from it, and where the value lies within that scope. */
export const fieldRuleSchema = z
  .object({
    label,
    /** The tag that holds both label and value, seen from the label upwards. */
    scope: z.enum(['tr', 'td', 'p', 'li', 'div', 'table', 'line']),
    /** `after`: the text that follows the label in the scope; `last`: the scope's last piece of text; `next`: the next scope of the same kind. */
    take: z.enum(['after', 'last', 'next']),
  })
  .readonly();
export type FieldRule = z.infer<typeof fieldRuleSchema>;

/** How to read the order mails of one sender. Holds no personal data and no position counted from the top. */
export const recipeSchema = z
  .object({
    format: z.literal(1),
    /** Becomes the source `mail:<family>`. */
    family: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    version: z.int().positive(),
    /** The service's name as people say it. */
    name: z.string().min(1),
    language: z.string().min(2),
    currency: z.string().regex(/^[A-Z]{3}$/),
    decimal: z.enum([',', '.']),
    /** The fixed hue of this source, 0 to 359. */
    hue: z.int().min(0).max(359),
    match: z.object({ sender: z.string().min(3), subject: z.string().optional() }).readonly(),
    fields: z
      .object({
        number: fieldRuleSchema,
        placedAt: fieldRuleSchema.optional(),
        customerName: fieldRuleSchema.optional(),
        phone: fieldRuleSchema.optional(),
        email: fieldRuleSchema.optional(),
        recipientName: fieldRuleSchema.optional(),
        recipientPhone: fieldRuleSchema.optional(),
        address: fieldRuleSchema.optional(),
        subtotal: fieldRuleSchema.optional(),
        deliveryFee: fieldRuleSchema.optional(),
        discount: fieldRuleSchema.optional(),
        tax: fieldRuleSchema.optional(),
        tip: fieldRuleSchema.optional(),
        total: fieldRuleSchema,
        note: fieldRuleSchema.optional(),
      })
      .readonly(),
    /** The table of items: found by the words of its head row; columns by their own words. */
    items: z
      .object({
        head: z
          .object({ title: label, quantity: label.optional(), unitPrice: label.optional(), lineTotal: label })
          .readonly(),
      })
      .readonly(),
  })
  .readonly();
export type Recipe = z.infer<typeof recipeSchema>;
