import { z } from 'zod';
import type { AlertId } from '../../shared/alert-rules/alert.ts';
import { alertIdSchema } from '../../shared/alert-rules/alert.ts';
import type { AlikeOrders } from '../../shared/alert-rules/digest.ts';
import type { MessageId, OrderId } from '../../shared/ids.ts';
import { orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import type { NoticeFilter, NoticeRow } from '../../shared/notices.ts';
import { lookBackMs, newOrderOccasion, noticeStates } from '../../shared/notices.ts';
import { channels, orderStatusSchema, releases } from '../../shared/order.ts';
import type { NoticeLog, ParkedNotice } from '../notice-log-port.ts';
import { count, flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { alertWords, noticeWords } from './notices.ts';
import { messageOf } from './outbox.ts';
import { wordsOf, wordsQuery } from './search-words.ts';
import { createWaitingNotices, isNotice, keyOf, orderOf, orderParts, owedOf } from './waiting-notices.ts';

const columns = `n.*, ${orderParts}`;
const joined = 'LEFT JOIN orders o ON o.id = n.order_id LEFT JOIN order_bodies b ON b.row = o.row';
const pageOfEach = 500;

const stateSchema = z.enum(noticeStates);
const channelSchema = z.enum(channels);
/** The key of a row: occasion, order or subject, manager and channel. */
const keySchema = z.tuple([z.string(), z.string()]).rest(z.unknown());
const releaseSchema = z.enum(releases).nullable();

export function createNoticeLog(database: Database): NoticeLog {
  const waiting = createWaitingNotices(database);

  const parked = (condition: string, value: Value): readonly ParkedNotice[] =>
    database
      .all(
        `SELECT m.* FROM messages m INDEXED BY messages_parked
         WHERE m.state = 'parked' AND ${condition} AND ${isNotice} ORDER BY m.row`,
        value,
      )
      .flatMap((row) => {
        const message = messageOf(row);
        const owed = owedOf(message);
        return owed === null ? [] : [{ ...owed, id: message.id, key: message.key }];
      });
  const parkedOf = (order: OrderId): readonly ParkedNotice[] =>
    parked('m.order_id = ?', order).filter(({ alert }) => alert === null);
  const parkedOfAlert = (alert: AlertId): readonly ParkedNotice[] =>
    parked("m.payload ->> '$.alert' = ?", alert);

  const parkedAs = (key: string, about: string, alert: AlertId | null): MessageId | null => {
    const beside = alert === null ? parkedOf(orderIdSchema.parse(about)) : parkedOfAlert(alert);
    return beside.find((one) => keyOf(one, about) === key)?.id ?? null;
  };

  const rowOf = (row: Row): NoticeRow => {
    const id = maybeText(row, 'order_id');
    const key = text(row, 'key');
    const occasion = text(row, 'occasion');
    const [, about] = keySchema.parse(JSON.parse(key));
    const alert = occasion === newOrderOccasion ? null : alertIdSchema.parse(about);
    const state = stateSchema.parse(row.state);
    return {
      key,
      occasion,
      alert,
      title: maybeText(row, 'title'),
      manager: text(row, 'manager'),
      channel: channelSchema.parse(row.channel),
      state,
      reason: maybeText(row, 'reason'),
      queuedAt: maybeInt(row, 'queued_at'),
      releasedBy: releaseSchema.parse(row.released_by),
      endedAt: maybeInt(row, 'ended_at'),
      nextAt: null,
      messageId: state === 'sent' ? null : parkedAs(key, about, alert),
      ...orderOf(row, id === null ? null : orderIdSchema.parse(id)),
    };
  };

  return {
    parkedOf,
    parkedOfAlert,
    page(filter, now) {
      const { view, text: typed, manager, channel, offset, limit } = filter;
      const isShown = view === 'all' || view === 'waiting';
      // pending messages have no columns for words and channel
      const sifted =
        isShown && (wordsQuery(typed) !== null || channel !== undefined)
          ? waiting.list({ manager }, { offset: 0, limit: -1 }).filter((row) => isLike(row, filter))
          : null;
      const open = !isShown ? 0 : (sifted?.length ?? waiting.count({ manager }));
      const first =
        sifted?.slice(offset, offset + limit) ??
        (isShown ? waiting.list({ manager }, { offset, limit }) : []);
      const { from, where, order, values } = endedQuery(
        filter,
        now,
        waiting.queuedAgain(view === 'look' ? 'any channel' : 'same channel'),
      );
      const rows = database.all(
        `SELECT ${columns} FROM (SELECT n.row FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) AS found
         JOIN notices n ON n.row = found.row ${joined} ORDER BY ${order}`,
        ...values,
        limit - first.length,
        Math.max(0, offset - open),
      );
      const total = count(database.get(`SELECT count(*) AS n FROM ${from} WHERE ${where}`, ...values));
      return { rows: [...first, ...rows.map(rowOf)], total: open + total, managers: managers() };
    },
    ofOrder(id) {
      const open = waiting.list({ order: id }, { offset: 0, limit: -1 });
      const again = new Set(open.map(({ key }) => key));
      const ended = database
        .all(
          `SELECT ${columns} FROM notices n ${joined} WHERE n.order_id = ? ORDER BY n.came_at DESC, n.row DESC`,
          id,
        )
        .map(rowOf)
        .filter(({ key }) => !again.has(key));
      return [...open, ...ended];
    },
    *each(since) {
      for (let after: readonly [number, number] = [since, 0]; ; ) {
        const page = database.all(
          `SELECT ${columns} FROM notices n ${joined} WHERE (n.came_at, n.row) > (?, ?)
           ORDER BY n.came_at, n.row LIMIT ?`,
          ...after,
          pageOfEach,
        );
        yield* page.map(rowOf);
        const last = page.at(-1);
        if (!last) return;
        after = [int(last, 'came_at'), int(last, 'row')];
      }
    },
    countToLook(now) {
      const { from, where, values } = endedQuery(
        { view: 'look', text: '' },
        now,
        waiting.queuedAgain('any channel'),
      );
      return count(database.get(`SELECT count(*) AS n FROM ${from} WHERE ${where}`, ...values));
    },
    states: (from, to) => {
      const ended = database
        .all(
          `SELECT n.state, count(*) AS n FROM notices n WHERE n.came_at >= ? AND n.came_at < ?
             AND (n.state <> 'refused' OR NOT ${reachedOtherwise}) GROUP BY n.state`,
          from,
          to,
        )
        .map((row) => ({ state: stateSchema.parse(row.state), count: int(row, 'n') }));
      return [...ended, { state: 'waiting', count: waiting.count({}) }];
    },
    digestOrders(from, to) {
      const which = 'o.received_at >= ? AND o.received_at < ? AND o.test = 0 AND o.part_of IS NULL';
      const waits = database.all(
        `SELECT (b.body ->> '$.takenAt') - o.received_at AS wait FROM orders o JOIN order_bodies b USING (row)
         WHERE ${which} AND o.quarantined = 0 AND o.taken_by IS NOT NULL`,
        from,
        to,
      );
      const alike = database.all(
        `SELECT o.source, o.status, o.taken_by, o.needs_review, o.quarantined, o.total_currency,
           count(*) AS n, sum(o.total_minor) AS minor
         FROM orders o WHERE ${which} GROUP BY 1, 2, 3, 4, 5, 6`,
        from,
        to,
      );
      return {
        alike: alike.map(alikeOrders),
        waits: waits.flatMap((row) => maybeInt(row, 'wait') ?? []),
      };
    },
  };

  function managers(): readonly string[] {
    // a loose index scan: one seek per name, however many rows each has
    const told = database
      .all(
        `WITH RECURSIVE names (name) AS (
           SELECT min(manager) FROM notices
           UNION ALL SELECT (SELECT min(manager) FROM notices WHERE manager > name) FROM names WHERE name IS NOT NULL)
         SELECT name FROM names WHERE name IS NOT NULL`,
      )
      .map((row) => text(row, 'name'));
    return [...new Set([...told, ...waiting.managers()])].toSorted();
  }
}

/** Ended notifications. Typed words use the search index; other filters have indexes of their own. */
function endedQuery(
  { view, text: typed, manager, channel }: Pick<NoticeFilter, 'view' | 'text' | 'manager' | 'channel'>,
  now: number,
  without: readonly number[],
) {
  const match = wordsQuery(typed);
  const conditions: readonly (readonly [string, ...Value[]])[] = [
    ...(match === null ? [] : [['notice_search MATCH ?', match] as const]),
    ...(view === 'all' ? [] : [viewCondition(view, now)]),
    ...(manager === undefined ? [] : [['n.manager = ?', manager] as const]),
    ...(channel === undefined ? [] : [['n.channel = ?', channel] as const]),
    ...(without.length === 0
      ? []
      : [['n.row NOT IN (SELECT value FROM json_each(?))', JSON.stringify(without)] as const]),
  ];
  return {
    from: match === null ? 'notices n' : 'notice_search s CROSS JOIN notices n ON n.row = s.rowid',
    where: conditions.length === 0 ? '1' : conditions.map(([condition]) => condition).join(' AND '),
    order: match === null ? 'n.came_at DESC, n.row DESC' : 'n.row DESC',
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/** Whether a manager was reached by another channel; a failure then needs no attention. */
const reachedOtherwise = `(SELECT count(*) FROM notices t WHERE t.state = 'sent'
  AND t.key IN (${channels.map((channel) => `json_set(n.key, '$[3]', '${channel}')`).join(', ')}))`;

const viewCondition = (
  view: Exclude<NoticeFilter['view'], 'all'>,
  now: number,
): readonly [string, ...Value[]] =>
  view === 'look'
    ? [`n.state IN ('refused', 'unknown') AND n.came_at >= ? AND NOT ${reachedOtherwise}`, now - lookBackMs]
    : ['n.state = ?', view];

/** Whether a pending notification matches the channel and the words. */
function isLike(row: NoticeRow, { text: typed, channel }: Pick<NoticeFilter, 'text' | 'channel'>): boolean {
  if (channel !== undefined && row.channel !== channel) return false;
  const reason = row.reason ?? '';
  const words = (
    row.title === null
      ? noticeWords(row.order?.number ?? '', row.manager, reason)
      : alertWords(row.title, row.manager, reason)
  ).split(' ');
  return wordsOf(typed).every((sought) => words.some((word) => word.startsWith(sought)));
}

function alikeOrders(row: Row): AlikeOrders {
  const [minor, currency] = [maybeInt(row, 'minor'), maybeText(row, 'total_currency')];
  return {
    source: sourceSchema.parse(row.source),
    status: orderStatusSchema.parse(row.status),
    takenBy: maybeText(row, 'taken_by'),
    needsReview: flag(row, 'needs_review'),
    quarantined: flag(row, 'quarantined'),
    count: int(row, 'n'),
    total: minor === null || currency === null ? null : { minor, currency },
  };
}
