import { isOfMail } from './ids.ts';
import type { Order } from './order.ts';

/**
 * How the moment is written by a source that tells one. The sales of the ledger are kept with the moment, and the warehouse's
 * view `orders` says the same in SQL: what is changed here raises their rules.
 */
const told = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The moment that a text of when an order was placed tells, epoch milliseconds. Null for a mail's local time, which would be
 * another moment on a computer in another zone, for a day there is not, and for words that a manager pointed at.
 */
export function momentTold(placedAt: string | null | undefined): number | null {
  const [text, day] = told.exec(placedAt ?? '') ?? [];
  if (text === undefined || day === undefined || !isDay(day)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** A day, and a clock time if there is one, as a mail prints them: in no zone. */
const local = /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):\d\d(?::\d\d)?))?$/;

export type LocalTime = {
  /** Epoch milliseconds of the same figures in UTC: to be written in that zone, whichever the reader's is. */
  readonly atUtc: number;
  readonly hasTime: boolean;
};

/** The local time in a text; null for a moment, for a day there is not, and for words. */
export function localTimeTold(placedAt: string): LocalTime | null {
  const [text, day, time] = local.exec(placedAt) ?? [];
  if (text === undefined || day === undefined || !isDay(day)) return null;
  return { atUtc: Date.parse(`${day}T${time ?? '00:00'}Z`), hasTime: time !== undefined };
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/**
 * When it was placed, epoch milliseconds, as far as that is told as a moment. Else when its mail came into the mailbox, which may
 * be hours before a computer fetched it; of several the first, so that a change or a cancellation of it moves no sale to another
 * day. Else when Orderbell heard of it.
 */
export const momentOf = ({ content, source, version, firstVersion = version, receivedAt }: Told): number =>
  momentTold(content.placedAt) ?? (isOfMail(source) ? Math.min(firstVersion, receivedAt) : receivedAt);

type Told = Pick<Order, 'content' | 'source' | 'version' | 'firstVersion' | 'receivedAt'>;
