/** The name of a load job without the hash of its event ids: computer, sequence range, attempt. */
export const plainName = (job: string): string => job.replace(/-[0-9a-f]{12}(?=(-r\d+)?$)/, '');

export const plainNames = (jobs: ReadonlyMap<string, unknown>): readonly string[] =>
  [...jobs.keys()].map(plainName);
