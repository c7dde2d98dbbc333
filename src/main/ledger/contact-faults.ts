import { isCurrent } from './catch-up.ts';
import { int, text } from './columns.ts';
import { contactDerived } from './contacts.ts';
import type { Database } from './database.ts';

/** Where the contacts do not agree among themselves; whether each order has its own is looked at with the order. */
export function* contactFaults(database: Database): Iterable<string> {
  if (!isCurrent(database, contactDerived)) return;
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
