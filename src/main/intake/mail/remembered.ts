const caches: { clear(): void }[] = [];
const most = 20_000;

/**
 * The same work on the same line done once: a dozen readers ask of each line of a mail whether it is an amount, a date or
 * a label. Only for pure work whose result nobody changes.
 */
export function remembered<T extends NonNullable<unknown> | null>(
  work: (line: string) => T,
): (line: string) => T {
  const known = new Map<string, T>();
  caches.push(known);
  return (line) => {
    const found = known.get(line);
    if (found !== undefined) return found;
    const result = work(line);
    if (known.size >= most) known.clear();
    known.set(line, result);
    return result;
  };
}

/** What one mail said is kept no longer than it takes to read it. */
export function forgetLines(): void {
  for (const cache of caches) cache.clear();
}
