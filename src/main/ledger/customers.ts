import type { SubscriberId } from '../../shared/ids.ts';
import { sourceSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import { orderSchema } from '../../shared/order.ts';
import { foldText } from '../../shared/plain-words.ts';
import type { PersonView } from '../../shared/views.ts';
import type { Customers, LedgerCustomer, SourceOrders } from '../customers-port.ts';
import type { People } from '../ports.ts';
import { int, json, maybeText, text } from './columns.ts';
import { messengerKey } from './contact-keys.ts';
import { nameOf } from './contacts.ts';
import type { Database, Row } from './database.ts';
import { soundOf } from './name-words.ts';
import { isDigits, phoneQueries, prefix, termsOf } from './search-words.ts';

/**
 * Contacts looked at for one answer: those with the newest order or touch. Of more matches than these, as two letters can
 * have, those that came here last are looked at.
 */
const mostContacts = 40;
const mostMatches = 2000;
/** A phone or address that stands on the orders of more others than this is a shop's or a courier's, nobody's own. */
const mostTies = 6;
/** The newest orders, that a customer's name, address and so on are read from. */
const mostBodies = 12;

export function createCustomers(database: Database, people: Pick<People, 'get'>): Customers {
  return {
    search(typed, limit) {
      const query = contactsQuery(typed);
      if (query === null) return [];
      const found = database.all(
        `SELECT row, key FROM contacts
         WHERE row IN
           (SELECT rowid FROM contact_search WHERE contact_search MATCH ? ORDER BY rowid DESC LIMIT ?)
         ORDER BY last_at DESC, key LIMIT ?`,
        query,
        mostMatches,
        mostContacts,
      );
      const ties = createTies(database);
      const seen = new Set<number>();
      const customers: LedgerCustomer[] = [];
      const shared = found.filter((contact) => ties(int(contact, 'row')) === null);
      const own = found.filter((contact) => !shared.includes(contact));
      // a shared phone is told as somebody only where nobody of one's own is found
      for (const contact of own.length > 0 ? own : shared) {
        if (customers.length === limit) break;
        if (seen.has(int(contact, 'row'))) continue;
        const all = tiedTo(database, contact, ties);
        for (const row of all) seen.add(row);
        const customer = customerOf(database, people, text(contact, 'key'), all);
        const isThere = customers.some(
          ({ subscriberId }) => subscriberId !== null && subscriberId === customer?.subscriberId,
        );
        if (customer && !isThere) customers.push(customer);
      }
      return customers;
    },
  };
}

/** The FTS5 query for what was typed; words hold letters and digits alone and stand in quotes. */
export function contactsQuery(typed: string): string | null {
  const folded = foldText(typed);
  if (folded.replace(/[^\p{L}\p{N}]/gu, '').length < 2) return null;
  const terms = termsOf(folded).slice(0, 8);
  return terms
    .map((parts) => {
      const digits = parts.join('');
      if (!parts.every(isDigits)) return parts.map((part) => prefix(soundOf(part))).join(' AND ');
      const ways = [...new Set([...phoneQueries(digits), ...(parts.length === 1 ? [digits] : [])])];
      return ways.length === 0 ? `"${digits}"` : `(${ways.map(prefix).join(' OR ')})`;
    })
    .filter((term) => term !== '""*')
    .join(' AND ');
}

/**
 * All the contacts that are one customer with this one: those that stand on one order with it, and with those again. Each step
 * goes by their keys, not by their rows, so that every desk comes to the same.
 */
function tiedTo(database: Database, seed: Row, tiesOf: Ties): readonly number[] {
  const all = new Set([int(seed, 'row')]);
  for (const row of all) {
    if (all.size > mostTies * 4) break;
    for (const next of tiesOf(row) ?? []) if (tiesOf(next) !== null) all.add(next);
  }
  for (const row of ofPerson(database, text(seed, 'key'))) all.add(row);
  return [...all];
}

/** The contacts that stand on an order with one, by their keys; null of one that stands on too many others' orders. */
type Ties = (row: number) => readonly number[] | null;

function createTies(database: Database): Ties {
  const known = new Map<number, readonly number[] | null>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    // cut off before it is sorted: a courier's phone stands on thousands
    const ties = database.all(
      `SELECT c.row, c.key FROM (
         SELECT DISTINCT b.contact FROM contact_orders a JOIN contact_orders b ON b.order_row = a.order_row
         WHERE a.contact = ?1 AND b.contact <> ?1 LIMIT ?2) t JOIN contacts c ON c.row = t.contact ORDER BY c.key`,
      row,
      mostTies + 1,
    );
    const few = ties.length > mostTies ? null : ties.map((tie) => int(tie, 'row'));
    known.set(row, few);
    return few;
  };
}

