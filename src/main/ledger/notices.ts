import type { AlertId } from '../../shared/alert-rules/alert.ts';
import { alertIdSchema } from '../../shared/alert-rules/alert.ts';
import { dedupeEvents } from '../../shared/dedupe.ts';
import type { Entry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import { latestNotices } from '../../shared/latest-notices.ts';
import { newOrderOccasion } from '../../shared/notices.ts';
import { firstLine } from '../../shared/one-line.ts';
import type { Notification, Order } from '../../shared/order.ts';
import type { Derived } from './catch-up.ts';
import { int, text } from './columns.ts';
import type { Database, Value } from './database.ts';
import { factsOfSubject } from './facts.ts';
import type { Stale } from './indexed-at-commit.ts';
import { indexedAtCommit } from './indexed-at-commit.ts';
import { storedLine } from './order-columns.ts';
import { insertColumns, updateChanged } from './put-columns.ts';
import { codeWords, wordsOf } from './search-words.ts';

/** Increase the rule when rows or words change: every ledger then rebuilds its notifications at the next start. */
export const noticesDerived = { setting: 'ledger.notices', rule: '3', before: '2' } as const;

export type NoticeColumns = { readonly key: string; readonly [column: string]: Value };

export type NoticeProjector = {
  readonly ofOrder: (order: Order) => void;
  /** Call when the facts of an alert have changed. */
  readonly ofAlert: (alert: AlertId) => void;
  /** Call when the order is not shown any more. */
  readonly withoutOrder: (id: OrderId) => void;
};

/** The notification rows of an order. */
export const noticeColumns = (order: Order): readonly NoticeColumns[] =>
  order.notifications.map((notice) => ({
    ...columnsOf(notice, { occasion: newOrderOccasion, about: order.id, cameAt: order.receivedAt }),
    order_id: order.id,
    title: null,
    words: noticeWords(order.content.number, notice.manager, notice.reason),
  }));

/** The notification rows of one alert, from its events. */
function alertColumns(facts: readonly Entry[]): readonly NoticeColumns[] {
  const unique = dedupeEvents(facts);
  const raised = unique.find((entry) => entry.kind === 'alert-raised');
  const title = raised && firstLine(raised.data.text);
  const ends = unique.flatMap((entry) => (entry.kind === 'alert-ended' ? [entry] : []));
  const orderId = ends[0]?.orderId ?? null;
  return latestNotices(ends.map(({ data }) => data)).map((end) => ({
    ...columnsOf(end, { occasion: end.occasion, about: end.alert, cameAt: ends[0]?.at ?? 0 }),
    order_id: orderId,
    title: title ?? null,
    words: alertWords(title ?? '', end.manager, end.reason),
  }));
}

const columnsOf = (
  notice: Notification,
  { occasion, about, cameAt }: { readonly occasion: string; readonly about: string; readonly cameAt: number },
) => ({
  key: noticeKeyOf(occasion, about, notice),
  occasion,
  manager: notice.manager,
  channel: notice.channel,
  state: notice.state === 'pending' ? 'waiting' : notice.state,
  reason: notice.reason ?? null,
  released_by: notice.releasedBy ?? null,
  queued_at: notice.queuedAt ?? null,
  ended_at: notice.at ?? null,
  came_at: notice.queuedAt ?? notice.at ?? cameAt,
});

/** @param about an order id, or the subject of a notification without an order */
export const noticeKeyOf = (
  occasion: string,
  about: string,
  { manager, channel }: Pick<Notification, 'manager' | 'channel'>,
): string => JSON.stringify([occasion, about, manager, channel]);

/** Search words of a notification. */
export const noticeWords = (number: string, manager: string, reason = ''): string =>
  [...new Set([...codeWords(storedLine(number)), ...wordsOf(manager), ...wordsOf(reason)])]
    .slice(0, 100)
    .join(' ');

/** Search words of an alert. */
export const alertWords = (title: string, manager: string, reason = ''): string =>
  noticeWords('', manager, `${title} ${reason}`);

/** Keeps the notification log in step with the orders and alerts. */
export function createNoticeProjector(
  database: Database,
  stale: Stale = indexedAtCommit(database, index),
): NoticeProjector {
  function put(columns: NoticeColumns): void {
    const known = database.get('SELECT * FROM notices WHERE key = ?', columns.key);
    if (!known) {
      stale.add(insertColumns(database, 'notices', columns));
      return;
    }
    if (updateChanged(database, 'notices', known, columns).includes('words')) stale.add(int(known, 'row'));
  }

  return {
    ofOrder(order) {
      for (const columns of noticeColumns(order)) put(columns);
    },
    ofAlert(alert) {
      for (const columns of alertColumns(factsOfSubject(database, alert))) put(columns);
    },
    withoutOrder(id) {
      for (const row of database.all('SELECT row FROM notices WHERE order_id = ?', id)) {
        stale.add(int(row, 'row'));
      }
      database.run('DELETE FROM notices WHERE order_id = ?', id);
    },
  };
}

/** Rebuilds the whole log; the search index is built at the end, all at once. */
export function rebuildNotices(database: Database): Derived {
  const projector = createNoticeProjector(database, { add: () => {} });
  return {
    ...noticesDerived,
    clear: () =>
      database.exec(`
        DELETE FROM notices;
        INSERT INTO notice_search (notice_search) VALUES ('delete-all');
      `),
    take: (_row, order) => projector.ofOrder(order),
    finish() {
      for (const row of database.all("SELECT DISTINCT subject FROM facts WHERE kind = 'alert-ended'")) {
        projector.ofAlert(alertIdSchema.parse(row.subject));
      }
      database.exec('INSERT INTO notice_search (rowid, words) SELECT row, words FROM notices ORDER BY row');
    },
  };
}

function index(database: Database, row: number): void {
  const notice = database.get('SELECT words FROM notices WHERE row = ?', row);
  if (database.get('SELECT 1 FROM notice_search_docsize WHERE id = ?', row)) {
    database.run('DELETE FROM notice_search WHERE rowid = ?', row);
  }
  if (notice)
    database.run('INSERT INTO notice_search (rowid, words) VALUES (?, ?)', row, text(notice, 'words'));
}
