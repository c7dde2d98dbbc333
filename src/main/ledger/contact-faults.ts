import { isCurrent } from './catch-up.ts';
import { int, text } from './columns.ts';
import { messengerKey } from './contact-keys.ts';
import { contactDerived, contactWords } from './contacts.ts';
import type { Database, Row } from './database.ts';
import { storedLine } from './order-columns.ts';

const pageSize = 500;

/**
 * Lists contacts whose words, time or index entry differ from their orders or person. The check of an order includes its own
 * contacts.
 */
export function* contactFaults(database: Database): Iterable<string> {
  if (!isCurrent(database, contactDerived)) return;
  const indexed = indexedWords(database);
  for (let after = 0; ; ) {
    const page = database.all(
      'SELECT row, key, words, last_at FROM contacts WHERE row > ? ORDER BY row LIMIT ?',
      after,
      pageSize,
    );
    const last = page.at(-1);
    if (!last) break;
    const told = toldOf(database, page);
    for (const contact of page) {
      const key = text(contact, 'key');
      const { names, at } = told(contact);
      if (at !== int(contact, 'last_at')) yield `Contact ${key} is not of the orders it is kept for.`;
      const words = text(contact, 'words');
      if (words !== contactWords(key, names)) yield `Contact ${key} is not found by what its orders say.`;
      const found = indexed.get(int(contact, 'row'));
      if (found === undefined || found !== plainWords(words)) yield `Contact ${key} is indexed otherwise.`;
    }
    after = int(last, 'row');
  }
  const unknown = database.all(
    `SELECT id FROM people WHERE 'messenger:' || id NOT IN (SELECT key FROM contacts)`,
  );
  for (const person of unknown) yield `Person ${text(person, 'id')} is not found as a customer.`;
  const [sizes] = database.all(
    'SELECT (SELECT count(*) FROM contact_search_docsize) AS found, (SELECT count(*) FROM contacts) AS kept',
  );
  if (sizes && sizes.found !== sizes.kept) {
    yield `The search index has ${int(sizes, 'found')} contacts, the ledger ${int(sizes, 'kept')}.`;
  }
}

type Told = { readonly names: readonly string[]; readonly at: number | null };

/** The names and latest times of the contacts of a page. */
function toldOf(database: Database, page: readonly Row[]): (contact: Row) => Told {
  const orders = Map.groupBy(
    database.all(
      `SELECT l.contact, o.customer_name AS name, max(o.received_at) AS last
       FROM contact_orders l JOIN orders o ON o.row = l.order_row
       WHERE l.contact BETWEEN ? AND ? GROUP BY l.contact, o.customer_name`,
      int(page[0] ?? {}, 'row'),
      int(page.at(-1) ?? {}, 'row'),
    ),
    (row) => int(row, 'contact'),
  );
  const people = new Map(
    database
      .all(
        `SELECT id, touched_at AS last, body ->> '$.name' AS name FROM people
         WHERE 'messenger:' || id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(page.map((row) => text(row, 'key'))),
      )
      .map((row) => [messengerKey(text(row, 'id')), row] as const),
  );
  return (contact) => {
    const person = people.get(text(contact, 'key'));
    const rows = person ? [person] : (orders.get(int(contact, 'row')) ?? []);
    return {
      names: rows.map((row) => storedLine(text(row, 'name'))),
      at: rows.length === 0 ? null : Math.max(...rows.map((row) => int(row, 'last'))),
    };
  };
}

/**
 * The indexed words of each contact. The index stores no text, so it is read back by its terms. Letters that are newer than its
 * Unicode rules, or that it folds differently, are not checked.
 */
function indexedWords(database: Database): ReadonlyMap<number, string> {
  database.exec(`
    DROP TABLE IF EXISTS temp.contact_terms;
    CREATE VIRTUAL TABLE temp.contact_terms USING fts5vocab (main, contact_search, instance);
  `);
  const terms = new Map<number, string>(
    database.all('SELECT id FROM contact_search_docsize').map((row) => [int(row, 'id'), ''] as const),
  );
  for (const row of database.all(
    `SELECT doc, group_concat(term, ' ') AS terms FROM temp.contact_terms GROUP BY doc`,
  )) {
    terms.set(int(row, 'doc'), text(row, 'terms'));
  }
  database.exec('DROP TABLE temp.contact_terms');
  return new Map([...terms].map(([row, words]) => [row, plainWords(words)]));
}

const plainWords = (words: string): string =>
  words
    .split(' ')
    .filter((word) => /^[a-z0-9а-яєіїґ]+$/.test(word))
    .toSorted()
    .join(' ');
