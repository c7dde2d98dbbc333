import { messengerHint } from '../../../shared/customer/card.ts';
import { namesAgree } from '../../../shared/customer/names-agree.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import { text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { cardsWhere, cardsWithKeys } from './card-store.ts';

/**
 * Whose a talk in Messenger is, as it looks from some customers: an order that came of a link may have been paid by somebody
 * else than who asked for it. Told by whose orders of the talk agree in name with the person, or, as that may be a nickname,
 * with whom its links were made for. Where none does, it cannot be told: `unclear`. Erasing takes that too, as all that is left
 * of somebody would tell of them still; a link is not sent by it, as it may go to somebody else.
 * @param customers rows of `clientele`
 */
export function whoseTalk(
  database: Database,
  talk: SubscriberId,
  customers: ReadonlySet<number>,
): 'theirs' | 'another' | 'unclear' {
  const own = cardsWhere(database, 'customer', [...customers]);
  const others = cardsWithKeys(database, [messengerHint(talk)]).filter(
    ({ customer }) => customer !== null && !customers.has(customer),
  );
  for (const names of [nameOf(database, talk), namesOfLinks(database, talk)]) {
    const agrees = ({ name }: { readonly name: readonly string[] }): boolean =>
      name.length > 0 && names.some((known) => namesAgree(known, name));
    if (own.some(agrees)) return 'theirs';
    if (others.some(agrees)) return 'another';
  }
  return 'unclear';
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
