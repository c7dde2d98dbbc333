import type { Problem, ProblemKind } from '../../shared/problem.ts';
import { assertNever } from '../../shared/problem.ts';
import { backoffMs } from '../backoff.ts';

/** How to continue after a failed message. */
export type Verdict =
  | { readonly retryAt: number; readonly reason: string }
  | { readonly park: true; readonly reason: string };

export type VerdictInput = {
  readonly problem: Pick<Problem, 'kind' | 'message' | 'retryAfterMs' | 'fix'>;
  /** The number of attempts, including this one. */
  readonly attempts: number;
  readonly now: number;
  /** From 0 up to 1; injected for tests. */
  readonly random: () => number;
};

/** Retries an error that may pass by itself; parks one that would repeat, or whose message may have been sent. */
export function verdictOf({ problem, attempts, now, random }: VerdictInput): Verdict {
  const reason = wordsOf(problem);
  const kind: ProblemKind = problem.kind;
  switch (kind) {
    case 'throttled':
      // the requested delay is the minimum; the jitter on top spreads the computers
      return { retryAt: now + (problem.retryAfterMs ?? 0) + backoffMs(attempts, random), reason };
    case 'unreachable':
      return { retryAt: now + (problem.retryAfterMs ?? backoffMs(attempts, random)), reason };
    case 'unknown-outcome': // it may have been sent: only a person repeats it
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
