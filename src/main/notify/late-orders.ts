/** Longer than any path takes on a healthy computer. */
const lateAfterMs = 3_600_000;
/** The same after sleep: older orders have waited for the computer to wake up. */
const lateAfterSleepMs = 5 * 60_000;
const gatherMs = 3 * 60_000;
const leastWaitMs = 60_000;

/**
 * Whether an order belongs to a summary of late orders: it was made long before this computer received it.
 * @param toldAt when the source sent it, epoch milliseconds; NaN if unknown
 */
export const isLate = (toldAt: number, now: number, catchingUp: boolean): boolean =>
  now - toldAt >= (catchingUp ? lateAfterSleepMs : lateAfterMs);

/** When late orders are sent: at the end of a three-minute interval, after at least one minute. */
export const lateOrdersAt = (now: number): number => Math.ceil((now + leastWaitMs) / gatherMs) * gatherMs;
