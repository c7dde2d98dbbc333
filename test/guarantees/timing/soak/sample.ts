import { z } from 'zod';

/** One sample of a process per second. */
export const sampleSchema = z.object({
  /** Hours since its start, by its fast clock. */
  hour: z.number(),
  /** Memory after a garbage collection, in MB. */
  held: z.number(),
  resident: z.number(),
  openFiles: z.int(),
  /** The size of the write-ahead log, in MB. */
  log: z.number(),
  /** The 99th percentile of the event loop delay so far, in milliseconds. */
  late: z.number(),
  orders: z.int(),
  /** Unhandled failures so far. */
  unhandled: z.int(),
});
export type Sample = z.infer<typeof sampleSchema>;

/** The hourly growth: the slope of the regression line. */
export function growthPerHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const hours = mean(samples.map(({ hour }) => hour));
  const middle = mean(samples.map(of));
  const above = samples.reduce((sum, sample) => sum + (sample.hour - hours) * (of(sample) - middle), 0);
  const below = samples.reduce((sum, { hour }) => sum + (hour - hours) ** 2, 0);
  return above / below;
}
