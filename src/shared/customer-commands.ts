import { z } from 'zod';
import { customerMarks } from './customer/entries.ts';
import type { CustomerDetail, CustomerOfOrder, CustomerPage, Erased, Marked, Tied } from './customer/view.ts';
import { customerFilterSchema, markBeforeSchema, tieBeforeSchema } from './customer/view.ts';
import { orderIdSchema, subscriberIdSchema } from './ids.ts';

/** A customer is identified by any of their orders. */
const customer = z.object({ id: orderIdSchema }).readonly();

/** Commands on customers, who are merged over all sources. */
export const customerInputs = {
  'customers.list': customerFilterSchema,
  'customers.get': customer,
  /** Null for an order without a customer. */
  'customers.ofOrder': customer,
  /** Joins two customers; the result has the name of `lead`. */
  'customers.join': z.object({ lead: orderIdSchema, other: orderIdSchema }).readonly(),
  /** Keeps two customers apart, which ends the suggestion. */
  'customers.keepApart': z.object({ one: orderIdSchema, other: orderIdSchema }).readonly(),
  /** Takes a card out of a customer, with its whole group or alone. */
  'customers.part': customer.unwrap().extend({ part: orderIdSchema, whole: z.boolean() }).readonly(),
  /** Restores pairs to their state before a decision, unless changed since. */
  'customers.putBack': customer
    .unwrap()
    .extend({ before: z.array(tieBeforeSchema).min(1).max(500).readonly() })
    .readonly(),
  /** `about` is the order of a restored note, so that after a split it stays with that order's customer. */
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
  /** Restores a mark on each changed order to its previous state. */
  'customers.putMarksBack': customer
    .unwrap()
    .extend({ mark: z.enum(customerMarks), before: z.array(markBeforeSchema).max(500).readonly() })
    .readonly(),
  /** Exports all data of the customer as a file. */
  'customers.export': customer
    .unwrap()
    .extend({ format: z.enum(['json', 'csv']) })
    .readonly(),
  /** Erases a customer permanently. `orders` is the number of orders that the user confirmed. */
  'customers.erase': customer.unwrap().extend({ orders: z.int() }).readonly(),
  /** Whether a Messenger customer was erased, on any computer, and has not written since. */
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
