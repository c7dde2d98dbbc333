/** The parts that act by themselves, as an entry's `by` names them. */
const machines: ReadonlySet<string> = new Set(['shopify', 'gmail', 'manychat', 'orderbell', 'bigquery']);

/** Whether nobody has done it, but a part of the app. */
export const isMachine = (by: string): boolean => machines.has(by);
