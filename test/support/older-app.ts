import { entryDataSchemas } from '../../src/shared/entry.ts';

/**
 * Runs work like an older app. It does not know the channel of a taken order, its buyer, a draft order's name and
 * a person's last message.
 */
export function asOlderApp<T>(work: () => T): T {
  const known = { ...entryDataSchemas };
  Object.assign(entryDataSchemas, {
    taken: known.taken.unwrap().omit({ via: true }).readonly(),
    'draft-linked': known['draft-linked'].unwrap().omit({ subscriberId: true }).readonly(),
    'draft-changed': known['draft-changed'].unwrap().omit({ title: true }).readonly(),
    touched: known.touched.unwrap().omit({ lastWords: true }).readonly(),
  });
  try {
    return work();
  } finally {
    Object.assign(entryDataSchemas, known);
  }
}
