import { z } from 'zod';
import { isOfSender, senderSchema } from './sender.ts';

const label = z.string().trim().min(1).max(120);

const partSchema = z.enum(['all', 'first', 'rest', 'name', 'phone', 'email', 'number', 'place']);
/**
 * The part of the matched text: all of it, the first line, the lines after it, the name before a phone, the word with digits,
 * the address lines.
 */
export type RulePart = z.infer<typeof partSchema>;

/** Finds a value by its label, never by its position from the top. */
const labelRuleSchema = z
  .object({
    label,
    /**
     * `beside`: the rest of the label's line; `below`: the lines under it in its box; `end`: the last box of its row;
     * `right`: the next box; `left`: the one before; `column`: the box under it; `above`: the line over it.
     */
    take: z.enum(['beside', 'below', 'end', 'right', 'left', 'column', 'above']),
    part: partSchema.optional(),
    /** Uses the last place with this label that has a value, such as a grand total. */
    from: z.literal('last').optional(),
  })
  .readonly();
export type LabelRule = z.infer<typeof labelRuleSchema>;

/** Finds a value in a line or in the subject, by the text before and after it. */
const sentenceRuleSchema = z
  .object({
    sentence: z.enum(['subject', 'line']),
    before: z.string().max(80),
    after: z.string().max(80),
    part: partSchema.optional(),
  })
  .readonly();
export type SentenceRule = z.infer<typeof sentenceRuleSchema>;

/** Uses the general parser for this field, which found it in the mail the template was made from. */
const generalRuleSchema = z.object({ reader: z.literal('general') }).readonly();

const fieldRuleSchema = z.union([labelRuleSchema, sentenceRuleSchema, generalRuleSchema]);
export type FieldRule = z.infer<typeof fieldRuleSchema>;

/** Several rows that form one value, such as two discounts. */
const amountRulesSchema = z.union([fieldRuleSchema, z.array(fieldRuleSchema).min(2).max(6).readonly()]);

const itemColumns = ['title', 'quantity', 'unitPrice', 'lineTotal', 'other'] as const;
export type ItemColumn = (typeof itemColumns)[number];

/**
 * How to find the items: under a header row with these labels, in each row of this shape, in repeated blocks that add up, or
 * with the general parser.
 */
const itemRuleSchema = z.union([
  z
    .object({
      head: z
        .object({ title: label, quantity: label.optional(), unitPrice: label.optional(), lineTotal: label })
        .readonly(),
    })
    .readonly(),
  z.object({ row: z.array(z.enum(itemColumns)).min(2).max(10).readonly() }).readonly(),
  z.object({ find: z.enum(['repeated', 'general']) }).readonly(),
  z
    .object({
      between: z
        .object({
          /** The line above the first item; absent if the text before it is no label. */
          after: label.optional(),
          /** The start of the line below the last item. */
          before: label,
        })
        .readonly(),
      /** What starts a new item: a quantity, the line after one that ends in an amount, a row, a box, a table. */
      each: z.enum(['quantity', 'amount', 'row', 'block', 'table']),
      /** Whether a bare number before the title is a quantity. */
      count: z.enum(['marked', 'bare']),
      /** Which of an item's amounts is its line price. */
      price: z.enum(['first', 'last']),
      options: z.enum(['whole', 'unpriced', 'none']),
    })
    .readonly(),
]);
export type ItemRule = z.infer<typeof itemRuleSchema>;

/** Becomes the source `mail:<family>`. */
export const familySchema = z.string().regex(/^[a-z0-9][a-z0-9-]*$/);

/** Limits the service name shown in chips and messages. */
export const longestServiceName = 60;

/** How to parse the order mails of one sender. Holds no personal data and no position from the top. */
export const mailTemplateSchema = z
  .object({
    format: z.literal(1),
    family: familySchema,
    version: z.int().positive(),
    /** The display name of the service. */
    name: z.string().trim().min(1).max(longestServiceName),
    language: z.string().min(2),
    currency: z.string().regex(/^[A-Z]{3}$/),
    decimal: z.enum([',', '.']),
    /** Whether `04/05/2025` is the fifth of April. */
    monthFirst: z.boolean().optional(),
    /** The fixed hue of this source, 0 to 359. */
    hue: z.int().min(0).max(359),
    match: z
      .object({
        /** The address of the From header, or `@domain` for every address of a domain. */
        sender: senderSchema,
        /** Text in the subject of the mails this template parses, case-insensitive; absent: all mails. */
        subject: z.string().min(1).optional(),
      })
      .readonly(),
    fields: z
      .object({
        /** Absent if the sender's mails have no order number. */
        number: fieldRuleSchema.optional(),
        placedAt: fieldRuleSchema.optional(),
        customerName: fieldRuleSchema.optional(),
        phone: fieldRuleSchema.optional(),
        email: fieldRuleSchema.optional(),
        recipientName: fieldRuleSchema.optional(),
        recipientPhone: fieldRuleSchema.optional(),
        address: fieldRuleSchema.optional(),
        subtotal: fieldRuleSchema.optional(),
        deliveryFee: amountRulesSchema.optional(),
        discount: amountRulesSchema.optional(),
        tax: amountRulesSchema.optional(),
        tip: amountRulesSchema.optional(),
        fees: z.array(fieldRuleSchema).max(10).readonly().optional(),
        total: fieldRuleSchema,
        note: fieldRuleSchema.optional(),
      })
      .readonly(),
    items: itemRuleSchema,
    /** Number of mails it was made from; absent if written by hand. */
    learntFrom: z.int().positive().optional(),
  })
  .readonly();
export type MailTemplate = z.infer<typeof mailTemplateSchema>;

/** The displayed name of a template: `dostavo@1`. */
export const templateName = ({ family, version }: Pick<MailTemplate, 'family' | 'version'>): string =>
  `${family}@${version}`;

/** Whether this address is the template's sender, whatever the subject. */
export const isSenderOf = (recipe: MailTemplate, address: string): boolean =>
  isOfSender(recipe.match.sender, address);

/** Whether this template parses a mail: a service also sends mails that are no orders. */
export const isMailOf = (
  recipe: MailTemplate,
  mail: { readonly from: string | undefined; readonly subject: string },
): boolean => {
  // a saved page has no headers, so any template may match
  if (mail.from === undefined) return true;
  const { subject } = recipe.match;
  return (
    isSenderOf(recipe, mail.from) &&
    (subject === undefined || mail.subject.toLowerCase().includes(subject.toLowerCase()))
  );
};
