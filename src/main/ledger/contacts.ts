import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { PersonView } from '../../shared/views.ts';
import type { Derived } from './catch-up.ts';
import { int, text } from './columns.ts';
import { contactKeys, messengerKey } from './contact-keys.ts';
import type { Database } from './database.ts';
import type { Stale } from './indexed-at-commit.ts';
import { indexedAtCommit } from './indexed-at-commit.ts';
import { nameWords } from './name-words.ts';
import { storedLine } from './order-columns.ts';
import { phoneWords } from './search-words.ts';

/** Increase the rule when keys or words change: every ledger then rebuilds its contacts at the next start. */
export const contactDerived = { setting: 'ledger.contacts', rule: '3', before: '2' } as const;

export type ContactProjector = {
  /** @param same when the name and the time are unchanged since the last call */
  readonly ofOrder: (row: number, order: Order, same?: boolean) => void;
  readonly ofPerson: (person: PersonView) => void;
  readonly withoutPerson: (id: SubscriberId) => void;
  /** Call when the order of this row is not shown any more. */
  readonly withoutOrder: (row: number) => void;
};

/** Keeps the contacts in step with the orders and people. */
export function createContactProjector(
  database: Database,
  stale: Stale = indexedAtCommit(database, index),
): ContactProjector {
  function rowOf(key: string, own: readonly string[], at: number): number {
    const known = database.get('SELECT row, words, last_at FROM contacts WHERE key = ?', key);
    if (!known) {
      const row = database.insert(
        'INSERT INTO contacts (key, words, last_at) VALUES (?, ?, ?)',
        key,
        joined([...ownWords(key), ...own]),
        at,
      );
      stale.add(row);
      return row;
    }
    const row = int(known, 'row');
    const words = joined([...text(known, 'words').split(' '), ...own]);
    if (words !== known.words) stale.add(row);
    if (words !== known.words || at > int(known, 'last_at')) {
      database.run(
        'UPDATE contacts SET words = ?, last_at = ? WHERE row = ?',
        words,
        Math.max(at, int(known, 'last_at')),
        row,
      );
    }
    return row;
  }

  /** Recomputes a contact from its orders, after one of them has changed or gone. */
  function refresh(row: number, key: string): void {
    const orders = database.all(
      `SELECT customer_name, max(received_at) AS last FROM contact_orders JOIN orders ON row = order_row
       WHERE contact = ? GROUP BY customer_name`,
      row,
    );
    stale.add(row);
    if (orders.length === 0) {
      database.run('DELETE FROM contacts WHERE row = ?', row);
      return;
    }
    database.run(
      'UPDATE contacts SET words = ?, last_at = ? WHERE row = ?',
      contactWords(
        key,
        orders.map((order) => text(order, 'customer_name')),
      ),
      Math.max(...orders.map((order) => int(order, 'last'))),
      row,
    );
  }

  const contactsOf = (row: number) =>
    database.all(
      'SELECT c.row, c.key FROM contact_orders o JOIN contacts c ON c.row = o.contact WHERE o.order_row = ?',
      row,
    );

  return {
    withoutOrder(row) {
      const before = contactsOf(row);
      database.run('DELETE FROM contact_orders WHERE order_row = ?', row);
      for (const contact of before) refresh(int(contact, 'row'), text(contact, 'key'));
    },
    ofOrder(row, order, same = false) {
      const keys = contactKeys(order);
      const before = contactsOf(row);
      const had = new Set(before.map((contact) => text(contact, 'key')));
      const names = nameWords(nameOf(order));
      for (const key of keys) {
        const contact = rowOf(key, names, order.receivedAt);
        if (had.has(key)) continue;
        database.run('INSERT INTO contact_orders (contact, order_row) VALUES (?, ?)', contact, row);
      }
      const gone = before.filter((contact) => !keys.includes(text(contact, 'key')));
      for (const contact of gone) {
        database.run(
          'DELETE FROM contact_orders WHERE contact = ? AND order_row = ?',
          int(contact, 'row'),
          row,
        );
      }
      // the earlier content of the order may have given the contact its name or time
      for (const contact of same ? gone : before) refresh(int(contact, 'row'), text(contact, 'key'));
    },
    ofPerson({ subscriberId, name, touchedAt }) {
      const key = messengerKey(subscriberId);
      const words = contactWords(key, [storedLine(name)]);
      database.run(
        `INSERT INTO contacts (key, words, last_at) VALUES (?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET words = excluded.words, last_at = excluded.last_at`,
        key,
        words,
        touchedAt,
      );
      stale.add(int(database.get('SELECT row FROM contacts WHERE key = ?', key) ?? {}, 'row'));
    },
    withoutPerson(id) {
      const known = database.get('SELECT row FROM contacts WHERE key = ?', messengerKey(id));
      if (!known) return;
      database.run('DELETE FROM contacts WHERE row = ?', int(known, 'row'));
      stale.add(int(known, 'row'));
    },
  };
}

/** Rebuilds all contacts; the search index is built at the end, all at once. */
export function rebuildContacts(database: Database, people: () => readonly PersonView[]): Derived {
  const projector = createContactProjector(database, { add: () => {} });
  return {
    ...contactDerived,
    clear: () =>
      database.exec(`
        DELETE FROM contact_orders;
        DELETE FROM contacts;
        INSERT INTO contact_search (contact_search) VALUES ('delete-all');
      `),
    take: projector.ofOrder,
    finish() {
      for (const person of people()) projector.ofPerson(person);
      database.exec('INSERT INTO contact_search (rowid, words) SELECT row, words FROM contacts ORDER BY row');
    },
  };
}

/** The customer's name as stored in the order row. */
export const nameOf = ({ content }: Order): string =>
  storedLine(content.customer.name ?? content.recipient?.name ?? '');

/** Search words of a contact: its key, and the names on its orders or the person's own. */
export const contactWords = (key: string, names: readonly string[]): string =>
  joined([...ownWords(key), ...names.flatMap(nameWords)]);

function ownWords(key: string): readonly string[] {
  if (key.startsWith('tel:')) return phoneWords(key);
  return key.startsWith('mail:') ? nameWords(key.slice('mail:'.length)) : [];
}

const mostWords = 300;
const joined = (words: readonly string[]): string =>
  [...new Set(words)].filter(Boolean).toSorted().slice(0, mostWords).join(' ');

function index(database: Database, row: number): void {
  const contact = database.get('SELECT words FROM contacts WHERE row = ?', row);
  if (database.get('SELECT 1 FROM contact_search_docsize WHERE id = ?', row)) {
    database.run('DELETE FROM contact_search WHERE rowid = ?', row);
  }
  if (contact)
    database.run('INSERT INTO contact_search (rowid, words) VALUES (?, ?)', row, text(contact, 'words'));
}
