import type { Card } from '../../../shared/customer/card.ts';
import { messengerHint } from '../../../shared/customer/card.ts';
import { namesAgree } from '../../../shared/customer/names-agree.ts';
import type { DraftId, SubscriberId } from '../../../shared/ids.ts';
import { draftIdSchema } from '../../../shared/ids.ts';
import { text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { cardsWhere, cardsWithKeys } from './card-store.ts';

/** @param customers rows of `customer_index` */
type ChatOwner = (customers: ReadonlySet<number>) => 'theirs' | 'another' | 'unclear';

/**
 * Whose a talk in Messenger is, as it looks from some customers: an order that came of a link may have been paid by somebody
 * else than who asked for it. Told by whose orders of the talk agree in name with the person, or, as that may be a nickname,
 * with whom its links were made for. Where none does, it cannot be told: `unclear`. Erasing takes that too, as all that is left
 * of somebody would tell of them still; a link is not sent by it, as it may go to somebody else.
 * @returns to be asked for each of many: the talk is read once
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
 * The draft orders made in a talk of another in the name that these cards tell: whose they are, paid or not, nothing else says.
 * One that may as well be in the name of whom the talk is with is theirs.
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

/** One without any word would agree with every name, and tells nothing. */
const soundsOf = (rows: readonly Row[]): Names =>
  rows.map((row) => nameWords(text(row, 'name'))).filter((name) => name.length > 0);
