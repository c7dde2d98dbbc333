import type { Only } from '../../../../shared/order-filter.ts';
import { onlySchema } from '../../../../shared/order-filter.ts';
import type { InboxPlace } from '../../../state/routes/route.ts';

/** The filter and sort conditions of a list, each shown as a chip. */
export const narrowings = [
  'statuses',
  'payments',
  'assignees',
  'tags',
  'days',
  'total',
  'sources',
  'sort',
] as const;
export type Narrowing = (typeof narrowings)[number];

type Change = { readonly [F in keyof Only]?: Only[F] | undefined };

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** Replaces a condition of a place; an empty one is removed. */
export function narrowedBy(place: InboxPlace, change: Change): InboxPlace {
  const conditions = Object.entries({ ...place.only, ...change }).filter(([, value]) => !isEmpty(value));
  return { ...place, only: onlySchema.parse(Object.fromEntries(conditions)) };
}

export function withSort({ sort: _before, ...place }: InboxPlace, sort: InboxPlace['sort']): InboxPlace {
  return sort === undefined ? place : { ...place, sort };
}

export const without = (place: InboxPlace, narrowing: Narrowing): InboxPlace =>
  narrowing === 'sort' ? withSort(place, undefined) : narrowedBy(place, { [narrowing]: undefined });

/** The conditions of a place, in the order of the chips. */
export const narrowingsOf = ({ only, sort }: InboxPlace): readonly Narrowing[] =>
  narrowings.filter((one) => (one === 'sort' ? sort !== undefined : !isEmpty(only?.[one])));

/** Adds or removes a value of a list. */
export const toggled = <T>(list: readonly T[] | undefined, value: T): readonly T[] =>
  list?.includes(value) ? list.filter((one) => one !== value) : [...(list ?? []), value];
