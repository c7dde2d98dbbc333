import type { RowFact } from '../../shared/saved-views.ts';
import { rowFacts } from '../../shared/saved-views.ts';
import type { Density } from './preferences.ts';

/** How rows look where it is not as the view or the window has it. */
export type RowLook = { readonly density?: Density; readonly facts?: readonly RowFact[] };

/** For a row that shows no fact: an empty part of an address is none. */
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
