import { entryDataSchemas } from '../../src/shared/entry.ts';

/** Does something as an app does that does not know yet by which way an order is taken. */
export function asOlderApp<T>(work: () => T): T {
  const { taken } = entryDataSchemas;
  Object.assign(entryDataSchemas, { taken: taken.unwrap().omit({ via: true }).readonly() });
  try {
    return work();
  } finally {
    Object.assign(entryDataSchemas, { taken });
  }
}
