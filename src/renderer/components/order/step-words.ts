import type { Decision } from '../../state/decisions.ts';

/** The label of a step's button. */
export function stepWords(step: Decision): 'take' | 'startPreparing' | 'markReady' | 'handOver' {
  if (step.kind !== 'status') return 'take';
  if (step.status === 'preparing') return 'startPreparing';
  return step.status === 'ready' ? 'markReady' : 'handOver';
}
