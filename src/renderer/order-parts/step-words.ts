import type { Decision } from '../state/decisions.ts';

/** The name of the button that makes a step. */
export function stepWords(step: Decision): 'take' | 'startPreparing' | 'markReady' | 'handOver' {
  if (step.kind !== 'status') return 'take';
  if (step.status === 'preparing') return 'startPreparing';
  return step.status === 'ready' ? 'markReady' : 'handOver';
}
