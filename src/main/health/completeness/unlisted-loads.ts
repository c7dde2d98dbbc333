import type { CompletenessView, Difference } from '../../../shared/completeness.ts';
import type { OutboxMessage } from '../../ports.ts';

/**
 * Parked loads that are not the next step of any difference: rows of no order or an older one, rows of other computers, and loads
 * of many rows.
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
