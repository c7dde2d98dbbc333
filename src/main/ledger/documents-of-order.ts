import type { OrderId } from '../../shared/ids.ts';
import { documentIdSchema } from '../../shared/ids.ts';
import type { OrderDetail } from '../../shared/views.ts';
import { int, maybeInt, maybeText, text } from './columns.ts';
import type { Database } from './database.ts';

/** The documents of an order, oldest first, and for a mail its parser. */
export const documentsOf = (database: Database, id: OrderId): OrderDetail['documents'] =>
  database
    .all(
      `SELECT d.id, d.kind, d.received_at, r.mailed_at, coalesce(r.recipe, iif(r.document IS NULL, NULL, 'general')) AS recipe
       FROM documents d LEFT JOIN readings r ON r.document = d.id WHERE length(d.body) > 0 AND d.id IN (
         SELECT document FROM document_orders WHERE order_id = ?
         UNION SELECT data ->> '$.documentId' FROM entries WHERE order_id = ?)
       ORDER BY d.received_at, d.row`,
      id,
      id,
    )
    .map((row) => ({
      id: documentIdSchema.parse(row.id),
      kind: documentKind(text(row, 'kind')),
      receivedAt: int(row, 'received_at'),
      mailedAt: maybeInt(row, 'mailed_at'),
      recipe: maybeText(row, 'recipe'),
    }));

/** When the first content was loaded, which notifications wait for; null before, or if another computer loaded it. */
export function loadedAt(database: Database, id: OrderId): number | null {
  const row = database.get(
    `SELECT min(w.at) AS at FROM entries e JOIN warehoused w ON w.entry = e.row
     WHERE e.order_id = ? AND e.kind = 'order-received' AND w.state = 'committed'`,
    id,
  );
  return row ? maybeInt(row, 'at') : null;
}

export function documentKind(stored: string): 'mail' | 'webhook' | 'api' {
  if (stored !== 'mail' && stored !== 'webhook' && stored !== 'api') {
    throw new Error(`the ledger holds a document of kind ${stored}`);
  }
  return stored;
}
