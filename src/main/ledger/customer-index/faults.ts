import { isDeepStrictEqual } from 'node:util';
import { withoutCustomer } from '../../../shared/customer/erase.ts';
import { personsOf } from '../../../shared/customer/persons.ts';
import { suggestionsOf } from '../../../shared/customer/suggestions.ts';
import { parseEntry } from '../../../shared/entry.ts';
import { isCurrent } from '../catch-up.ts';
import { count, text } from '../columns.ts';
import type { Database } from '../database.ts';
import { readKept } from '../partly-read.ts';
import { customerColumns } from './customer-row.ts';
import type { Region } from './rebuild.ts';
import { customersDerived, regionsOf } from './rebuild.ts';
import { isSharedKey } from './shared-keys.ts';

/**
 * Lists customers that differ from their cards and the managers' decisions. The check of an order includes the check of its
 * card.
 */
export function* customerFaults(database: Database): Iterable<string> {
  if (!isCurrent(database, customersDerived)) return;
  yield* sharedFaults(database);
  for (const region of regionsOf(database)) yield* regionFaults(database, region);
  const gone = database.all(
    'SELECT id FROM clientele WHERE row NOT IN (SELECT customer FROM cards WHERE customer IS NOT NULL)',
  );
  for (const row of gone) yield `Customer ${text(row, 'id')} is listed, but has no order.`;
  const empty = count(
    database.get('SELECT count(*) AS n FROM cards WHERE row NOT IN (SELECT card FROM card_orders)'),
  );
  if (empty > 0) yield `${empty} cards of customers are kept without an order.`;
  const listed = count(database.get('SELECT count(*) AS n FROM clientele'));
  const found = count(database.get('SELECT count(*) AS n FROM clientele_search_docsize'));
  if (listed !== found) yield `The search index has ${found} customers, the ledger ${listed}.`;
  yield* leftOverFaults(database);
}

function* regionFaults(database: Database, { cards, verdicts, isCrowded }: Region): Iterable<string> {
  const persons = personsOf(cards, verdicts);
  const stored = new Map(cards.map((card) => [card.key, card] as const));
  const asked = new Map(persons.map((person) => [person, 0]));
  for (const { one, other } of suggestionsOf(persons, verdicts, isCrowded)) {
    for (const person of [one, other]) asked.set(person, (asked.get(person) ?? 0) + 1);
  }
  for (const person of persons) {
    const own = person.cards.flatMap(({ key }) => stored.get(key) ?? []);
    const leads = new Set(person.leads.map(({ key }) => key));
    const rows = new Set(own.map(({ customer }) => customer));
    const name = own[0]?.row ?? 0;
    const [row = null] = rows;
    if (rows.size !== 1 || row === null) {
      yield `The customer of card ${name} is not one person here.`;
      continue;
    }
    if (count(database.get('SELECT count(*) AS n FROM cards WHERE customer = ?', row)) !== own.length) {
      yield `The customer of card ${name} is put together with somebody else.`;
    }
    if (own.some((card) => card.leads !== leads.has(card.key))) {
      yield `The customer of card ${name} has somebody else's name.`;
    }
    const columns = customerColumns(
      database,
      own,
      own.filter(({ key }) => leads.has(key)),
    );
    const known = database.get('SELECT * FROM clientele WHERE row = ?', row);
    const wrong = Object.entries({ ...columns, questions: asked.get(person) ?? 0 }).find(
      ([column, value]) => known?.[column] !== value,
    );
    if (wrong)
      yield `Customer ${columns?.id ?? name} is listed with ${wrong[0]} ${String(known?.[wrong[0]])}.`;
  }
}

/** Checks which phones and e-mails are shared by several people. */
function* sharedFaults(database: Database): Iterable<string> {
  const shared = new Set(database.all('SELECT key FROM shared_keys').map((row) => text(row, 'key')));
  for (const row of database.all('SELECT key FROM key_names GROUP BY key HAVING count(DISTINCT name) > 1')) {
    const key = text(row, 'key');
    if (isSharedKey(database, key) !== shared.delete(key))
      yield `Whose ${key} is, is not what the orders say.`;
  }
  for (const key of shared) yield `Whose ${key} is, is not what the orders say.`;
}

/** Checks for rows with data of erased customers. */
function* leftOverFaults(database: Database): Iterable<string> {
  const rows = database.all(
    `SELECT f.* FROM facts f WHERE f.order_id IN (SELECT order_id FROM erased_orders) ORDER BY f.row`,
  );
  for (const entry of readKept(rows)) {
    if (!isDeepStrictEqual(withoutCustomer(parseEntry(entry)).data, entry.data)) {
      yield `Entry ${entry.id} still tells of a customer who was erased.`;
    }
  }
  const documents = database.all(
    `SELECT DISTINCT d.id FROM document_orders o JOIN erased_orders e USING (order_id) JOIN documents d ON d.id = o.document
     WHERE length(d.body) > 0`,
  );
  for (const row of documents) yield `Document ${text(row, 'id')} still tells of a customer who was erased.`;
  const marked = count(
    database.get(
      "SELECT count(*) AS n FROM facts WHERE kind = 'customer-erased' AND order_id IS NOT NULL AND order_id NOT IN (SELECT order_id FROM erased_orders)",
    ),
  );
  if (marked > 0) yield `${marked} orders are to be without their customer, and are not.`;
}
