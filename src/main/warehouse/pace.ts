/**
 * How often the table may be changed. BigQuery allows 1,500 loads of a table a day, failed ones counted, and more can not
 * be bought: 1,350 a day flow steadily, 50 more may come at once.
 */
export const burst = 50;
const refillMs = 64_000;

const shortWindowMs = 2_000;
const longWindowMs = 20_000;

/** Loads in hand at a time, kept over restarts. Below zero after loads that had to be made. */
export type Pace = { readonly left: number; readonly at: number };

export const fullPace = (now: number): Pace => ({ left: burst, at: now });

/** What has flowed in since. A clock set back gives nothing, and takes nothing. */
export function refill(pace: Pace, now: number): Pace {
  const elapsed = Math.max(0, now - pace.at);
  return { left: Math.min(burst, pace.left + elapsed / refillMs), at: now };
}

export const spend = (pace: Pace, now: number, loads = 1): Pace => {
  const { left, at } = refill(pace, now);
  return { left: left - loads, at };
};

/**
 * When entries that wait since `since` may be batched. While there is plenty, soon after the first, so that what comes
 * with it rides along; as it gets scarce the window widens, and at the end it is one load each time one has flowed in.
 */
export function batchAt(pace: Pace, since: number, now: number): number {
  const { left } = refill(pace, now);
  if (left < 1) return now + Math.ceil((1 - left) * refillMs);
  return since + (left > burst / 2 ? shortWindowMs : longWindowMs);
}
