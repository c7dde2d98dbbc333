import { isOfMail } from './ids.ts';
import type { Order } from './order.ts';

/**
 * ISO 8601 with an offset. The ledger stores sales by this time, and the BigQuery view `orders` has the same rule in SQL: a
 * change here needs a new version of both.
 */
const told = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Parses the time of an order to epoch milliseconds. Returns null for a mail's local time, which would differ by computer, for
 * an invalid date, and for free text.
 */
export function momentTold(placedAt: string | null | undefined): number | null {
  const [text, day] = told.exec(placedAt ?? '') ?? [];
  if (text === undefined || day === undefined || !isDay(day)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** A date with an optional time as a mail prints it, without a time zone. */
const local = /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):\d\d(?::\d\d)?))?$/;

export type LocalTime = {
  /** Epoch milliseconds of the local time read as UTC: format it in UTC. */
  readonly atUtc: number;
  readonly hasTime: boolean;
};

/** Parses a local time; null for a time with an offset, an invalid date, or free text. */
export function localTimeTold(placedAt: string): LocalTime | null {
  const [text, day, time] = local.exec(placedAt) ?? [];
  if (text === undefined || day === undefined || !isDay(day)) return null;
  return { atUtc: Date.parse(`${day}T${time ?? '00:00'}Z`), hasTime: time !== undefined };
}

/** `Date` turns the 30th of February into the 2nd of March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/**
 * When the order was placed, epoch milliseconds, if it has an offset. Otherwise when its first mail arrived in the mailbox, so
 * that a later change or cancellation does not move the sale to another day. Otherwise when Orderbell received it.
 */
export const momentOf = ({ content, source, version, firstVersion = version, receivedAt }: Told): number =>
  momentTold(content.placedAt) ?? (isOfMail(source) ? Math.min(firstVersion, receivedAt) : receivedAt);

type Told = Pick<Order, 'content' | 'source' | 'version' | 'firstVersion' | 'receivedAt'>;
