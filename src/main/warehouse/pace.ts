import { z } from 'zod';

/**
 * How often the table may be changed. BigQuery allows 1,500 loads of a table a day, failed ones counted, and more can not
 * be bought: 1,299 a day flow steadily, 50 more may come at once.
 */
export const burst = 50;
const refillMs = 66_500;

export type PaceRule = {
  readonly burst: number;
  readonly refillMs: number;
  /** Below this nothing is owed that was spent beyond the pace. */
  readonly least: number;
};
const loads: PaceRule = { burst, refillMs, least: Number.NEGATIVE_INFINITY };
/**
 * How often a desk may ask in SQL. A question is billed for ten mebibytes at least and a tebibyte a month is free, so five
 * desks have room for 104,857: one each 150 s all day and all month are 89,280, and forty may come at once. The hundreds that
 * fill a new ledger come once and have room beside them: paid back, they would keep it from hearing anything for hours.
 */
export const questions: PaceRule = { burst: 40, refillMs: 150_000, least: 0 };

const shortWindowMs = 2_000;
const longWindowMs = 20_000;

/** Loads or questions in hand at a time, kept over restarts. Below zero after loads that had to be made. */
export type Pace = { readonly left: number; readonly at: number };

export const fullPace = (now: number, rule = loads): Pace => ({ left: rule.burst, at: now });

/** What has flowed in since. A clock set back gives nothing, and takes nothing. */
export function refill(pace: Pace, now: number, rule = loads): Pace {
  const elapsed = Math.max(0, now - pace.at);
  const left = Math.max(rule.least, pace.left) + elapsed / rule.refillMs;
  return { left: Math.min(rule.burst, left), at: now };
}

export const spend = (pace: Pace, now: number, rule = loads): Pace => {
  const { left, at } = refill(pace, now, rule);
  return { left: left - 1, at };
};

/** When the next question may be asked. */
export function questionAt(pace: Pace, now: number): number {
  const { left } = refill(pace, now, questions);
  return left >= 1 ? now : now + Math.ceil((1 - left) * questions.refillMs);
}

const paceSchema = z.object({ left: z.number(), at: z.number() }).readonly();
/** A pace as it was kept over restarts; a full one where none was. */
export const readPace = (kept: string | null, now: number, rule = loads): Pace =>
  kept === null ? fullPace(now, rule) : paceSchema.parse(JSON.parse(kept));

/**
 * When entries that wait since `since` may be batched. While there is plenty, soon after the first, so that what comes
 * with it rides along; as it gets scarce the window widens, and at the end it is one load each time one has flowed in.
 */
export function batchAt(pace: Pace, since: number, now: number): number {
  const { left } = refill(pace, now);
  if (left < 1) return now + Math.ceil((1 - left) * refillMs);
  return since + (left > burst / 2 ? shortWindowMs : longWindowMs);
}
