import type { Database } from './database.ts';

const most = 100;

/**
 * Caches reads until the next write to the database: several independent components read an order that has just arrived.
 */
export function cachedUntilWrite<Key, Value>(
  database: Database,
  read: (key: Key) => Value,
): (key: Key) => Value {
  const known = new Map<Key, { readonly value: Value }>();
  let readAt = database.writes();
  return (key) => {
    if (database.writes() !== readAt || known.size >= most) known.clear();
    readAt = database.writes();
    const found = known.get(key) ?? { value: read(key) };
    known.set(key, found);
    return found.value;
  };
}
