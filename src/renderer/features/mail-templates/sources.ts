import { findPlace } from './find-place.ts';
import type { Run } from './mail-blocks.ts';
import { placeFor } from './mail-blocks.ts';
import type { Lesson, Place } from './state/trainer-store.ts';

/** The source of the requested value in the mail: where a person pointed, else where it is found. */
export function sourcesOf({ asked, places, form }: Lesson, runs: readonly Run[]): readonly Place[] {
  if (asked === null) return [];
  const lines = runs.map(({ text }) => text);
  const at = (index: number | null): readonly Place[] =>
    index === null ? [] : [{ first: index, last: index }];
  if (asked === 'item') {
    return form.items.flatMap(({ title }) => {
      const index = findPlace(lines, 'title', title);
      return index === null ? [] : (placeFor(runs, index, { isItem: true, wider: 0 }) ?? []);
    });
  }
  if (asked === 'fee') {
    return form.fees.flatMap(({ amount }) => at(findPlace(lines, 'deliveryFee', amount)));
  }
  const pointedAt = places[asked];
  return pointedAt ? [pointedAt] : at(findPlace(lines, asked, form.fields[asked]));
}
