import { createStore } from 'zustand/vanilla';
import type { Clock } from '../../lib/clock.ts';
import type { Route } from './route.ts';
import { parseRoute } from './route.ts';

export type AddressBar = {
  read(): string;
  push(href: string): void;
  replace(href: string): void;
  onChange(listener: () => void): () => void;
};

export const browserAddressBar = (window: Window): AddressBar => ({
  read: () => window.location.hash,
  push: (href) => window.history.pushState(null, '', href),
  replace: (href) => window.history.replaceState(null, '', href),
  onChange(listener) {
    window.addEventListener('popstate', listener);
    window.addEventListener('hashchange', listener);
    return () => {
      window.removeEventListener('popstate', listener);
      window.removeEventListener('hashchange', listener);
    };
  },
});

const writeAfterMs = 120;

/**
 * The current route. The address bar is updated with a delay when routes replace each other quickly: browsers ignore more than
 * 200 changes in 10 seconds, and holding down `J` makes more.
 */
export function createRouteStore(bar: AddressBar, clock: Clock) {
  let href = bar.read();
  const store = createStore<Route>(() => parseRoute(href));
  let cancelWrite: (() => void) | null = null;
  let writtenAt = Number.NEGATIVE_INFINITY;

  function write(): void {
    cancelWrite?.();
    cancelWrite = null;
    writtenAt = clock.now();
    if (bar.read() !== href) bar.replace(href);
  }

  return {
    ...store,
    href: () => href,
    navigate(next: string, { replace = false }: { readonly replace?: boolean } = {}): void {
      if (next === href) return;
      if (!replace) {
        if (cancelWrite) write();
        bar.push(next);
      }
      href = next;
      if (replace && cancelWrite === null) {
        if (clock.now() - writtenAt >= writeAfterMs) write();
        else cancelWrite = clock.after(writeAfterMs, write);
      }
      store.setState(parseRoute(next), true);
    },
    /** @returns the function that stops it */
    start(): () => void {
      const end = bar.onChange(() => {
        if (bar.read() === href) return;
        cancelWrite?.();
        cancelWrite = null;
        href = bar.read();
        store.setState(parseRoute(href), true);
      });
      return () => {
        write();
        end();
      };
    },
  };
}
