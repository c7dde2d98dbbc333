import type { DeskId } from '../../../shared/ids.ts';
import type { SeenNumbers } from '../../ports.ts';

export type Stretch = { readonly desk: DeskId; readonly first: number; readonly last: number };

/**
 * What one desk has and another has not, each desk's newest, no more than `most` numbers: a large gap is left to BigQuery.
 * The ranges of `theirs` may come in any order and overlap: they were told by somebody else.
 */
export function missingOf(ours: SeenNumbers, theirs: SeenNumbers, most: number): readonly Stretch[] {
  const found: Stretch[] = [];
  const each = Math.max(1, Math.floor(most / Math.max(1, ours.size)));
  for (const [desk, ranges] of ours) {
    let left = each;
    const there = (theirs.get(desk) ?? []).toSorted((one, other) => other.last - one.last);
    for (const range of ranges.toReversed()) {
      for (const { first, last } of gapsOf(range, there)) {
        if (left <= 0) break;
        const from = Math.max(first, last - left + 1);
        left -= last - from + 1;
        found.push({ desk, first: from, last });
      }
    }
  }
  return found.reverse();
}

type Range = { readonly first: number; readonly last: number };

/** What of a range is in none of the others, which come by falling end; the highest first. */
function gapsOf(range: Range, others: readonly Range[]): readonly Range[] {
  const gaps: Range[] = [];
  let last = range.last;
  for (const other of others) {
    if (other.last < range.first || last < range.first) break;
    if (other.first > last) continue;
    if (other.last < last) gaps.push({ first: Math.max(range.first, other.last + 1), last });
    last = Math.min(last, other.first - 1);
  }
  if (last >= range.first) gaps.push({ first: range.first, last });
  return gaps;
}
