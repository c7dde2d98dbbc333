import type { SubscriberId } from '../../shared/ids.ts';
import { sourceSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Money } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import { orderSchema } from '../../shared/order.ts';
import { foldText } from '../../shared/plain-words.ts';
import type { PersonView } from '../../shared/views.ts';
import type { Customers, LedgerCustomer, SourceOrders } from '../customers-port.ts';
import type { People } from '../people-port.ts';
import { int, json, maybeText, text } from './columns.ts';
import { messengerKey } from './contact-keys.ts';
import { nameOf } from './contacts.ts';
import { chatOwner } from './customer-index/chat-owner.ts';
import { cardsOfWholes, vouchedRowsOf } from './customer-index/order-parts.ts';
import type { Database, Row } from './database.ts';
import { soundQuery } from './name-words.ts';
import { anyOf, isDigits, phoneQueries, prefix, termsOf } from './search-words.ts';

/**
 * Contacts examined per search: those with the newest order or touch. If a query has more than `mostMatches` matches, only the
 * latest rows are considered.
 */
const mostContacts = 40;
const mostMatches = 2000;
/** A phone or address shared by more people is taken for that of a shop or a courier. */
const mostPeople = 6;
/** Newest orders of a contact examined to find its customers: a courier's phone is on thousands. */
const mostOrders = 200;
/** Newest orders from which the name, address and other details are read. */
const mostBodies = 12;

type Found = {
  readonly key: string;
  readonly at: number;
  /** The Messenger id of the contact, if known. */
  readonly subscriberId: SubscriberId | null;
  readonly contact: number;
  /** The row of `clientele`; null for a contact without a customer. */
  readonly person: number | null;
};

/** Contacts provide the candidates; only the customer index decides which orders belong to one person. */
export function createCustomers(database: Database, people: Pick<People, 'get'>): Customers {
  return {
    search(typed, limit) {
      const query = contactsQuery(typed);
      if (query === null) return [];
      const contacts = database.all(
        `SELECT row, key, last_at FROM contacts
         WHERE row IN
           (SELECT rowid FROM contact_search WHERE contact_search MATCH ? ORDER BY rowid DESC LIMIT ?)
         ORDER BY last_at DESC, key LIMIT ?`,
        query,
        mostMatches,
        mostContacts,
      );
      const isMeant = meantBy(database, query);
      const own = new Map<string, Found>();
      const shared = new Map<string, Found>();
      for (const contact of contacts) {
        const itself = alone(contact);
        const all = peopleOf(database, itself);
        // a shared phone matches the name of each of its people
        const meant = all.length > 1 ? all.filter(({ person }) => isMeant(person)) : all;
        const those = meant.length > 0 ? meant : all;
        if (those.length > mostPeople) addTo(itself.subscriberId === null ? shared : own, itself);
        else for (const one of those.length > 0 ? those : [itself]) addTo(own, one);
      }
      // contacts shared by too many people are a fallback
      return [...(own.size > 0 ? own : shared).values()]
        .toSorted((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1))
        .slice(0, limit)
        .flatMap((one) => customerOf(database, people, one) ?? []);
    },
  };
}

function addTo(all: Map<string, Found>, found: Found): void {
  const { at, subscriberId } = all.get(found.key) ?? found;
  all.set(found.key, {
    ...found,
    at: Math.max(at, found.at),
    subscriberId: subscriberId ?? found.subscriberId,
  });
}

/** Builds the FTS5 query. Terms contain only letters and digits and are quoted. */
export function contactsQuery(typed: string): string | null {
  const folded = foldText(typed);
  if (folded.replace(/[^\p{L}\p{N}]/gu, '').length < 2) return null;
  const terms = termsOf(folded).slice(0, 8);
  return terms
    .map((parts) => {
      const digits = parts.join('');
      if (!parts.every(isDigits)) return parts.map(soundQuery).join(' AND ');
      const ways = [...new Set([...phoneQueries(digits), ...(parts.length === 1 ? [digits] : [])])];
      return ways.length === 0 ? `"${digits}"` : anyOf(ways.map(prefix));
    })
    .filter((term) => term !== '""*')
    .join(' AND ');
}

/** Tests whether a customer matches the whole query; queried once, and only for shared contacts. */
function meantBy(database: Database, query: string): (person: number | null) => boolean {
  let known: ReadonlySet<number> | null = null;
  return (person) => {
    known ??= new Set(
      database
        .all(
          'SELECT rowid AS row FROM clientele_search WHERE clientele_search MATCH ? ORDER BY rowid DESC LIMIT ?',
          query,
          mostMatches,
        )
        .map((row) => int(row, 'row')),
    );
    return person !== null && known.has(person);
  };
}

const alone = (contact: Row): Found => ({
  key: text(contact, 'key'),
  at: int(contact, 'last_at'),
  subscriberId: subscriberOfKey(text(contact, 'key')),
  contact: int(contact, 'row'),
  person: null,
});

