import type { Problem } from '../shared/problem.ts';
import { asProblem } from '../shared/problem.ts';
import type { Clock } from './ports.ts';

/** Whether an account accepts its credentials, as of its last response. */
export type Standing = {
  /** Why the credentials are rejected. Kept until they are accepted again: a network failure says nothing about credentials. */
  refusal(): Problem | null;
  /** Whether they were accepted or rejected since the start. */
  isTried(): boolean;
  /** Whether the status is recent: it may have changed while the computer slept. */
  isKnown(): boolean;
};
export type HeardStanding = Standing & {
  /** @param problem the result of a request for one resource; null: success */
  hear(problem: Problem | null): void;
  /** The same for a request to the account itself, where a refusal concerns the whole account. */
  hearOfAll(problem: Problem | null): void;
};

/** How often an idle account is checked. */
export const tryEveryMs = 10 * 60_000;

/** @param onChange called when the credentials become rejected, or accepted again */
export function createStanding(clock: Pick<Clock, 'uptime'>, onChange: () => void = () => {}): HeardStanding {
  let refusal: Problem | null = null;
  let saidAt: number | null = null;

  function say(next: Problem | null): void {
    const isNews = (next === null) !== (refusal === null);
    refusal = next;
    saidAt = clock.uptime();
    if (isNews) onChange();
  }

  return {
    refusal: () => refusal,
    isTried: () => saidAt !== null,
    // one request may fail without a result for the credentials
    isKnown: () => saidAt !== null && clock.uptime() - saidAt <= 2 * tryEveryMs,
    hear(problem) {
      if (problem?.kind === 'signed-out') say(problem);
      else if (problem === null || isAnswer(problem)) say(null);
    },
    hearOfAll(problem) {
      if (problem === null || problem.kind === 'signed-out' || isAnswer(problem)) say(problem);
    },
  };
}

/**
 * Sends a request to the account itself and records its result, unless it was aborted meanwhile. @throws errors of the request
 */
export async function hearing<T>(
  standing: Pick<HeardStanding, 'hearOfAll'>,
  stopping: AbortSignal,
  ask: () => Promise<T>,
): Promise<T> {
  const hear = (problem: Problem | null): void => {
    if (!stopping.aborted) standing.hearOfAll(problem);
  };
  try {
    const answer = await ask();
    hear(null);
    return answer;
  } catch (error) {
    hear(asProblem(error));
    throw error;
  }
}

/** A per-resource refusal proves that the credentials are valid. */
const isAnswer = ({ kind }: Problem): boolean =>
  kind === 'refused' || kind === 'not-found' || kind === 'bad-input';
