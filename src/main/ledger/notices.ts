import type { OrderId } from '../../shared/ids.ts';
import { newOrderOccasion } from '../../shared/notices.ts';
import type { Notification, Order } from '../../shared/order.ts';
import type { Derived } from './catch-up.ts';
import { int, text } from './columns.ts';
import type { Database, Value } from './database.ts';
import { oneLine } from './order-columns.ts';
import { codeWords, wordsOf } from './search-words.ts';

/** Raise it when rows or words are made otherwise: every ledger then makes its notices anew when it is opened. */
export const noticesDerived = { setting: 'ledger.notices', rule: '1' } as const;

export type NoticeColumns = { readonly key: string; readonly [column: string]: Value };

export type NoticeProjector = {
  readonly ofOrder: (order: Order) => void;
  /** The order is shown no more. */
  readonly withoutOrder: (id: OrderId) => void;
};

/** The rows of an order's notices, as its entries add up to them. */
export const noticeColumns = (order: Order): readonly NoticeColumns[] =>
  order.notifications.map((notice) => ({
    key: noticeKeyOf(newOrderOccasion, order.id, notice),
    occasion: newOrderOccasion,
    order_id: order.id,
    manager: notice.manager,
    channel: notice.channel,
    state: notice.state === 'pending' ? 'waiting' : notice.state,
    reason: notice.reason ?? null,
    released_by: notice.releasedBy ?? null,
    queued_at: notice.queuedAt ?? null,
    ended_at: notice.at ?? null,
    came_at: notice.queuedAt ?? notice.at ?? order.receivedAt,
    words: noticeWords(order.content.number, notice.manager, notice.reason),
  }));

/** @param about an order's id, or what names a matter that is about none */
export const noticeKeyOf = (
  occasion: string,
  about: string,
  { manager, channel }: Pick<Notification, 'manager' | 'channel'>,
): string => JSON.stringify([occasion, about, manager, channel]);

/** What a notice is found by. */
export const noticeWords = (number: string, manager: string, reason = ''): string =>
  [...new Set([...codeWords(oneLine(number)), ...wordsOf(manager), ...wordsOf(reason)])]
    .slice(0, 100)
    .join(' ');

type Stale = { readonly add: (row: number) => void };

function indexedAtCommit(database: Database): Stale {
  // one that was undone meanwhile does no harm
  const stale = new Set<number>();
  // once a transaction: FTS5 flushes its index to the file at every savepoint
  database.beforeCommit(() => {
    for (const row of stale) index(database, row);
    stale.clear();
  });
  return stale;
}

/** Keeps the log of notices as the orders add up to it. */
export function createNoticeProjector(
  database: Database,
  stale: Stale = indexedAtCommit(database),
): NoticeProjector {
  function put(columns: NoticeColumns): void {
    const known = database.get('SELECT * FROM notices WHERE key = ?', columns.key);
    if (!known) {
      const names = Object.keys(columns);
      const sql = `INSERT INTO notices (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
      stale.add(database.insert(sql, ...Object.values(columns)));
      return;
    }
    const changed = Object.entries(columns).filter(([name, value]) => known[name] !== value);
    if (changed.length === 0) return;
    const row = int(known, 'row');
    database.run(
      `UPDATE notices SET ${changed.map(([name]) => `${name} = ?`).join(', ')} WHERE row = ?`,
      ...changed.map(([, value]) => value),
      row,
    );
    if (columns.words !== known.words) stale.add(row);
  }

  return {
    ofOrder(order) {
      for (const columns of noticeColumns(order)) put(columns);
    },
    withoutOrder(id) {
      for (const row of database.all('SELECT row FROM notices WHERE order_id = ?', id)) {
        stale.add(int(row, 'row'));
      }
      database.run('DELETE FROM notices WHERE order_id = ?', id);
    },
  };
}

/** Makes the whole log anew; it is indexed at the end, all at once. */
export function noticesAnew(database: Database): Derived {
  const projector = createNoticeProjector(database, { add: () => {} });
  return {
    ...noticesDerived,
    clear: () =>
      database.exec(`
        DELETE FROM notices;
        INSERT INTO notice_search (notice_search) VALUES ('delete-all');
      `),
    take: (_row, order) => projector.ofOrder(order),
    finish: () =>
      database.exec('INSERT INTO notice_search (rowid, words) SELECT row, words FROM notices ORDER BY row'),
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