/** The contacts on the orders that began as a draft for a person in Messenger. */
function ofPerson(database: Database, key: string): readonly number[] {
  if (!key.startsWith(messengerKey(''))) return [];
  return database
    .all(
      `SELECT DISTINCT c.row, c.key FROM drafts d JOIN json_each(d.body, '$.orderIds') t
         JOIN orders o ON o.id = t.value JOIN contact_orders l ON l.order_row = o.row JOIN contacts c ON c.row = l.contact
       WHERE d.body ->> '$.subscriberId' = ? ORDER BY c.key LIMIT ?`,
      key.slice(messengerKey('').length),
      mostTies,
    )
    .map((row) => int(row, 'row'));
}

function customerOf(
  database: Database,
  people: Pick<People, 'get'>,
  key: string,
  contacts: readonly number[],
): LedgerCustomer | null {
  const those = `SELECT order_row FROM contact_orders WHERE contact IN (${contacts.map(() => '?').join(', ')})`;
  const newest = database
    .all(
      `SELECT body FROM order_bodies JOIN
         (SELECT row, id, received_at FROM orders WHERE row IN (${those}) ORDER BY received_at DESC, id DESC LIMIT ?)
         USING (row) ORDER BY received_at DESC, id DESC`,
      ...contacts,
      mostBodies,
    )
    .map((row) => orderSchema.parse(json(row, 'body')));
  const person = personOf(database, people, key, newest);
  const last = newest[0];
  if (!last && !person) return null;
  const told = <T>(of: (order: Order) => T | undefined | ''): T | null =>
    newest.map(of).find((value): value is T => value !== undefined && value !== '') ?? null;
  return {
    key,
    name: told(nameOf) ?? person?.name ?? '',
    phone: told((order) => order.content.customer.phone),
    email: told((order) => order.content.customer.email),
    address: told((order) => order.content.address),
    shopifyId: told(({ content: { customer } }) =>
      /^\d+$/.test(customer.id ?? '') ? `gid://shopify/Customer/${customer.id}` : undefined,
    ),
    subscriberId: person?.subscriberId ?? null,
    lastOrder: last ? { number: last.content.number, at: last.receivedAt } : null,
    bySource: bySource(
      database.all(
        `SELECT source, total_currency, count(*) AS orders, sum(${net}) AS spent
         FROM orders JOIN order_bodies USING (row)
         WHERE row IN (${those}) AND part_of IS NULL GROUP BY source, total_currency ORDER BY source, total_currency`,
        ...contacts,
      ),
    ),
    copies: copiesOf(database, those, contacts),
  };
}

/** What is left of an order, as `netOf` has it. */
const net = `CASE WHEN status = 'cancelled' THEN 0 ELSE max(0, coalesce(total_minor, 0) -
  CASE WHEN body ->> '$.content.refunded.currency' = total_currency THEN body ->> '$.content.refunded.minor' ELSE 0 END) END`;

/** What Shopify counts as well. */
function copiesOf(database: Database, those: string, contacts: readonly number[]): LedgerCustomer['copies'] {
  const rows = database.all(
    `SELECT source, total_currency, count(*) AS orders,
       sum(CASE WHEN payment_status IN ('paid', 'partially-refunded') THEN coalesce(total_minor, 0) ELSE 0 END) AS spent
     FROM orders WHERE row IN (${those}) AND source = 'shopify' AND part_of IS NOT NULL GROUP BY total_currency`,
    ...contacts,
  );
  const [copies] = bySource(rows);
  return { orders: copies?.orders ?? 0, spent: copies?.spent ?? [] };
}

function bySource(rows: readonly Row[]): readonly SourceOrders[] {
  const groups = new Map<string, SourceOrders>();
  for (const row of rows) {
    const source = sourceSchema.parse(row.source);
    const before = groups.get(source) ?? { source, orders: 0, spent: [] };
    const currency = maybeText(row, 'total_currency');
    const spent: readonly Money[] = currency === null ? [] : [{ minor: int(row, 'spent'), currency }];
    groups.set(source, {
      source,
      orders: before.orders + int(row, 'orders'),
      spent: [...before.spent, ...spent.filter(({ minor }) => minor > 0)],
    });
  }
  return [...groups.values()];
}

/** The contact that was found, or whoever a draft of the newest orders was for. */
function personOf(
  database: Database,
  people: Pick<People, 'get'>,
  key: string,
  orders: readonly Order[],
): PersonView | null {
  const found = key.startsWith(messengerKey('')) ? key.slice(messengerKey('').length) : null;
  const drafts = orders.flatMap(({ draftId }) => draftId ?? []);
  const ids: readonly (SubscriberId | null)[] = [
    subscriberIdSchema.safeParse(found).data ?? null,
    ...drafts.map((draft) => subscriberOf(database, draft)),
  ];
  for (const id of ids) {
    const person = id && people.get(id);
    if (person) return person;
  }
  return null;
}

function subscriberOf(database: Database, draft: string): SubscriberId | null {
  const row = database.get(`SELECT body ->> '$.subscriberId' AS id FROM drafts WHERE id = ?`, draft);
  return subscriberIdSchema.safeParse(row?.id).data ?? null;
}
