import type { Card } from '../../../shared/customer/card.ts';
import { accountKey, cardOf, ownKeys } from '../../../shared/customer/card.ts';
import type { Entry, EntryDraft } from '../../../shared/entry.ts';
import { foldOrder } from '../../../shared/fold.ts';
import type { DraftId, OrderId, SubscriberId } from '../../../shared/ids.ts';
import { draftIdSchema, entryIdSchema, subscriberIdSchema } from '../../../shared/ids.ts';
import type { CustomerIndex } from '../../customer-index-port.ts';
import { maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { customerInForm, draftOfForm, ofForm } from '../draft-settings.ts';
import { factsOfOrder } from '../facts.ts';
import { createSettings } from '../named-values.ts';
import { cardsWhere } from './card-store.ts';
import { chatOwner, draftsInNameOf } from './chat-owner.ts';
import { cardsOfWholes } from './order-parts.ts';
import { toldOfOrder } from './projector.ts';
import { crowdedNow, tiesOf } from './shared-hints.ts';
import { isKnownShared } from './shared-keys.ts';
import { unlinkedContacts } from './unlinked-contacts.ts';

/**
 * Messenger people and draft orders related to these orders. The drafts that became these orders always belong to them. If the
 * conversation belongs to another customer, it and its other drafts do not, except drafts made in the customer's name.
 */
export const tiedTo = (database: Database, orders: readonly OrderId[]): ReturnType<CustomerIndex['tiedTo']> =>
  tied(database, orders, () => []);

/**
 * Like `tiedTo`, plus unlinked people whose name or last message contains data of these customers, and their drafts: an erasure
 * must leave nothing.
 */
export const toEraseWith = (
  database: Database,
  orders: readonly OrderId[],
): ReturnType<CustomerIndex['toEraseWith']> =>
  tied(database, orders, (customers) => unlinkedContacts(database, orders, customers));

function tied(
  database: Database,
  orders: readonly OrderId[],
  besides: (customers: ReadonlySet<number>) => readonly SubscriberId[],
): ReturnType<CustomerIndex['tiedTo']> {
  const ids = JSON.stringify(orders);
  const told = database.all(
    `SELECT b.body ->> '$.subscriberId' AS person, b.body ->> '$.draftId' AS draft
         FROM orders o JOIN order_bodies b USING (row) WHERE o.id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  const own = told.flatMap((row) => draftIdSchema.safeParse(row.draft).data ?? []);
  const ofDrafts = database.all(
    `SELECT body ->> '$.subscriberId' AS person FROM drafts WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(own),
  );
  const cards = cardsWhere(database, 'row', cardsOfWholes(database, new Set(orders)));
  const customers = new Set(cards.flatMap(({ customer }) => customer ?? []));
  const talks = new Set(
    [...told, ...ofDrafts].flatMap((row) => subscriberIdSchema.safeParse(row.person).data ?? []),
  );
  const isOthers = (talk: SubscriberId): boolean => chatOwner(database, talk)(customers) === 'another';
  const others = new Set([...talks].filter(isOthers));
  const people = [...new Set([...[...talks].filter((talk) => !others.has(talk)), ...besides(customers)])];
  const drafts = database
    .all(
      `SELECT DISTINCT subject AS id FROM entries
           WHERE kind = 'draft-changed' AND data ->> '$.subscriberId' IN (SELECT value FROM json_each(?))`,
      JSON.stringify(people),
    )
    .map((row) => draftIdSchema.parse(row.id));
  const inTheirName = [...others].flatMap((talk) => draftsInNameOf(database, talk, cards));
  const byForm = ofForms(database, () => cards);
  return { people, drafts: withOthersOf(database, [...own, ...drafts, ...inTheirName, ...byForm]) };
}

/**
 * Draft orders whose form on this computer has a phone, an e-mail or an account of these cards. An unpaid link has no order, and
 * its events contain only a name. Phones and accounts shared by several people are ignored.
 * @param cardsOf called only if there are forms
 */
function ofForms(
  database: Database,
  cardsOf: () => readonly Pick<Card, 'own' | 'hints'>[],
): readonly DraftId[] {
  const names = createSettings(database).names(ofForm.begin, ofForm.end);
  if (names.length === 0) return [];
  const isCrowded = crowdedNow(database);
  const keys = new Set(cardsOf().flatMap((card) => tiesOf(card, isCrowded)));
  if (keys.size === 0) return [];
  return database
    .all(
      `SELECT name, value ->> '${customerInForm}.phone' AS phone, value ->> '${customerInForm}.email' AS email,
         value ->> '${customerInForm}.shopifyId' AS account
       FROM settings WHERE name IN (SELECT value FROM json_each(?)) AND json_valid(value)`,
      JSON.stringify(names),
    )
    .filter((row) => keysOfForm(row).some((key) => keys.has(key)))
    .map((row) => draftOfForm(text(row, 'name')));
}

function keysOfForm(row: Row): readonly string[] {
  const [phone, email, account] = ['phone', 'email', 'account'].map(
    (name) => maybeText(row, name) ?? undefined,
  );
  const id = account?.split('/').at(-1);
  return [...ownKeys({ phone, email }), ...(id === undefined ? [] : [accountKey(id)])];
}

/**
 * Draft orders of this computer for customers whom other computers erased; their forms exist only here. Call it before the orders
 * lose the customer data.
 */
export function ownDraftsOfErased(database: Database, news: readonly Entry[]): readonly EntryDraft[] {
  const erased = news.filter(({ kind }) => kind === 'customer-erased');
  const [first] = erased;
  if (!first) return [];
  const drafts = ofForms(database, () =>
    erased.flatMap(({ orderId }) => (orderId && cardBefore(database, orderId)) ?? []),
  );
  return withOthersOf(database, drafts).map((draft) => ({
    id: entryIdSchema.parse(`erased:draft:${draft}`),
    orderId: null,
    at: first.at,
    by: first.by,
    kind: 'customer-erased',
    data: { draft },
  }));
}

/**
 * The customer card of an order before its erasure, computed from its events, which are not rewritten yet. An order imported
 * together with its erasure has no stored card.
 */
function cardBefore(database: Database, id: OrderId): Card | null {
  const facts = factsOfOrder(database, id).filter(({ kind }) => kind !== 'customer-erased');
  const order = foldOrder(id, facts);
  const told = order && toldOfOrder(order);
  return told && cardOf(id, told, isKnownShared(database));
}

/** Draft orders with their predecessors and replacements, which were for the same customer. */
const withOthersOf = (database: Database, drafts: readonly DraftId[]): readonly DraftId[] =>
  database
    .all(
      `WITH RECURSIVE tied (id) AS (
         SELECT value FROM json_each(?)
         UNION
         SELECT other.value FROM tied JOIN drafts d ON d.id = tied.id,
           json_each(json_array(d.body ->> '$.replaces', d.body ->> '$.replacedBy')) other
         WHERE other.value IS NOT NULL)
       SELECT id FROM tied`,
      JSON.stringify(drafts),
    )
    .map((row) => draftIdSchema.parse(row.id));
