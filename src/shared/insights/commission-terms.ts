import { z } from 'zod';
import { sourceSchema } from '../ids.ts';
import { moneySchema } from '../money.ts';

/** The commission of a source on each order. */
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

/** Omitted fields stay unchanged. */
export const commissionChangeSchema = commissionSchema
  .unwrap()
  .partial({ share: true, fixed: true })
  .readonly();
export type CommissionChange = z.infer<typeof commissionChangeSchema>;

/**
 * Applies a change to a commission.
 * @param known the commission before; undefined (no commission) if it was never set
 */
export function commissionAfter(change: CommissionChange, known: Commission | undefined): Commission {
  const was = known ?? { share: 0, fixed: null };
  const { source, share = was.share, fixed = was.fixed } = change;
  return { source, share, fixed };
}
