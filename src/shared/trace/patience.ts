const second = 1_000;
const minute = 60 * second;

/** A new order not taken within this time is late. */
export const lateAfterMs = 10 * minute;

/**
 * The longest usual duration of each trace step, milliseconds. Without a public address Shopify is polled every two minutes, and
 * a mailbox twice a minute; a notification waits a minute for BigQuery.
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

/** Whether a step took longer than usual. A step that only people decide, such as the payment of a link, is never slow. */
export const isSlow = (step: string, tookMs: number): boolean =>
  tookMs > (patience.get(step) ?? Number.POSITIVE_INFINITY);
