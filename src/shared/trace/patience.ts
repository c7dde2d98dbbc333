const second = 1_000;
const minute = 60 * second;

/** A new order not taken within this time is late. */
export const lateAfterMs = 10 * minute;

/**
 * How long each step of a trace may take as a rule, milliseconds. Without a public address Shopify is asked every two
 * minutes, and a mailbox twice a minute; a notice waits a minute for BigQuery.
 */
const patience: ReadonlyMap<string, number> = new Map([
  ['received', 2.5 * minute],
  ['read', 15 * second],
  ['loaded', minute],
  ['loading', minute],
  ['told', 2 * minute],
  ['telling', 2 * minute],
  ['taken', lateAfterMs],
  ['untaken', lateAfterMs],
]);

/** Whether a step took longer than it should. What only people decide, such as when a link is paid, is never slow. */
export const isSlow = (step: string, tookMs: number): boolean =>
  tookMs > (patience.get(step) ?? Number.POSITIVE_INFINITY);
