import { z } from 'zod';

/**
 * Rate limit of changes to the table, as a token bucket. BigQuery allows 1,500 loads of a table a day, including failed ones,
 * and the limit cannot be raised: 1,299 a day are refilled steadily, plus a burst of 50.
 */
export const burst = 50;
const refillMs = 66_500;

export type PaceRule = {
  readonly burst: number;
  readonly refillMs: number;
  /** Lower bound of the tokens: debt below it is forgiven. */
  readonly least: number;
};
const loads: PaceRule = { burst, refillMs, least: Number.NEGATIVE_INFINITY };
/**
 * Rate limit of a computer's SQL queries. A query is billed for at least ten mebibytes and a tebibyte a month is free, which
 * allows 104,857 queries for five computers. One each per 150 s makes 89,280 a month, plus a burst of forty. The hundreds of
 * queries that restore a ledger fit beside them: as debt, they would block all imports for hours.
 */
export const questions: PaceRule = { burst: 40, refillMs: 150_000, least: 0 };

const shortWindowMs = 2_000;
const longWindowMs = 20_000;

/** Available loads or queries, stored across restarts. Negative after loads that could not wait. */
export type Pace = { readonly left: number; readonly at: number };

export const fullPace = (now: number, rule = loads): Pace => ({ left: rule.burst, at: now });

/** Adds the tokens refilled since. A clock that was set back changes nothing. */
export function refill(pace: Pace, now: number, rule = loads): Pace {
  const elapsed = Math.max(0, now - pace.at);
  const left = Math.max(rule.least, pace.left) + elapsed / rule.refillMs;
  return { left: Math.min(rule.burst, left), at: now };
}

export const spend = (pace: Pace, now: number, rule = loads): Pace => {
  const { left, at } = refill(pace, now, rule);
  return { left: left - 1, at };
};

/** When the next query may run. */
export function questionAt(pace: Pace, now: number): number {
  const { left } = refill(pace, now, questions);
  return left >= 1 ? now : now + Math.ceil((1 - left) * questions.refillMs);
}

const paceSchema = z.object({ left: z.number(), at: z.number() }).readonly();
/** The stored rate limit state; a full bucket if none is stored. */
export const readPace = (kept: string | null, now: number, rule = loads): Pace =>
  kept === null ? fullPace(now, rule) : paceSchema.parse(JSON.parse(kept));

/**
 * When events waiting since `since` may be batched. With many tokens left, soon after the first event, so that related ones join
 * it. With few left the window is longer; with none, one load per refilled token.
 */
export function batchAt(pace: Pace, since: number, now: number): number {
  const { left } = refill(pace, now);
  if (left < 1) return now + Math.ceil((1 - left) * refillMs);
  return since + (left > burst / 2 ? shortWindowMs : longWindowMs);
}
