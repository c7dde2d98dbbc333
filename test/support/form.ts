import { z } from 'zod';

const formSchema = z.enum(['short', 'full', 'long']);

/**
 * How much of each guarantee is tried: `short` with `npm test`, `full` with `npm run test:guarantees`, `long`
 * (hours) with `npm run proof -- --long`.
 */
export const form = formSchema.parse(process.env.ORDERBELL_TEST_FORM ?? 'short');
export const isLong = form === 'long';

export const byForm = <T>(values: Readonly<Record<z.infer<typeof formSchema>, T>>): T => values[form];

/** The whole list; in the short form every n-th item, starting with the first. */
export const everyNth = <T>(n: number, list: readonly T[]): readonly T[] =>
  form === 'short' ? list.filter((_, index) => index % n === 0) : list;

/** Defines tests that the short form skips: slow ones, and controls that show that a test can fail. */
export function inFullForm(define: () => void): void {
  if (form !== 'short') define();
}
