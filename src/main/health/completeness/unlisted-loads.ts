import type { CompletenessView, Difference } from '../../../shared/completeness.ts';
import type { OutboxMessage } from '../../ports.ts';

/**
 * Parked loads that no difference has as its next step: of rows that belong to no order or to an older one, for other
 * computers, and of many rows at once.
 */
export function loadsAsideOf(
  parked: readonly Pick<OutboxMessage, 'id' | 'reason'>[],
  differences: readonly Pick<Difference, 'next'>[],
): CompletenessView['loadsAside'] {
  const named = new Set(differences.flatMap(({ next }) => (next.do === 'retry' ? [next.message] : [])));
  const left = parked.filter(({ id }) => !named.has(id));
  const [first] = left;
  return first ? { count: left.length, reason: first.reason } : null;
}
