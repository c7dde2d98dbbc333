import type { Entry } from './entry.ts';

/**
 * Whether an order was history when it came and was not released since. If one computer received it as new and another found it
 * in the shop's history, it counts as new.
 * @param facts its events, without duplicates
 */
export function isHistory(facts: readonly Entry[]): boolean {
  const received = facts.filter((entry) => entry.kind === 'order-received');
  const wasHistory = received.length > 0 && received.every(({ data }) => data.quiet === true);
  return wasHistory && facts.every(({ kind }) => kind !== 'released');
}
