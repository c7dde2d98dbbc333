import { z } from 'zod';
import type { OrderId } from './ids.ts';
import { orderIdSchema } from './ids.ts';
import type { BatchResult, SeenOrder } from './order-actions.ts';
import { orderActionSchema, seenOrderSchema } from './order-actions.ts';
import { orderChoiceSchema, orderFilterSchema } from './order-filter.ts';
import type { SavedView } from './saved-views.ts';
import { savedViewSchema } from './saved-views.ts';
import type { OrderRow, TagCount, ViewCounts } from './views.ts';

/** The maximum number of orders in one command. */
export const mostIds = 1000;
const ids = z.array(orderIdSchema).min(1).max(mostIds).readonly();

/** Commands on several orders. */
export const orderListInputs = {
  'orders.list': orderFilterSchema,
  /** The number of orders of each choice. */
  'orders.howMany': z.object({ choices: z.array(orderChoiceSchema).max(50).readonly() }).readonly(),
  /** The ids of the current matches, in list order. */
  'orders.ids': z.object({ choice: orderChoiceSchema }).readonly(),
  /** All tags in use, the most used first. */
  'orders.tags': z.undefined(),
  /** Returns the orders that were changed. */
  'orders.markUnread': z.object({ ids, unread: z.boolean() }).readonly(),
  /**
   * One bulk action on listed orders, because a filter may match more orders than the user saw. `seen` is the shown state of
   * some of them. `batch` is created by the page.
   */
  'orders.batch': z
    .object({
      target: z.object({ ids, seen: z.array(seenOrderSchema).max(mostIds).readonly().optional() }).readonly(),
      deed: orderActionSchema,
      batch: z.uuid(),
    })
    .readonly(),
  /** Undoes a bulk action on each order that has not changed since. */
  'orders.undoBatch': z.object({ batch: z.uuid() }).readonly(),
  'views.list': z.undefined(),
  /** Creates a view, or replaces the one with the same id. */
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
