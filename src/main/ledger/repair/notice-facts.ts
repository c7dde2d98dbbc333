import type { OrderId } from '../../../shared/ids.ts';
import { text } from '../columns.ts';
import type { Database } from '../database.ts';

/** What the facts about the end of a notice begin with: of a new order, and of anything else. */
const heads = ['notified:', 'told:'] as const;

/** How the notice of a message ended last, by the facts; what was sent was sent, whatever was said after it. */
export function endOf(database: Database, key: string): string | null {
  const ends = heads.flatMap((head) =>
    database.all(
      `SELECT data ->> '$.state' AS state FROM entries WHERE id = ?1 OR (id > ?1 || ':' AND id < ?1 || ';') ORDER BY row`,
      `${head}${key}`,
    ),
  );
  const states = ends.map(({ state }) => String(state));
  return states.includes('sent') ? 'sent' : (states.at(-1) ?? null);
}

/** The keys of the notices of an order that ended, however they did, and of its copies that are not made yet, by the facts. */
export function keysInFacts(database: Database, orderId: OrderId) {
  const facts = database
    .all(
      `SELECT id, kind FROM entries WHERE order_id = ? AND kind IN ('notified', 'copy-asked', 'copy-linked') ORDER BY row`,
      orderId,
    )
    .map((row) => ({ id: text(row, 'id'), kind: text(row, 'kind') }));
  const isMade = facts.some(({ kind }) => kind === 'copy-linked');
  const keysOf = (wanted: string, keyOf: (id: string) => string): readonly string[] => [
    ...new Set(facts.flatMap(({ id, kind }) => (kind === wanted ? [keyOf(id)] : []))),
  ];
  return {
    // the fact of what was sent has the name itself, the others are counted behind it
    ended: keysOf('notified', (id) => id.slice('notified:'.length).replace(/:\d+$/, '')),
    copies: isMade ? [] : keysOf('copy-asked', (id) => id.replace(/^copy-asked:/, 'copy:')),
  };
}

/**
 * Keeps the keys of what a desk has sent and of which no message is left, so that it is not owed again.
 * To be called once every other message is here, for these take the numbers that are free then.
 */
export function keepSent(database: Database, deskId: string): void {
  for (const head of heads) {
    database.run(
      `INSERT OR IGNORE INTO messages (kind, key, order_id, payload, attempts, created_at, not_before, state)
       SELECT 'lost', substr(id, length(?1) + 1), order_id, 'null', 1, at, at, 'done' FROM entries
       WHERE id > ?1 AND id < substr(?1, 1, length(?1) - 1) || ';' AND desk = ?2 AND data ->> '$.state' = 'sent'`,
      head,
      deskId,
    );
  }
}
