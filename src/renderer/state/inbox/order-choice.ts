import type { Only, OrderChoice } from '../../../shared/order-filter.ts';
import type { InboxPlace } from '../routes/route.ts';

type Chosen = Pick<InboxPlace, 'view' | 'text' | 'only' | 'sort' | 'span'>;

/** The query sent to main. Empty conditions are left out, so that equal queries are equal objects. */
export function choiceOf({ view, text, only = {}, sort, span }: Chosen): OrderChoice {
  return {
    view,
    text,
    ...(isNarrowed(only) && { only }),
    ...(span && { span }),
    ...(sort && { sort }),
  };
}

export const isNarrowed = (only: Only | undefined): boolean =>
  Object.values(only ?? {}).some((value) => value !== undefined);

/** Whether both show the same orders, in the same order. */
export const isSameChoice = (one: OrderChoice, other: OrderChoice): boolean => sorted(one) === sorted(other);

/** The order of object keys does not matter; the order of list values does. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
