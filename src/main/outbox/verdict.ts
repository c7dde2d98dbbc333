import type { Problem, ProblemKind } from '../../shared/problem.ts';
import { assertNever } from '../../shared/problem.ts';
import { backoffMs } from '../backoff.ts';

/** What becomes of a message that could not be performed. */
export type Verdict =
  | { readonly retryAt: number; readonly reason: string }
  | { readonly park: true; readonly reason: string };

export type VerdictInput = {
  readonly problem: Pick<Problem, 'kind' | 'message' | 'retryAfterMs' | 'fix'>;
  /** How often it has been tried, this time included. */
  readonly attempts: number;
  readonly now: number;
  /** From 0 up to 1; handed in so that a test can say what chance said. */
  readonly random: () => number;
};

/** Tries again what may pass by itself; parks what would fail the same way, or may already have happened. */
export function verdictOf({ problem, attempts, now, random }: VerdictInput): Verdict {
  const reason = wordsOf(problem);
  const kind: ProblemKind = problem.kind;
  switch (kind) {
    case 'throttled':
      // what was asked for is the least; the jitter on top keeps desks apart
      return { retryAt: now + (problem.retryAfterMs ?? 0) + backoffMs(attempts, random), reason };
    case 'unreachable':
      return { retryAt: now + (problem.retryAfterMs ?? backoffMs(attempts, random)), reason };
    case 'unknown-outcome': // it may have happened: only a person repeats it
    case 'signed-out':
    case 'refused':
    case 'bad-input':
    case 'not-found':
    case 'bug':
      return { park: true, reason };
    default:
      return assertNever(kind);
  }
}

/** One sentence for the order and the parked list: what happened, then what helps. */
export const wordsOf = ({ message, fix }: Pick<Problem, 'message' | 'fix'>): string =>
  fix === undefined ? message : `${message}. ${fix}`;
