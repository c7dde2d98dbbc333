import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';

const refusalsSchema = z.record(
  z.string(),
  z.object({
    userErrors: z.array(z.object({ field: z.array(z.string()).nullish(), message: z.string() })),
  }),
);

/**
 * A refused mutation does not fail: it returns `userErrors`.
 * @throws Problem `bad-input` with the input's field
 */
export function refuseUserErrors(data: unknown): void {
  const parsed = refusalsSchema.safeParse(data);
  if (!parsed.success) return; // not a mutation's shape: the caller's schema reports it
  const first = Object.values(parsed.data).flatMap(({ userErrors }) => userErrors)[0];
  if (!first) return;
  const field = first.field?.filter((step) => step !== 'input').join('.');
  throw new Problem('bad-input', `Shopify: ${first.message}`, field ? { field } : {});
}
