import type { OrderId } from '../../../shared/ids.ts';
import { orderOfLink, splitLink } from '../order-link.ts';
import type { Electron } from './electron.ts';

export type Links = {
  /** Sets the handlers that open links, and opens the waiting link. */
  lead(toOrder: (id: OrderId) => void, toWindow: () => void): void;
};

/**
 * Keeps a link until there is a window. macOS sends one before the app is ready, and a second start may send one while a large
 * ledger is being opened.
 */
export function waitForLinks(app: Electron['app'], first: string | null): Links {
  let waiting = first;
  let go: ((link: string) => void) | null = null;
  let show = (): void => {};
  const follow = (link: string): void => {
    if (go) go(link);
    else waiting = link;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow(url);
  });
  app.on('second-instance', (_event, argv) => {
    const { link } = splitLink(argv);
    if (link === null) show();
    else follow(link);
  });
  return {
    lead(toOrder, toWindow) {
      show = toWindow;
      go = (link) => {
        const id = orderOfLink(link);
        if (id === null) toWindow();
        else toOrder(id);
      };
      if (waiting !== null) go(waiting);
      waiting = null;
    },
  };
}
