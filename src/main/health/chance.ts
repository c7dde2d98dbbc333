/**
 * The probability that chance alone puts at least `hits` of all odd items into the last `length` of a series, when `before` of
 * the first `count` were odd. Upper tail of the hypergeometric distribution, 0 to 1.
 */
export function chanceOf({ hits, length, before, count }: Odds): number {
  const odd = hits + before;
  const all = ways(count + length, odd);
  let tail = 0;
  for (let found = hits; found <= Math.min(length, odd); found += 1) {
    tail += Math.exp(ways(length, found) + ways(count, odd - found) - all);
  }
  return tail;
}

export type Odds = {
  readonly hits: number;
  readonly length: number;
  readonly before: number;
  readonly count: number;
};

/** The logarithm of the binomial coefficient: the number of ways to choose `taken` of `from`. */
function ways(from: number, taken: number): number {
  if (taken < 0 || taken > from) return Number.NEGATIVE_INFINITY;
  return logFactorial(from) - logFactorial(taken) - logFactorial(from - taken);
}

const logFactorials = [0];
function logFactorial(number: number): number {
  for (let next = logFactorials.length; next <= number; next += 1) {
    logFactorials.push((logFactorials[next - 1] ?? 0) + Math.log(next));
  }
  return logFactorials[number] ?? 0;
}
