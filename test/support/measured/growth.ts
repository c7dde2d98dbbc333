/** How much longer work on a text takes than on a tenth of it: about ten times where each sign is looked at once. */
export function growthOf(pattern: string, length: number, work: (text: string) => void): number {
  const quickest = (signs: number): number => {
    const text = pattern.repeat(signs).slice(0, signs);
    return Math.min(...Array.from({ length: 30 }, () => msOf(() => work(text))));
  };
  // what is compiled once is no part of it
  quickest(length / 10);
  return quickest(length) / quickest(length / 10);
}

/** With room for a busy machine; where each sign looks at all that follow, it is a hundred. */
export const mostGrowth = 50;

function msOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