/**
 * The customers on the orders of a contact. For a Messenger contact only orders from its drafts count, if the conversation
 * belongs to their customer: someone who paid another person's link must not be offered as that person.
 */
function peopleOf(database: Database, itself: Found): readonly Found[] {
  const { subscriberId } = itself;
  const orders =
    subscriberId === null
      ? database.all(
          `SELECT id FROM orders WHERE row IN
             (SELECT order_row FROM contact_orders WHERE contact = ? ORDER BY order_row DESC LIMIT ?)`,
          itself.contact,
          mostOrders,
        )
      : database.all(
          `SELECT t.value AS id FROM drafts d JOIN json_each(d.body, '$.orderIds') t
           WHERE d.body ->> '$.subscriberId' = ? LIMIT ?`,
          subscriberId,
          mostOrders,
        );
  const cards = cardsOfWholes(database, new Set(orders.map((row) => text(row, 'id'))));
  const whose = subscriberId === null ? null : chatOwner(database, subscriberId);
  return database
    .all(
      `SELECT row, id, last_at FROM clientele WHERE row IN
         (SELECT customer FROM cards WHERE row IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(cards),
    )
    .filter((row) => whose === null || whose(new Set([int(row, 'row')])) === 'theirs')
    .map((row) => ({
      ...itself,
      key: `customer:${text(row, 'id')}`,
      at: subscriberId === null ? int(row, 'last_at') : Math.max(itself.at, int(row, 'last_at')),
      person: int(row, 'row'),
    }));
}

/** Order rows of a customer with their parts, or, without a customer, of the contact. */
function rowsTelling(database: Database, { person, contact }: Found): readonly number[] {
  if (person !== null) return vouchedRowsOf(database, person);
  return database
    .all('SELECT order_row AS row FROM contact_orders WHERE contact = ?', contact)
    .map((row) => int(row, 'row'));
}

function customerOf(database: Database, people: Pick<People, 'get'>, found: Found): LedgerCustomer | null {
  const rows = JSON.stringify(rowsTelling(database, found));
  const newest = database
    .all(
      `SELECT body FROM order_bodies JOIN
         (SELECT row, id, received_at FROM orders WHERE row IN (${given}) ORDER BY received_at DESC, id DESC LIMIT ?)
         USING (row) ORDER BY received_at DESC, id DESC`,
      rows,
      mostBodies,
    )
    .map((row) => orderSchema.parse(json(row, 'body')));
  const person = personOf(database, people, found, newest);
  const last = newest[0];
  if (!last && !person) return null;
  const told = <T>(of: (order: Order) => T | undefined | ''): T | null =>
    newest.map(of).find((value): value is T => value !== undefined && value !== '') ?? null;
  return {
    key: found.key,
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
         WHERE row IN (${given}) AND part_of IS NULL GROUP BY source, total_currency ORDER BY source, total_currency`,
        rows,
      ),
    ),
    copies: copiesOf(database, rows),
  };
}

const given = 'SELECT value FROM json_each(?)';

/** SQL version of `netOf`. */
const net = `CASE WHEN status = 'cancelled' THEN 0 ELSE max(0, coalesce(total_minor, 0) -
  CASE WHEN body ->> '$.content.refunded.currency' = total_currency THEN body ->> '$.content.refunded.minor' ELSE 0 END) END`;

/**
 * The orders that Shopify counts as well.
 * @param rows as JSON
 */
function copiesOf(database: Database, rows: string): LedgerCustomer['copies'] {
  const told = database.all(
    `SELECT source, total_currency, count(*) AS orders,
       sum(CASE WHEN payment_status IN ('paid', 'partially-refunded') THEN coalesce(total_minor, 0) ELSE 0 END) AS spent
     FROM orders WHERE row IN (${given}) AND source = 'shopify' AND part_of IS NOT NULL GROUP BY total_currency`,
    rows,
  );
  const [copies] = bySource(told);
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

/** The Messenger person of the contact, or of a draft of the newest orders if the conversation is this customer's. */
function personOf(
  database: Database,
  people: Pick<People, 'get'>,
  { subscriberId, person: customer }: Found,
  orders: readonly Order[],
): PersonView | null {
  const own = new Set(customer === null ? [] : [customer]);
  const talks = new Set(orders.flatMap(({ draftId }) => (draftId && subscriberOf(database, draftId)) ?? []));
  const theirs = [...talks].filter((talk) => chatOwner(database, talk)(own) === 'theirs');
  for (const id of [...(subscriberId === null ? [] : [subscriberId]), ...theirs]) {
    const person = people.get(id);
    if (person) return person;
  }
  return null;
}

const subscriberOfKey = (key: string): SubscriberId | null =>
  key.startsWith(messengerKey(''))
    ? (subscriberIdSchema.safeParse(key.slice(messengerKey('').length)).data ?? null)
    : null;

function subscriberOf(database: Database, draft: string): SubscriberId | null {
  const row = database.get(`SELECT body ->> '$.subscriberId' AS id FROM drafts WHERE id = ?`, draft);
  return subscriberIdSchema.safeParse(row?.id).data ?? null;
}
