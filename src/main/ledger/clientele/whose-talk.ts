import { messengerHint } from '../../../shared/customer/card.ts';
import { namesAgree } from '../../../shared/customer/names-agree.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import { text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { cardsWhere, cardsWithKeys } from './card-store.ts';

/** @param customers rows of `clientele` */
type WhoseTalk = (customers: ReadonlySet<number>) => 'theirs' | 'another' | 'unclear';

/**
 * Whose a talk in Messenger is, as it looks from some customers: an order that came of a link may have been paid by somebody
 * else than who asked for it. Told by whose orders of the talk agree in name with the person, or, as that may be a nickname,
 * with whom its links were made for. Where none does, it cannot be told: `unclear`. Erasing takes that too, as all that is left
 * of somebody would tell of them still; a link is not sent by it, as it may go to somebody else.
 * @returns to be asked for each of many: the talk is read once
 */
export function whoseTalk(database: Database, talk: SubscriberId): WhoseTalk {
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
