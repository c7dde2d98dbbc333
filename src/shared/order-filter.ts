import { z } from 'zod';
import { sourceSchema } from './ids.ts';
import { inboxViews } from './views.ts';

/** Orders this desk heard of in a stretch of time, both ends included, epoch milliseconds. */
export const spanSchema = z.object({ from: z.int(), to: z.int() }).readonly();
export type Span = z.infer<typeof spanSchema>;

export const orderFilterSchema = z
  .object({
    view: z.enum(inboxViews),
    text: z.string().max(200),
    source: sourceSchema.optional(),
    /** Leaves out what tells of another order or is in quarantine, whatever the view. */
    span: spanSchema.optional(),
    offset: z.int().nonnegative(),
    limit: z.int().positive().max(500),
  })
  .readonly();
export type OrderFilter = z.infer<typeof orderFilterSchema>;
