import type { Entry } from '../../shared/entry.ts';
import type { DraftId, OrderId } from '../../shared/ids.ts';
import { messageIdSchema } from '../../shared/ids.ts';
import type { TimelineItem } from '../../shared/views.ts';
import { int, maybeText, text } from './columns.ts';
import type { Database } from './database.ts';
import { readEntries } from './facts.ts';

/** The history of an order, oldest first: its events, those of its draft order, and automatic steps that write no event. */
export function timelineOf(database: Database, id: OrderId, draft?: DraftId): readonly TimelineItem[] {
  const { entries: told } = readEntries(
    database.all(
      'SELECT * FROM entries WHERE order_id = ?1 OR (subject = ?2 AND order_id IS NULL) ORDER BY row',
      id,
      draft ?? null,
    ),
  );
  // a draft order has its own erasure event, even if the order is not erased: a person may buy for another customer
  const isErased = told.some(({ kind, orderId }) => kind === 'customer-erased' && orderId !== null);
  const isToldTwice = ({ kind, orderId }: Entry): boolean =>
    isErased && kind === 'customer-erased' && orderId === null;
  const entries = told
    .filter((entry) => !isToldTwice(entry))
    .map((entry): TimelineItem => ({ step: 'entry', at: entry.at, entry }));
  const committed = database
    .all(
      `SELECT job, max(w.at) AS at FROM warehoused w JOIN entries e ON e.row = w.entry
       WHERE e.order_id = ? AND state = 'committed' GROUP BY job`,
      id,
    )
    .map((row): TimelineItem => ({ step: 'committed', at: int(row, 'at'), job: text(row, 'job') }));
  const parked = database
    .all(
      `SELECT max(w.at) AS at, reason, message_id, NULL AS manager FROM warehoused w JOIN entries e ON e.row = w.entry
       WHERE e.order_id = ?1 AND w.state = 'parked' GROUP BY message_id
       UNION
       SELECT parked_at, reason, 'm' || row, json_extract(payload, '$.manager') FROM messages WHERE order_id = ?1 AND state = 'parked'`,
      id,
    )
    .map(
      (row): TimelineItem => ({
        step: 'parked',
        at: int(row, 'at'),
        reason: text(row, 'reason'),
        messageId: messageIdSchema.parse(row.message_id),
        manager: maybeText(row, 'manager'),
      }),
    );
  const once = [
    ...new Map(parked.map((item) => [item.step === 'parked' ? item.messageId : '', item])).values(),
  ];
  return [...entries, ...committed, ...once].sort((a, b) => a.at - b.at);
}
