import { chanceOf } from './chance.ts';

export type NewRows = {
  /** Per mail, whether it has a new kind of row. */
  readonly odd: readonly boolean[];
  /** Index of the first mail that has one; null when there is none. */
  readonly from: number | null;
};

const fewestBefore = 10;
/** Significance level: each mail has some rows that few others have, such as a long note. */
const rare = 0.002;

/**
 * Finds kinds of rows that no mail had until lately and that keep coming.
 * @param outlines oldest first
 */
export function findNewRows(outlines: readonly (readonly string[])[]): NewRows {
  const firstSeen = new Map<string, number>();
  for (const [index, outline] of outlines.entries()) {
    for (const row of outline) if (!firstSeen.has(row)) firstSeen.set(row, index);
  }
  const lately = outlines.slice(-5);
  const fresh = [...firstSeen].filter(([row, first]) => {
    if (first < fewestBefore || lately.filter((outline) => outline.includes(row)).length < 2) return false;
    const since = outlines.slice(first);
    const hits = since.filter((outline) => outline.includes(row)).length;
    return chanceOf({ hits, length: since.length, before: 0, count: first }) < rare;
  });
  const rows = new Set(fresh.map(([row]) => row));
  return {
    odd: outlines.map((outline) => outline.some((row) => rows.has(row))),
    from: fresh.length === 0 ? null : Math.min(...fresh.map(([, first]) => first)),
  };
}
