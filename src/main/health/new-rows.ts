import { chanceOf } from './chance.ts';

export type NewRows = {
  /** Per mail, whether it has a kind of row that is news. */
  readonly odd: readonly boolean[];
  /** The first mail that has one; null when there is none. */
  readonly from: number | null;
};

const fewestBefore = 10;
/** How rarely chance may be the reason: each mail has some rows that few others have, such as a long note. */
const rare = 0.002;

/**
 * Finds the kinds of rows that no mail had until lately and that keep coming.
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
