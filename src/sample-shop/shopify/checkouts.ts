import { randomBytes } from 'node:crypto';
import type { Clock } from '../../main/ports.ts';
import type { Drafts } from './drafts.ts';
import type { Buyer, Draft, ShopOrder } from './types.ts';

/** The content of an opened link: the draft order at that time. */
export type Checkout = {
  readonly token: string;
  readonly draft: Draft;
  readonly buyer: Buyer;
  readonly openedAt: number;
};
export type CheckoutsParts = {
  readonly clock: Clock;
  readonly drafts: Drafts;
  readonly onOpened: (checkout: Checkout) => void;
};

/**
 * Checkouts of draft orders. An opened checkout keeps its content. An update or deletion of the draft order only detaches it; its
 * order is then made while the draft order stays open.
 */
export function createCheckouts({ clock, drafts, onOpened }: CheckoutsParts) {
  const opened = new Map<string, Checkout>();
  const paid = new Map<string, ShopOrder>();

  return {
    find: (token: string) => opened.get(token),
    orderOf: (token: string) => paid.get(token),
    /** The checkout of a link; the same one when it is opened again. */
    open(draft: Draft): Checkout {
      const known = [...opened.values()].find(
        (one) => one.draft.id === draft.id && !paid.has(one.token) && drafts.isAttached(one.draft),
      );
      if (known) return known;
      const token = randomBytes(16).toString('hex');
      const checkout = { token, draft, buyer: drafts.buyerOf(draft), openedAt: clock.now() };
      opened.set(token, checkout);
      onOpened(checkout);
      return checkout;
    },
    /** Pays once: a second call returns the same order. */
    pay({ token, draft }: Checkout, buyer: Buyer): ShopOrder {
      const before = paid.get(token);
      if (before) return before;
      const order = drafts.complete(draft, buyer, 'paid');
      paid.set(token, order);
      return order;
    },
  };
}
export type Checkouts = ReturnType<typeof createCheckouts>;
