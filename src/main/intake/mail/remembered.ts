const forgetters: (() => void)[] = [];
const most = 20_000;

/**
 * The same work on the same line done once: a dozen readers ask of each line of a mail whether it is an amount, a date or
 * a label. Only for pure work whose result nobody changes.
 */
export function remembered<T extends NonNullable<unknown> | null>(
  work: (line: string) => T,
): (line: string) => T {
  let known = new Map<string, T>();
  // a new map: one that is cleared ties its old lines to the next ones, and they outlive every small collection of garbage
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

/** What one mail said is kept no longer than it takes to read it. */
export function forgetLines(): void {
  for (const forget of forgetters) forget();
}
