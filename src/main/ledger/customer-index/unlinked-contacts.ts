import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import { subscriberIdSchema } from '../../../shared/ids.ts';
import { maybeText, text } from '../columns.ts';
import type { Database } from '../database.ts';
import { contentsOfOrder } from '../facts.ts';
import { namesPerson, personValues, searchedText } from '../person-values.ts';
import { chatOwner } from './chat-owner.ts';

/**
 * Messenger contacts whose name or last message contains data of the customer of these orders, even if no order is linked to
 * them. Contacts known to be another customer are excluded.
 */
export function unlinkedContacts(
  database: Database,
  orders: readonly OrderId[],
  customers: ReadonlySet<number>,
): readonly SubscriberId[] {
  const values = personValues(orders.flatMap((order) => contentsOfOrder(database, order)));
  const found = new Set<SubscriberId>();
  const touches = database.all(
    `SELECT subject, data ->> '$.name' AS name, data ->> '$.lastWords' AS words FROM facts WHERE kind = 'touched'`,
  );
  for (const touch of touches) {
    const said = searchedText([maybeText(touch, 'name'), maybeText(touch, 'words')].join('\n'));
    if (namesPerson(said, values)) found.add(subscriberIdSchema.parse(text(touch, 'subject')));
  }
  return [...found].filter((contact) => chatOwner(database, contact)(customers) !== 'another');
}
