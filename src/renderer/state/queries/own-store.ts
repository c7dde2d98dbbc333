import type { AppEvent } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/languages.ts';
import type { Client } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import type { createWorking } from '../working.ts';
import { createQueryStore } from './query-store.ts';

/** What a store of one feature may use. */
export type StoreParts = {
  readonly client: Client;
  readonly clock: Clock;
  readonly language: () => Language;
  readonly working: ReturnType<typeof createWorking>;
  /** Calls back when the window shows another shop, so that the data of the previous one is dropped. */
  readonly onOtherShop: (forget: () => void) => void;
};

/**
 * A store that one feature owns: created when the feature first uses it, once for each window.
 * @param forget drops the data of the previous shop, when the window shows another one
 */
export function ownStore<T>(
  create: (parts: StoreParts) => T,
  forget?: (store: T) => void,
): (parts: StoreParts) => T {
  const created = new WeakMap<StoreParts, { readonly store: T }>();
  return (parts) => {
    const found = created.get(parts);
    if (found) return found.store;
    const store = create(parts);
    created.set(parts, { store });
    if (forget) parts.onOtherShop(() => forget(store));
    return store;
  };
}

type Query<T> = {
  readonly ask: (client: Client) => Promise<T>;
  readonly when: (event: AppEvent) => boolean;
  readonly everyMs?: number;
};

/** A value from main that one feature shows. The feature starts it while it is on screen. */
export const ownQuery = <T>({ ask, when, everyMs }: Query<T>) =>
  ownStore(
    ({ client, clock }) =>
      createQueryStore({
        client,
        clock,
        ask: () => ask(client),
        when,
        ...(everyMs !== undefined && { everyMs }),
      }),
    (store) => void store.forget(),
  );
