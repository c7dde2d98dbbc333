import { z } from 'zod';
import type { OrderId } from './ids.ts';
import { orderIdSchema } from './ids.ts';
import type { BatchResult, SeenOrder } from './order-actions.ts';
import { orderActionSchema, seenOrderSchema } from './order-actions.ts';
import { orderChoiceSchema, orderFilterSchema } from './order-filter.ts';
import type { SavedView } from './saved-views.ts';
import { savedViewSchema } from './saved-views.ts';
import type { OrderRow, TagCount, ViewCounts } from './views.ts';

/** As many orders as a page may name at once. */
export const mostIds = 1000;
const ids = z.array(orderIdSchema).min(1).max(mostIds).readonly();

/** What a page may ask of orders by the many. */
export const orderListInputs = {
  'orders.list': orderFilterSchema,
  /** How many each of these has. */
  'orders.howMany': z.object({ choices: z.array(orderChoiceSchema).max(50).readonly() }).readonly(),
  /** All of them as they look now, in the order of the list. */
  'orders.ids': z.object({ choice: orderChoiceSchema }).readonly(),
  /** Every tag that is in use, the most used first. */
  'orders.tags': z.undefined(),
  /** Answered with those that were not so already. */
  'orders.markUnread': z.object({ ids, unread: z.boolean() }).readonly(),
  /**
   * One deed on many orders, all of them named: a choice may hold more by now than anybody saw. `seen` is how some of them
   * looked to who names them. `batch` is made by the page.
   */
  'orders.batch': z
    .object({
      target: z.object({ ids, seen: z.array(seenOrderSchema).max(mostIds).readonly().optional() }).readonly(),
      deed: orderActionSchema,
      batch: z.uuid(),
    })
    .readonly(),
  /** Takes back what a batch did, wherever nobody has made anything else of it since. */
  'orders.undoBatch': z.object({ batch: z.uuid() }).readonly(),
  'views.list': z.undefined(),
  /** A new one, or one of the same id in its place. */
  'views.save': savedViewSchema,
  'views.remove': z.object({ id: z.uuid() }).readonly(),
} as const;

export type OrderListOutputs = {
  'orders.list': {
    readonly rows: readonly OrderRow[];
    readonly total: number;
    readonly counts: ViewCounts;
  };
  'orders.howMany': readonly number[];
  'orders.ids': readonly SeenOrder[];
  'orders.tags': readonly TagCount[];
  'orders.markUnread': readonly OrderId[];
  'orders.batch': BatchResult;
  'orders.undoBatch': BatchResult;
  'views.list': readonly SavedView[];
  'views.save': readonly SavedView[];
  'views.remove': readonly SavedView[];
};
