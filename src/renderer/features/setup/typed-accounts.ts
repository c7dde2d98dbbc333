import { createStore } from 'zustand/vanilla';
import type { ConnectionName } from '../../../shared/views.ts';
import { ownStore } from '../../state/queries/own-store.ts';

/** Unsaved input by field; an unchanged field is missing. An empty text removes the value. */
export type Typed = { readonly [name: string]: string };

export type TypedAccount = {
  readonly typed: Typed;
  /** Secrets to remove at the next save. */
  readonly removed: ReadonlySet<string>;
};
type All = { readonly [N in ConnectionName]?: TypedAccount };

export const untouched: TypedAccount = { typed: {}, removed: new Set() };

/** Unsaved account input. It survives leaving the setup page, but stays in memory only, because it holds secrets. */
function createTypedAccounts() {
  const store = createStore<All>(() => ({}));
  return {
    ...store,
    change(name: ConnectionName, next: (before: TypedAccount) => TypedAccount): void {
      store.setState((all) => ({ [name]: next(all[name] ?? untouched) }));
    },
  };
}

const hasTyped = (all: All): boolean =>
  Object.values(all).some(({ typed, removed }) => Object.keys(typed).length > 0 || removed.size > 0);

export const typedAccountsStore = ownStore(({ working }) => {
  const store = createTypedAccounts();
  store.subscribe((all) => working.set('accounts', hasTyped(all)));
  return store;
});
