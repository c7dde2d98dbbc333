import type { Card } from '../../../shared/customer/card.ts';
import { messengerHint } from '../../../shared/customer/card.ts';
import { namesAgree } from '../../../shared/customer/names-agree.ts';
import type { DraftId, SubscriberId } from '../../../shared/ids.ts';
import { draftIdSchema } from '../../../shared/ids.ts';
import { text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { cardsWhere, cardsWithKeys } from './card-store.ts';

/** @param customers rows of `clientele` */
type ChatOwner = (customers: ReadonlySet<number>) => 'theirs' | 'another' | 'unclear';

/**
 * Decides whose a Messenger conversation is, seen from some customers: a link may be paid by a person other than who asked
 * for it. Compares the person's name, or the names on the links, as the first may be a nickname, with the names on the orders. If
 * none agrees, the answer is `unclear`. An erasure includes unclear conversations, because they may contain the customer's data;
 * a link is not sent to one, as it may belong to another person.
 * @returns a function for many customers, so that the conversation is read once
 */
export function chatOwner(database: Database, talk: SubscriberId): ChatOwner {
  const cards = cardsWithKeys(database, [messengerHint(talk)]);
  const told = [nameOf(database, talk), namesOfLinks(database, talk)].map((names) => {
    const agrees = ({ name }: { readonly name: readonly string[] }): boolean =>
      name.length > 0 && names.some((known) => namesAgree(known, name));
    return { agrees, whose: new Set(cards.filter(agrees).flatMap(({ customer }) => customer ?? [])) };
  });
  return (customers) => {
    const own = cardsWhere(database, 'customer', [...customers]);
    for (const { agrees, whose } of told) {
      if (own.some(agrees)) return 'theirs';
      if ([...whose].some((customer) => !customers.has(customer))) return 'another';
    }
    return 'unclear';
  };
}

/**
 * Draft orders in another person's conversation that were made in the name of these cards. The name is the only evidence, paid
 * or not. A draft whose name also fits the conversation's person belongs to that person.
 */
export function draftsInNameOf(
  database: Database,
  talk: SubscriberId,
  cards: readonly Pick<Card, 'name'>[],
): readonly DraftId[] {
  const theirs = cards.map(({ name }) => name).filter((name) => name.length > 0);
  const others = nameOf(database, talk);
  return database
    .all(`SELECT id, body ->> '$.customerName' AS name FROM drafts WHERE body ->> '$.subscriberId' = ?`, talk)
    .filter((row) => {
      const words = nameWords(text(row, 'name'));
      const agrees = (name: readonly string[]): boolean => namesAgree(name, words);
      return words.length > 0 && theirs.some(agrees) && !others.some(agrees);
    })
    .map((row) => draftIdSchema.parse(row.id));
}

type Names = readonly (readonly string[])[];

const nameOf = (database: Database, talk: SubscriberId): Names =>
  soundsOf(database.all(`SELECT body ->> '$.name' AS name FROM people WHERE id = ?`, talk));

const namesOfLinks = (database: Database, talk: SubscriberId): Names =>
  soundsOf(
    database.all(
      `SELECT DISTINCT body ->> '$.customerName' AS name FROM drafts WHERE body ->> '$.subscriberId' = ?`,
      talk,
    ),
  );

/** The sound keys of names. Empty names are dropped, because they would agree with every name. */
const soundsOf = (rows: readonly Row[]): Names =>
  rows.map((row) => nameWords(text(row, 'name'))).filter((name) => name.length > 0);
