import { createStore } from 'zustand/vanilla';
import type { ConnectionName } from '../../shared/views.ts';

/** What was typed and not yet saved, by field; a field that is not in it was left alone. An empty text removes the value. */
export type Typed = { readonly [name: string]: string };

export type TypedAccount = {
  readonly typed: Typed;
  /** Secrets that are to go once it is saved. */
  readonly removed: ReadonlySet<string>;
};
type All = { readonly [N in ConnectionName]?: TypedAccount };

export const untouched: TypedAccount = { typed: {}, removed: new Set() };

/**
 * What is typed for the accounts: the address of an order that is clicked on takes the setup page away. Nowhere but in memory,
 * for secrets are among it.
 */
export function createTypedAccounts() {
  const store = createStore<All>(() => ({}));
  return {
    ...store,
    change(name: ConnectionName, next: (before: TypedAccount) => TypedAccount): void {
      store.setState((all) => ({ [name]: next(all[name] ?? untouched) }));
    },
  };
}

export const hasTyped = (all: All): boolean =>
  Object.values(all).some(({ typed, removed }) => Object.keys(typed).length > 0 || removed.size > 0);
