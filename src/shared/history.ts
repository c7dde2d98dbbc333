import type { Entry } from './entry.ts';

/**
 * Whether an order was history when it came and nobody has released it since. One desk may have heard of it as news, and
 * another found it in the shop's history: it was news then.
 * @param facts its entries, each once
 */
export function isHistory(facts: readonly Entry[]): boolean {
  const received = facts.filter((entry) => entry.kind === 'order-received');
  const wasHistory = received.length > 0 && received.every(({ data }) => data.quiet === true);
  return wasHistory && facts.every(({ kind }) => kind !== 'released');
}
