import { entryDataSchemas } from '../../src/shared/entry.ts';

/**
 * Does something as an app does that does not know yet by which way an order is taken and who bought it in Messenger, what a
 * draft order is called and what a person wrote last.
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
