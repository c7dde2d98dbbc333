import type { RowFact } from '../../../shared/saved-views.ts';
import { rowFacts } from '../../../shared/saved-views.ts';
import type { Density } from '../preferences.ts';

/** The row settings that differ from those of the view or the window. */
export type RowLook = { readonly density?: Density; readonly facts?: readonly RowFact[] };

/** Stands for "no facts", because a URL drops an empty value. */
const none = '-';
const between = '|';

export const lookParams = ({ density, facts }: RowLook): { readonly [name: string]: string } => ({
  rows: density ?? '',
  facts: facts === undefined ? '' : facts.join(between) || none,
});

export function lookOf(params: { readonly [name: string]: string }): RowLook {
  const density = (['comfortable', 'compact'] as const).find((one) => one === params.rows);
  const named = params.facts?.split(between) ?? [];
  return {
    ...(density && { density }),
    ...(params.facts && { facts: rowFacts.filter((fact) => named.includes(fact)) }),
  };
}
