import { dedupeEvents } from '../dedupe.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { AlertRules } from './rules.ts';
import { defaultRules } from './rules.ts';

/** The alert rules from `bell-set` events in any order. `decision` counts them; 0 before the first. */
export function alertRulesOf(entries: readonly Entry[]): {
  readonly bell: AlertRules;
  readonly decision: number;
} {
  const last = lastDecision(dedupeEvents(entries.filter((entry) => entry.kind === 'bell-set')));
  return last ? { bell: last.data.bell, decision: last.data.decision } : { bell: defaultRules, decision: 0 };
}
