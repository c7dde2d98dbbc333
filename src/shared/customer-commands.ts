import { z } from 'zod';
import { customerMarks } from './customer/entries.ts';
import type { CustomerDetail, CustomerOfOrder, CustomerPage, Erased, Marked, Tied } from './customer/view.ts';
import { customerFilterSchema, markBeforeSchema, tieBeforeSchema } from './customer/view.ts';
import { orderIdSchema, subscriberIdSchema } from './ids.ts';

/** A customer is named by any of their orders. */
const customer = z.object({ id: orderIdSchema }).readonly();

/** What a page may ask of the customers, each of whom is one person over all sources. */
export const customerInputs = {
  'customers.list': customerFilterSchema,
  'customers.get': customer,
  /** Null for an order that is nobody's. */
  'customers.ofOrder': customer,
  /** Two customers are one from now on, who has the name of `lead`. */
  'customers.join': z.object({ lead: orderIdSchema, other: orderIdSchema }).readonly(),
  /** Two are not one: nothing is asked of them any more. */
  'customers.keepApart': z.object({ one: orderIdSchema, other: orderIdSchema }).readonly(),
  /** Takes a part out of a customer, with all of its group or alone. */
  'customers.part': customer.unwrap().extend({ part: orderIdSchema, whole: z.boolean() }).readonly(),
  /** Puts pairs back to what they were before a decision, where nobody has made something else of them since. */
  'customers.putBack': customer
    .unwrap()
    .extend({ before: z.array(tieBeforeSchema).min(1).max(500).readonly() })
    .readonly(),
  /** `about` is what one that is written again stood on: after a split it is theirs whose it was. */
  'customers.note': customer
    .unwrap()
    .extend({ text: z.string().trim().min(1).max(4000), about: orderIdSchema.optional() })
    .readonly(),
  'customers.withdrawNote': customer
    .unwrap()
    .extend({ note: z.string().max(100) })
    .readonly(),
  'customers.mark': customer
    .unwrap()
    .extend({ mark: z.enum(customerMarks), on: z.boolean(), reason: z.string().trim().max(500).optional() })
    .readonly(),
  /** Puts a mark back to what it was before it was set or taken off, on each order of which that was said. */
  'customers.putMarksBack': customer
    .unwrap()
    .extend({ mark: z.enum(customerMarks), before: z.array(markBeforeSchema).max(500).readonly() })
    .readonly(),
  /** Everything that is here about the person, as a file. */
  'customers.export': customer
    .unwrap()
    .extend({ format: z.enum(['json', 'csv']) })
    .readonly(),
  /** Takes a person out of everything; cannot be taken back. `orders` is how many the asker was told of. */
  'customers.erase': customer.unwrap().extend({ orders: z.int() }).readonly(),
  /** Whether a person in Messenger was erased, at whichever computer, and has not written since. */
  'customers.isErased': z.object({ person: subscriberIdSchema }).readonly(),
} as const;

export type CustomerOutputs = {
  'customers.list': CustomerPage;
  'customers.get': CustomerDetail;
  'customers.ofOrder': CustomerOfOrder | null;
  'customers.join': Tied;
  'customers.keepApart': Tied;
  'customers.part': Tied;
  'customers.putBack': CustomerDetail;
  'customers.note': { readonly customer: CustomerDetail; readonly note: string };
  'customers.withdrawNote': CustomerDetail;
  'customers.mark': Marked;
  'customers.putMarksBack': CustomerDetail;
  'customers.export': { readonly fileName: string; readonly type: string; readonly text: string };
  'customers.erase': Erased;
  'customers.isErased': boolean;
};
