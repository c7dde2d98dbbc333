import type { OrderId } from '../../../shared/ids.ts';
import { copyKeyOf } from '../../ports.ts';
import { text } from '../columns.ts';
import type { Database } from '../database.ts';

/** The last outcome of a notification according to the facts; `sent` stays final, whatever was recorded later. */
export function endOf(database: Database, key: string): string | null {
  const ends = ['notified', 'told'].flatMap((head) =>
    database.all(
      `SELECT data ->> '$.state' AS state FROM entries WHERE id = ?1 OR (id > ?1 || ':' AND id < ?1 || ';') ORDER BY row`,
      `${head}:${key}`,
    ),
  );
  const states = ends.map(({ state }) => String(state));
  return states.includes('sent') ? 'sent' : (states.at(-1) ?? null);
}

/** What the facts of an order prove about its messages. */
export type OrderFacts = {
  /** Every recorded outcome of its notifications. */
  readonly ends: readonly { readonly key: string; readonly manager: string; readonly state: string }[];
  /** The keys of the Shopify copies requested at this computer. */
  readonly copies: readonly string[];
  /** Whether other messages may be parked: a copy, a ticket, or the notification of an alert. */
  readonly hasOthers: boolean;
};

export function factsOf(database: Database, orderId: OrderId, deskId: string): OrderFacts {
  const facts = database
    .all(
      `SELECT id, desk, kind, data ->> '$.manager' AS manager, data ->> '$.state' AS state FROM entries
       WHERE order_id = ? AND kind IN ('notified', 'copy-asked', 'ticket-printed', 'alert-ended') ORDER BY row`,
      orderId,
    )
    .map(({ manager, state, ...row }) => ({
      id: text(row, 'id'),
      kind: text(row, 'kind'),
      desk: text(row, 'desk'),
      manager: String(manager),
      state: String(state),
    }));
  return {
    ends: facts.flatMap(({ id, kind, manager, state }) => {
      // the id of a `sent` event ends with the key; other ids add a counter
      const key = id.slice('notified:'.length).replace(/:\d+$/, '');
      return kind === 'notified' ? [{ key, manager, state }] : [];
    }),
    copies: facts.flatMap(({ id, kind, desk }) =>
      kind === 'copy-asked' && desk === deskId ? [copyKeyOf(id)] : [],
    ),
    hasOthers: facts.some(({ kind }) => kind !== 'notified'),
  };
}
