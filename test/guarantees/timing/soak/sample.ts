import { z } from 'zod';

/** What a process says of itself, once a second. */
export const sampleSchema = z.object({
  /** By its own fast clock, in hours since it was started. */
  hour: z.number(),
  /** What it holds after everything that can be let go of was, in MB. */
  held: z.number(),
  resident: z.number(),
  openFiles: z.int(),
  /** The ledger's log, in MB. */
  log: z.number(),
  /** How late its loop was so far, 99 of 100 times at most, in milliseconds. */
  late: z.number(),
  orders: z.int(),
  /** Failures that nobody waited for, so far. */
  unhandled: z.int(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** By how much something grows in an hour: the line that is nearest to the samples. */
export function growthPerHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const hours = mean(samples.map(({ hour }) => hour));
  const middle = mean(samples.map(of));
  const above = samples.reduce((sum, sample) => sum + (sample.hour - hours) * (of(sample) - middle), 0);
  const below = samples.reduce((sum, { hour }) => sum + (hour - hours) ** 2, 0);
  return above / below;
}
