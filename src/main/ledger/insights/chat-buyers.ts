import type { SubscriberId } from '../../../shared/ids.ts';
import { subscriberIdSchema } from '../../../shared/ids.ts';
import { zonedTime } from '../../../shared/insights/zoned-time.ts';
import { maybeInt } from '../columns.ts';
import type { Database } from '../database.ts';
import { draftsOfPerson } from '../drafts.ts';
import type { SalesZone } from './sales.ts';

export type ChatBuyerColumns = {
  readonly person: string;
  readonly at: number;
  readonly day: number;
  readonly sent: number;
  readonly opened: number;
  readonly paid: number;
};

/**
 * The funnel steps of a person, from the first touch to a payment, by their draft orders. A later step includes the earlier ones,
 * even if no event reported them.
 * @returns null for a person without a touch
 */
export function chatBuyer(database: Database, id: SubscriberId, timeZone: string): ChatBuyerColumns | null {
  const touched = database.get("SELECT min(at) AS at FROM facts WHERE subject = ? AND kind = 'touched'", id);
  const at = touched ? maybeInt(touched, 'at') : null;
  if (at === null) return null;
  const drafts = draftsOfPerson(database, id);
  const paid = drafts.some(({ state, orderId }) => state === 'paid' || orderId !== null);
  const opened = paid || drafts.some(({ openedAt }) => openedAt !== null);
  const sent = opened || drafts.some(({ sendings }) => sendings.some(({ state }) => state === 'sent'));
  return {
    person: id,
    at,
    day: zonedTime(timeZone, at).day,
    sent: sent ? 1 : 0,
    opened: opened ? 1 : 0,
    paid: paid ? 1 : 0,
  };
}

/** Everyone who ever got in touch. Erased people are included, and counted only as a number. */
export const everyoneInTouch = (database: Database): readonly SubscriberId[] =>
  database
    .all("SELECT DISTINCT subject FROM facts WHERE kind = 'touched'")
    .flatMap(({ subject }) => subscriberIdSchema.safeParse(subject).data ?? []);

/** @returns a function that stores the funnel steps of a person */
export const createChatBuyerProjector =
  (database: Database, zone: SalesZone) =>
  (id: SubscriberId): void => {
    const columns = chatBuyer(database, id, zone.get());
    if (columns === null) return;
    database.run(
      `INSERT INTO chat_buyers (person, at, day, sent, opened, paid) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (person) DO UPDATE SET at = excluded.at, day = excluded.day, sent = excluded.sent,
         opened = excluded.opened, paid = excluded.paid`,
      ...Object.values(columns),
    );
  };
