import type { OrderId } from '../../../shared/ids.ts';
import { orderOfLink } from '../order-link.ts';
import type { Electron } from './electron.ts';

export type Links = {
  follow(link: string): void;
  /** From now on, and with the one that waits. */
  lead(toOrder: (id: OrderId) => void, toWindow: () => void): void;
};

/** macOS tells of a link before the app is ready, and of one that starts it too; it waits until there is a window. */
export function waitForLinks(app: Electron['app'], first: string | null): Links {
  let waiting = first;
  let go: ((link: string) => void) | null = null;
  const follow = (link: string): void => {
    if (go) go(link);
    else waiting = link;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow(url);
  });
  return {
    follow,
    lead(toOrder, toWindow) {
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
