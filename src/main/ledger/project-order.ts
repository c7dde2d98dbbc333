import type { Entry } from '../../shared/entry.ts';
import { foldOrder } from '../../shared/fold.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { int, text } from './columns.ts';
import type { Database, Value } from './database.ts';
import { orderColumns } from './order-columns.ts';
import { orderMarks, orderWords } from './search-words.ts';

/** What the order's entries add up to now, written over what they added up to before. */
export function projectOrder(
  database: Database,
  id: OrderId,
  entries: readonly Entry[],
  connected: boolean,
): void {
  const order = foldOrder(id, entries);
  if (!order) return;
  const known = database.get('SELECT row FROM orders WHERE id = ?', id);
  if (known) update(database, int(known, 'row'), order, connected);
  else insert(database, order, connected);
}

function insert(database: Database, order: Order, connected: boolean): void {
  const columns = { ...orderColumns(order), warehouse: connected ? 'pending' : 'off' };
  const names = Object.keys(columns);
  const values: readonly Value[] = Object.values(columns);
  database.run(
    `INSERT INTO orders (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...values,
  );
  const row = int(database.get('SELECT last_insert_rowid() AS row') ?? {}, 'row');
  const words = orderWords(order);
  const marks = orderMarks(order);
  database.run('INSERT INTO order_bodies VALUES (?, ?, ?, ?)', row, JSON.stringify(order), words, marks);
  database.run('INSERT INTO order_search (rowid, words, marks) VALUES (?, ?, ?)', row, words, marks);
}

function update(database: Database, row: number, order: Order, connected: boolean): void {
  const columns = orderColumns(order);
  const values: readonly Value[] = Object.values(columns);
  // the new entry is not in the warehouse yet; one that is parked keeps the order parked until it is in
  database.run(
    `UPDATE orders SET ${Object.keys(columns)
      .map((name) => `${name} = ?`)
      .join(', ')}, warehouse = iif(warehouse = 'parked', warehouse, ?) WHERE row = ?`,
    ...values,
    connected ? 'pending' : 'off',
    row,
  );
  const words = orderWords(order);
  const marks = orderMarks(order);
  const before = database.get('SELECT words, marks FROM order_bodies WHERE row = ?', row);
  database.run(
    'UPDATE order_bodies SET body = ?, words = ?, marks = ? WHERE row = ?',
    JSON.stringify(order),
    words,
    marks,
    row,
  );
  if (before && text(before, 'words') === words && text(before, 'marks') === marks) return;
  database.run('DELETE FROM order_search WHERE rowid = ?', row);
  database.run('INSERT INTO order_search (rowid, words, marks) VALUES (?, ?, ?)', row, words, marks);
}
