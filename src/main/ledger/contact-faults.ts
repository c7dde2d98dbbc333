import { int, text } from './columns.ts';
import { contactKeys } from './contact-keys.ts';
import { everyOrder } from './contacts.ts';
import type { Database } from './database.ts';

/** Where the contacts are not what the orders say. */
export function* contactFaults(database: Database): Iterable<string> {
  for (const { row, order } of everyOrder(database)) {
    const kept = database
      .all(
        'SELECT c.key FROM contact_orders o JOIN contacts c ON c.row = o.contact WHERE o.order_row = ? ORDER BY 1',
        row,
      )
      .map((contact) => text(contact, 'key'));
    if (kept.join() !== contactKeys(order).toSorted().join()) {
      yield `Order ${order.id} is not found by its customer's phone and e-mail.`;
    }
  }
  const wrong = database.all(
    `SELECT c.key, c.last_at, max(o.received_at) AS last FROM contacts c
       LEFT JOIN contact_orders l ON l.contact = c.row LEFT JOIN orders o ON o.row = l.order_row
     WHERE c.key NOT GLOB 'messenger:*' GROUP BY c.row HAVING last IS NULL OR last <> c.last_at`,
  );
  for (const contact of wrong) yield `Contact ${text(contact, 'key')} is not of the orders it is kept for.`;
  const [found] = database.all(
    'SELECT (SELECT count(*) FROM contact_search_docsize) AS found, (SELECT count(*) FROM contacts) AS kept',
  );
  if (found && found.found !== found.kept) {
    yield `The search index has ${int(found, 'found')} contacts, the ledger ${int(found, 'kept')}.`;
  }
}
