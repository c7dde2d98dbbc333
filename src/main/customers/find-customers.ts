import type { Input } from '../../shared/contract.ts';
import type { FoundCustomers } from '../../shared/views.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import { joinCustomers } from './join-customers.ts';
import { askShopify } from './shopify-customers.ts';

export type FindCustomersParts = {
  readonly ledger: Pick<Ledger, 'customers'>;
  /** Null while no shop is connected. */
  readonly client: ShopifyClient | null;
  readonly clock: Clock;
  /** ISO 3166 country of phone numbers without a prefix. */
  readonly country: () => string | null;
};
export type FindCustomers = (asked: Input<'customers.search'>) => Promise<FoundCustomers>;

const most = 8;
const longestMs = 4000;

/** @returns a search for the customers an order may be for; a newer search aborts Shopify's earlier one */
export function createFindCustomers({ ledger, client, clock, country }: FindCustomersParts): FindCustomers {
  const ask = askShopify(client, country);
  let stop = new AbortController();

  return async function findCustomers({ text, shopify }) {
    if (!shopify) {
      const ours = ledger.customers.search(text, most);
      return { customers: joinCustomers(ours, [], country()), shopify: 'not-asked' };
    }
    stop.abort();
    stop = new AbortController();
    const mine = stop;
    // the client retries many times; the person has typed on by then
    const cancelLimit = clock.after(longestMs, () => mine.abort());
    const { asked, customers: theirs } = await ask(text, { signal: mine.signal }).finally(cancelLimit);
    const ours = ledger.customers.search(text, most);
    return { customers: joinCustomers(ours, theirs, country()), shopify: asked };
  };
}
