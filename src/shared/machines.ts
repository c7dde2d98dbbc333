/** Automatic parts of the app, as in `by` of an event. */
const machines: ReadonlySet<string> = new Set(['shopify', 'gmail', 'manychat', 'orderbell', 'bigquery']);

/** Whether a part of the app caused the event, not a user. */
export const isMachine = (by: string): boolean => machines.has(by);
