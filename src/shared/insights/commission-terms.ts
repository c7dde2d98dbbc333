import { z } from 'zod';
import { sourceSchema } from '../ids.ts';
import { moneySchema } from '../money.ts';

/** What a source keeps of each order. */
export const commissionSchema = z
  .object({
    source: sourceSchema,
    /** Hundredths of a per cent: 12.5 % is 1250. */
    share: z.int().min(0).max(10_000),
    /** For each order of this currency. */
    fixed: moneySchema
      .unwrap()
      .extend({ minor: z.int().min(0).max(100_000_000) })
      .readonly()
      .nullable(),
  })
  .readonly();
export type Commission = z.infer<typeof commissionSchema>;
