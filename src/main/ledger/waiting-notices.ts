import { z } from 'zod';
import { alertIdSchema } from '../../shared/alert-rules/alert.ts';
import type { OrderId } from '../../shared/ids.ts';
import { orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import type { NoticeRow } from '../../shared/notices.ts';
import { newOrderOccasion } from '../../shared/notices.ts';
import { firstLine } from '../../shared/one-line.ts';
import { channels, takeWaySchema } from '../../shared/order.ts';
import { wayOfKind } from '../notice-kinds.ts';
import type { OutboxMessage } from '../ports.ts';
import { count, int, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { noticeKeyOf } from './notices.ts';
import { messageOf } from './outbox.ts';

/** SQL condition for notification messages; their kinds share a prefix. */
export const isNotice = "m.kind >= 'notify.' AND m.kind < 'notify/'";
/** Columns about the order of a row, from `orders o` and `order_bodies b`. */
export const orderParts = `o.number, o.source, o.taken_by, b.body ->> '$.takenAt' AS taken_at,
  b.body ->> '$.takenVia' AS taken_via`;

const owedSchema = z.object({
  manager: z.string(),
  channel: z.enum(channels).optional().catch(undefined),
  occasion: z.string().optional().catch(undefined),
  alert: alertIdSchema.optional().catch(undefined),
  text: z.string().optional().catch(undefined),
});
export type Owed = Pick<NoticeRow, 'occasion' | 'alert' | 'title' | 'manager' | 'channel'>;

/** Null when the message cannot be parsed, which may be why it is parked. */
export function owedOf({ kind, payload }: OutboxMessage): Owed | null {
  const read = owedSchema.safeParse(payload);
  if (!read.success) return null;
  const { manager, occasion = newOrderOccasion, alert = null, text: said } = read.data;
  const { channel = wayOfKind(kind) } = read.data;
  return { occasion, alert, title: said === undefined ? null : firstLine(said), manager, channel };
}

/** @param about the order id, or the subject of a notification without an order */
export const keyOf = (
  owed: Pick<Owed, 'occasion' | 'alert' | 'manager' | 'channel'>,
  about: string | null,
): string => noticeKeyOf(owed.occasion, owed.alert ?? about ?? '', owed);

type Wanted = { readonly manager?: string | undefined; readonly order?: OrderId };

const waits = `FROM messages m LEFT JOIN orders o ON o.id = m.order_id LEFT JOIN order_bodies b ON b.row = o.row
  WHERE ${isNotice} AND m.due_at IS NOT NULL AND (m.order_id IS NULL OR o.row IS NOT NULL)
    AND m.payload ->> '$.manager' IS NOT NULL`;

/** Pending notifications. They have no row of their own before they end; after a weekend there may be thousands. */
export function createWaitingNotices(database: Database) {
  const where = ({
    manager,
    order,
  }: Wanted): { readonly sql: string; readonly values: readonly Value[] } => ({
    sql: [
      waits,
      ...(manager === undefined ? [] : ["m.payload ->> '$.manager' = ?"]),
      ...(order === undefined ? [] : ['m.order_id = ?']),
    ].join(' AND '),
    values: [manager, order].filter((value) => value !== undefined),
  });

  return {
    /** Newest first. */
    list(wanted: Wanted, { offset, limit }: { readonly offset: number; readonly limit: number }) {
      const { sql, values } = where(wanted);
      return database
        .all(
          `SELECT m.*, ${orderParts} ${sql} ORDER BY m.row DESC LIMIT ? OFFSET ?`,
          ...values,
          limit,
          offset,
        )
        .flatMap((row): readonly NoticeRow[] => {
          const message = messageOf(row);
          const owed = owedOf(message);
          if (owed === null) return [];
          const key = keyOf(owed, message.orderId ?? message.id);
          return [{ key, ...owed, ...orderOf(row, message.orderId), ...waitsOf(message) }];
        });
    },
    count(wanted: Wanted): number {
      const { sql, values } = where(wanted);
      return count(database.get(`SELECT count(*) AS n ${sql}`, ...values));
    },
    managers: () =>
      database
        .all(`SELECT DISTINCT m.payload ->> '$.manager' AS name ${waits}`)
        .map((row) => text(row, 'name')),
    /** Rows of ended notifications that wait again: by the same channel after a retry, or also by the next one. */
    queuedAgain: (by: 'same channel' | 'any channel'): readonly number[] =>
      database.all(`SELECT m.* FROM messages m WHERE ${isNotice} AND m.due_at IS NOT NULL`).flatMap((row) => {
        const message = messageOf(row);
        const owed = owedOf(message);
        if (owed === null) return [];
        // by key: a join by order or manager would read a manager's whole log for each message
        return (by === 'same channel' ? [owed.channel] : channels).flatMap((channel) => {
          const key = keyOf({ ...owed, channel }, message.orderId);
          const known = database.get('SELECT row FROM notices WHERE key = ?', key);
          return known ? [int(known, 'row')] : [];
        });
      }),
  };
}

const waitsOf = ({ reason, createdAt, notBefore }: OutboxMessage) => ({
  state: 'waiting' as const,
  reason,
  queuedAt: createdAt,
  releasedBy: null,
  endedAt: null,
  nextAt: notBefore,
  messageId: null,
});

/** The order of a row, and who has it. */
export function orderOf(row: Row, id: OrderId | null): Pick<NoticeRow, 'order' | 'taken'> {
  // the order of a test run has no row
  if (id === null || row.number === null) return { order: null, taken: null };
  const [by, at] = [maybeText(row, 'taken_by'), maybeInt(row, 'taken_at')];
  return {
    order: {
      id: orderIdSchema.parse(id),
      number: text(row, 'number'),
      source: sourceSchema.parse(row.source),
    },
    taken: by === null || at === null ? null : { by, at, via: takeWaySchema.nullable().parse(row.taken_via) },
  };
}
