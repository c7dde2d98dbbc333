/** What the computers of the shop may take of a tunnel's requests. */
export type LinkShare = {
  /** On the average one request of each computer in so many milliseconds; null: as many as there is to say. */
  readonly everyMs: number | null;
  /** Requests left of the month for all of them, null without a limit. */
  readonly left: number | null;
};

export type MonthOfRequests = {
  /** Requests of a month that cost nothing. */
  readonly limit: number;
  /** Of this month until now: the link's, and all others. */
  readonly link: number;
  readonly others: number;
  readonly passedMs: number;
  readonly leftMs: number;
};

const dayMs = 86_400_000;
/** Kept for what nobody foresaw. */
const kept = 0.1;
/** Of what is left the link has at least this share: a busy first day must not silence it for a month. */
const atLeast = 0.1;

/** Deliveries come first: what they are expected to take until the month ends is not the link's. */
export function linkShare(
  { limit, link, others, passedMs, leftMs }: MonthOfRequests,
  desks: number,
): LinkShare {
  const left = Math.max(0, Math.floor(limit * (1 - kept)) - link - others);
  const expected = (others / Math.max(passedMs, dayMs)) * leftMs;
  const free = Math.floor(Math.max(left * atLeast, left - expected));
  const each = free / Math.max(1, desks);
  return { everyMs: Math.max(1, Math.ceil(leftMs / Math.max(1, each))), left: free };
}
