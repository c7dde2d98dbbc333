import type { Entry, EntryOf } from './entry.ts';
import { takingsOf } from './fold-takings.ts';
import type { Order, TakeWay } from './order.ts';

type Said<K extends 'taken' | 'status-set'> = Pick<EntryOf<K>, 'kind' | 'data'>;

/**
 * What has to be written down for a manager to take an order; nothing when it is his. Taking over says who, and leaves the work
 * where it is.
 * @param facts the order's entries, each once
 */
export function takingOf(
  { takenBy, status, decisions }: Pick<Order, 'takenBy' | 'status' | 'decisions'>,
  facts: readonly Entry[],
  manager: string,
  via: TakeWay,
): readonly (Said<'taken'> | Said<'status-set'>)[] {
  if (takenBy === manager) return [];
  const over = takingsOf(facts).open.map(({ id }) => id);
  const taken = { kind: 'taken', data: { manager, decision: decisions + 1, over, via } } as const;
  if (status !== 'preparing' && status !== 'ready') return [taken];
  return [taken, { kind: 'status-set', data: { status, decision: decisions + 2 } }];
}
