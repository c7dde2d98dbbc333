/** The ratio of the time for a text and for a tenth of it: about ten for linear work. */
export function growthOf(pattern: string, length: number, work: (text: string) => void): number {
  const quickest = (signs: number): number => {
    const text = pattern.repeat(signs).slice(0, signs);
    return Math.min(...Array.from({ length: 30 }, () => msOf(() => work(text))));
  };
  // a warm-up run, so that compilation is not measured
  quickest(length / 10);
  return quickest(length) / quickest(length / 10);
}

/** A limit with room for a busy machine; quadratic work has a ratio of a hundred. */
export const mostGrowth = 50;

function msOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
