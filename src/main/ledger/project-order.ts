import { isContentKind } from '../../shared/content-entry.ts';
import type { Entry } from '../../shared/entry.ts';
import { foldOrder } from '../../shared/fold.ts';
import type { OrderId } from '../../shared/ids.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import type { Order, WarehouseState } from '../../shared/order.ts';
import { int, maybeText, text } from './columns.ts';
import type { ContactProjector } from './contacts.ts';
import type { CustomerProjector } from './customer-index/projector.ts';
import type { Database, Row } from './database.ts';
import { factsOfOrder } from './facts.ts';
import type { SaleProjector } from './insights/sales.ts';
import type { NoticeProjector } from './notices.ts';
import { orderColumns } from './order-columns.ts';
import { insertColumns, updateChanged } from './put-columns.ts';
import { orderMarks, orderWords } from './search-words.ts';

/** The order of a test run exists only in the event log. */
const isTestRunMark = ({ kind }: Pick<Entry, 'kind'>): boolean => kind === 'drill-marked';

const stateOfNew = (connected: boolean): WarehouseState => (connected ? 'pending' : 'off');

export type Projector = {
  /** Projects the current state of the order from its events. */
  readonly project: (id: OrderId, before: readonly Entry[], added: Entry, connected: boolean) => void;
  /** Same after an import of remote events; `state` is the warehouse state of an order that is new here. */
  readonly refresh: (id: OrderId, state: WarehouseState) => void;
};

export function createProjector(
  database: Database,
  contacts: ContactProjector,
  notices: NoticeProjector,
  customerIndex: CustomerProjector,
  sales: SaleProjector,
): Projector {
  /** Rows whose words or marks changed. A row whose change was rolled back is indexed again without harm. */
  const stale = new Set<number>();

  // once a transaction: FTS5 flushes its index to the file at every savepoint
  database.beforeCommit(() => {
    for (const row of stale) indexOrder(database, row);
    stale.clear();
  });

  const insert = (order: Order, warehouse: WarehouseState): number => {
    const row = insertColumns(database, 'orders', { ...orderColumns(order), warehouse });
    database.run(
      'INSERT INTO order_bodies (row, body, words, marks) VALUES (?, ?, ?, ?)',
      row,
      JSON.stringify(order),
      orderWords(order),
      orderMarks(order),
    );
    stale.add(row);
    contacts.ofOrder(row, order);
    customerIndex.ofOrder(row, order);
    notices.ofOrder(order);
    sales.ofOrder(row, order);
    return row;
  };

  /** Notes and decisions made through a part leave the whole together with it. */
  const leaveWhole = (known: Row, whole: string | null): void => {
    const before = maybeText(known, 'part_of');
    if (before !== null && before !== whole) customerIndex.ofPart(text(known, 'id'), before);
  };

  const update = (known: Row, order: Order, warehouse: string): void => {
    const row = int(known, 'row');
    const columns = { ...orderColumns(order), warehouse };
    const changed = updateChanged(database, 'orders', known, columns);
    const words = orderWords(order);
    const marks = orderMarks(order);
    const before = database.get('SELECT words, marks FROM order_bodies WHERE row = ?', row);
    const same = before && text(before, 'words') === words && text(before, 'marks') === marks;
    database.run(
      'UPDATE order_bodies SET body = ?, words = ?, marks = ? WHERE row = ?',
      JSON.stringify(order),
      words,
      marks,
      row,
    );
    if (!same) stale.add(row);
    const isNamed = changed.some((name) => name === 'customer_name' || name === 'received_at');
    contacts.ofOrder(row, order, !isNamed);
    customerIndex.ofOrder(row, order, !isNamed);
    leaveWhole(known, order.partOf?.id ?? null);
    notices.ofOrder(order);
    sales.ofOrder(row, order);
  };

  const remove = (known: Row): void => {
    const row = int(known, 'row');
    leaveWhole(known, null);
    contacts.withoutOrder(row);
    customerIndex.withoutOrder(row);
    sales.withoutOrder(row);
    notices.withoutOrder(orderIdSchema.parse(known.id));
    database.run('DELETE FROM order_search WHERE rowid = ?', row);
    database.run('DELETE FROM order_bodies WHERE row = ?', row);
    database.run('DELETE FROM orders WHERE row = ?', row);
  };

  return {
    project(id, before, added, connected) {
      const order = foldOrder(id, [...before, added]);
      if (!order) return;
      const known = database.get('SELECT * FROM orders WHERE id = ?', id);
      if ([...before, added].some(isTestRunMark)) {
        if (known) remove(known);
        return;
      }
      if (known) {
        // new content is not in the warehouse yet; content that is parked keeps the order parked until it is in
        const waits = isContentKind(added.kind) && known.warehouse !== 'parked';
        update(known, order, waits ? stateOfNew(connected) : text(known, 'warehouse'));
      } else insert(order, stateOfNew(connected));
    },
    refresh(id, state) {
      const facts = factsOfOrder(database, id);
      const order = foldOrder(id, facts);
      if (!order) return;
      const known = database.get('SELECT * FROM orders WHERE id = ?', id);
      if (facts.some(isTestRunMark)) {
        // a test-run mark of another computer may come after its order
        if (known) remove(known);
        return;
      }
      if (!known) {
        insert(order, state);
        return;
      }
      update(known, order, text(known, 'warehouse'));
    },
  };
}

/** Writes an order's words and marks to the search index. */
export function indexOrder(database: Database, row: number): void {
  const body = database.get('SELECT words, marks FROM order_bodies WHERE row = ?', row);
  if (!body) return;
  if (database.get('SELECT 1 FROM order_search_docsize WHERE id = ?', row)) {
    database.run('DELETE FROM order_search WHERE rowid = ?', row);
  }
  database.run(
    'INSERT INTO order_search (rowid, words, marks) VALUES (?, ?, ?)',
    row,
    text(body, 'words'),
    text(body, 'marks'),
  );
}
