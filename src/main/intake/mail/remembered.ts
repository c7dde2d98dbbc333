const forgetters: (() => void)[] = [];
const most = 20_000;

/**
 * Caches a result per line: a dozen parsers check each line of a mail for amounts, dates and labels. Only for pure functions
 * whose result is never changed.
 */
export function remembered<T extends NonNullable<unknown> | null>(
  work: (line: string) => T,
): (line: string) => T {
  let known = new Map<string, T>();
  // a new map: a cleared one links its old lines to the next ones, and they outlive every minor garbage collection
  forgetters.push(() => {
    known = new Map();
  });
  return (line) => {
    const found = known.get(line);
    if (found !== undefined) return found;
    const result = work(line);
    if (known.size >= most) known = new Map();
    known.set(line, result);
    return result;
  };
}

/** Clears the caches after each mail. */
export function forgetLines(): void {
  for (const forget of forgetters) forget();
}
