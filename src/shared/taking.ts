import type { Entry, EntryOf } from './entry.ts';
import { openedOver } from './fold-cancellations.ts';
import { takingsOf } from './fold-takings.ts';
import type { Order, TakeWay } from './order.ts';
import { toldOf } from './status-entries.ts';

type Said<K extends 'taken' | 'status-set'> = Pick<EntryOf<K>, 'kind' | 'data'>;

/**
 * The events to record when a manager takes an order; none if the manager has it already. A takeover keeps the status.
 * @param facts the order's events, without duplicates
 */
export function takingOf(
  order: Pick<Order, 'takenBy' | 'status' | 'decisions' | 'version' | 'content' | 'cancellations'>,
  facts: readonly Entry[],
  manager: string,
  via: TakeWay,
): readonly (Said<'taken'> | Said<'status-set'>)[] {
  const { takenBy, status, decisions } = order;
  if (takenBy === manager) return [];
  const over = takingsOf(facts).open.map(({ id }) => id);
  const told = toldOf(order);
  const seen = { ...(told && { told }), cancellations: openedOver(order) };
  const taken = { kind: 'taken', data: { manager, decision: decisions + 1, over, via, ...seen } } as const;
  if (status !== 'preparing' && status !== 'ready') return [taken];
  return [taken, { kind: 'status-set', data: { status, decision: decisions + 2, ...seen } }];
}

/**
 * The event to record when undo restores the manager of an order that was given back. Concurrent `taken` events of other
 * managers stay reported.
 * @param facts the order's events, without duplicates
 * @param decision the number of the new decision
 */
export function takenAgain(facts: readonly Entry[], manager: string, decision: number): Said<'taken'> {
  const own = takingsOf(facts).open.filter(({ data }) => data.manager === manager);
  return { kind: 'taken', data: { manager, decision, over: own.map(({ id }) => id), cancellations: [] } };
}
