import type { Entry } from '../../shared/entry.ts';
import { foldOrder } from '../../shared/fold.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { int, text } from './columns.ts';
import type { Database, Value } from './database.ts';
import { orderColumns } from './order-columns.ts';
import { orderMarks, orderWords } from './search-words.ts';

export type Projector = {
  /** Writes what the order's entries add up to now over what they added up to before. */
  readonly project: (id: OrderId, entries: readonly Entry[], connected: boolean) => void;
};

export function createProjector(database: Database): Projector {
  /** Rows whose words or marks have changed. One that was undone meanwhile does no harm. */
  const stale = new Set<number>();

  // once a transaction: FTS5 flushes its index to the file at every savepoint
  database.beforeCommit(() => {
    for (const row of stale) index(database, row);
    stale.clear();
  });

  const insert = (order: Order, connected: boolean): void => {
    const columns = { ...orderColumns(order), warehouse: connected ? 'pending' : 'off' };
    const names = Object.keys(columns);
    const values: readonly Value[] = Object.values(columns);
    const row = database.insert(
      `INSERT INTO orders (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...values,
    );
    database.run(
      'INSERT INTO order_bodies (row, body, words, marks) VALUES (?, ?, ?, ?)',
      row,
      JSON.stringify(order),
      orderWords(order),
      orderMarks(order),
    );
    stale.add(row);
  };

  const update = (row: number, order: Order, connected: boolean): void => {
    const columns = orderColumns(order);
    const sets = Object.keys(columns).map((name) => `${name} = ?`);
    const values: readonly Value[] = Object.values(columns);
    // the new entry is not in the warehouse yet; one that is parked keeps the order parked until it is in
    database.run(
      `UPDATE orders SET ${sets.join(', ')}, warehouse = iif(warehouse = 'parked', warehouse, ?) WHERE row = ?`,
      ...values,
      connected ? 'pending' : 'off',
      row,
    );
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
  };

  return {
    project(id, entries, connected) {
      const order = foldOrder(id, entries);
      if (!order) return;
      const known = database.get('SELECT row FROM orders WHERE id = ?', id);
      if (known) update(int(known, 'row'), order, connected);
      else insert(order, connected);
    },
  };
}

function index(database: Database, row: number): void {
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
