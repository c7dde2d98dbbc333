import type { SubscriberId } from '../../shared/ids.ts';
import type { ChatLink } from '../../shared/views.ts';
import type { FindCustomers } from '../customers/find-customers.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { Calculate } from '../selling/calculate.ts';
import type { Handlers } from './dispatch.ts';

export type SellingHandlerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly calculate: Calculate;
  readonly findCustomers: FindCustomers;
  /** The shop that sells the products; null while Shopify is not connected. */
  readonly shop: string | null;
  readonly relay: { nudge(): void };
};

type SellingHandlers = Pick<
  Handlers,
  | 'drafts.calculate'
  | 'catalogue.stock'
  | 'catalogue.variants'
  | 'catalogue.search'
  | 'chats.list'
  | 'customers.search'
  | 'outbox.retry'
>;

const listed = 200;

/** Commands for selling: draft prices, products and customers. */
export function createSellingHandlers({
  ledger,
  clock,
  calculate,
  findCustomers,
  shop,
  relay,
}: SellingHandlerParts): SellingHandlers {
  function linkOf(person: SubscriberId): ChatLink | null {
    const draft = ledger.drafts.lastOfPerson(person);
    if (!draft) return null;
    const { id, state, total, orderId, changedAt } = draft;
    return { id, state, total, orderId, changedAt };
  }

  return {
    'drafts.calculate': calculate,
    'catalogue.stock': ({ variantIds }) => ledger.catalogue.stock(shop, variantIds),
    'catalogue.variants': ({ productId }) => ledger.catalogue.variants(shop, productId),
    'catalogue.search': ({ text }) => ledger.catalogue.search(shop, text, 50),
    'chats.list': () =>
      ledger.people.list(listed).map((person) => ({ ...person, link: linkOf(person.subscriberId) })),
    'customers.search': findCustomers,
    'outbox.retry': ({ id }) => {
      ledger.outbox.unpark(id, clock.now());
      relay.nudge();
      return null;
    },
  };
}
