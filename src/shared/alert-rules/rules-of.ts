import { eachOnce } from '../dedupe.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { Bell } from './rules.ts';
import { usualBell } from './rules.ts';

/** How the shop wants to be told, by the entries of kind `bell-set`, in any order. `decision` counts them; 0 before the first. */
export function bellOf(entries: readonly Entry[]): { readonly bell: Bell; readonly decision: number } {
  const last = lastDecision(eachOnce(entries.filter((entry) => entry.kind === 'bell-set')));
  return last ? { bell: last.data.bell, decision: last.data.decision } : { bell: usualBell, decision: 0 };
}
