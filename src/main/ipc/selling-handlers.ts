import { Problem } from '../../shared/problem.ts';
import type { FindCustomers } from '../customers/find-customers.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { Calculate } from '../selling/calculate.ts';
import type { Selling } from '../selling/drafts.ts';
import type { Handlers } from './dispatch.ts';

export type SellingHandlerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly selling: Pick<Selling, 'createDraft'>;
  readonly calculate: Calculate;
  readonly findCustomers: FindCustomers;
  readonly manager: () => string;
  /** Whose products are offered; null while Shopify is not connected. */
  readonly shop: string | null;
  readonly relay: { nudge(): void };
};

type SellingHandlers = Pick<
  Handlers,
  | 'drafts.create'
  | 'drafts.get'
  | 'drafts.list'
  | 'drafts.calculate'
  | 'catalogue.stock'
  | 'catalogue.search'
  | 'people.list'
  | 'customers.search'
  | 'outbox.retry'
>;

const listed = 200;

/** What a manager sells, and to whom. */
export function createSellingHandlers({
  ledger,
  clock,
  selling,
  calculate,
  findCustomers,
  manager,
  shop,
  relay,
}: SellingHandlerParts): SellingHandlers {
  return {
    'drafts.create': (form) => selling.createDraft(form, manager()),
    'drafts.get': ({ id }) => {
      const draft = ledger.drafts.get(id);
      if (!draft) throw new Problem('not-found', `There is no draft order ${id}`);
      return draft;
    },
    'drafts.list': () => ledger.drafts.list(listed),
    'drafts.calculate': calculate,
    'catalogue.stock': ({ variantIds }) => ledger.catalogue.stock(shop, variantIds),
    'catalogue.search': ({ text }) => ledger.catalogue.search(shop, text, 50),
    'people.list': () => ledger.people.list(listed),
    'customers.search': findCustomers,
    'outbox.retry': ({ id }) => {
      ledger.outbox.unpark(id, clock.now());
      relay.nudge();
      return null;
    },
  };
}
