import type { SeenNumbers } from '../ports.ts';

type Range = { readonly first: number; readonly last: number };

/** @param ranges in any order, may touch and overlap @returns the same numbers as sorted ranges that neither touch nor overlap */
export function joinedRanges(ranges: Iterable<Range>): readonly Range[] {
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of [...ranges].sort((one, other) => one.first - other.first)) {
    const before = joined.at(-1);
    if (before && first <= before.last + 1) before.last = Math.max(before.last, last);
    else joined.push({ first, last });
  }
  return joined;
}

/** The union of these ranges, by computer. */
export function joinedNumbers(...all: readonly SeenNumbers[]): SeenNumbers {
  const desks = new Set(all.flatMap((numbers) => [...numbers.keys()]));
  return new Map(
    [...desks].map((desk) => [desk, joinedRanges(all.flatMap((numbers) => numbers.get(desk) ?? []))]),
  );
}
