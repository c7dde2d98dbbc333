import type { Problem } from '../shared/problem.ts';
import { asProblem } from '../shared/problem.ts';
import type { Clock } from './ports.ts';

/** Whether an account takes its keys, as it last said itself. */
export type Standing = {
  /** Why it takes them no more. It stands until it takes them again: a network that is down in between says nothing of keys. */
  refusal(): Problem | null;
  /** Whether it has said since the start either that it takes them or that it does not. */
  isTried(): boolean;
  /** Whether it has said so lately: of what became of its keys while the computer slept nobody here knows. */
  isKnown(): boolean;
};
export type HeardStanding = Standing & {
  /** @param problem what became of a question after one thing; null: an answer */
  hear(problem: Problem | null): void;
  /** The same of a question after the account itself, where a refusal is one of all. */
  hearOfAll(problem: Problem | null): void;
};

/** How often an account is asked where nothing else is wanted of it. */
export const tryEveryMs = 10 * 60_000;

/** @param onChange called when it no longer takes its keys, or does again */
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
    // one question may fail without a word of the keys
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

/** Asks the account itself, and hears what becomes of that, unless it is over by then. @throws what the question throws */
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

/** Who refuses one thing has let us in. */
const isAnswer = ({ kind }: Problem): boolean =>
  kind === 'refused' || kind === 'not-found' || kind === 'bad-input';
