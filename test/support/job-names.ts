/** A job's name without what it has of its entries' ids: desk, running numbers, turn. */
export const plainName = (job: string): string => job.replace(/-[0-9a-f]{12}(?=(-r\d+)?$)/, '');

export const plainNames = (jobs: ReadonlyMap<string, unknown>): readonly string[] =>
  [...jobs.keys()].map(plainName);
