import type { Money } from '../../shared/money.ts';
import { normalizePhone } from '../../shared/phone.ts';
import type { CustomerView } from '../../shared/views.ts';
import type { LedgerCustomer, SourceOrders } from '../customers-port.ts';

/**
 * Joins the ledger's customers and Shopify's into one list: the same id, phone or e-mail is the same person. The larger count of
 * Shopify orders is used: Shopify knows older orders, the ledger the latest ones. Orders copied to Shopify count only at their
 * original source.
 */
export function joinCustomers(
  ours: readonly LedgerCustomer[],
  theirs: readonly CustomerView[],
  country: string | null,
): readonly CustomerView[] {
  const left = [...theirs];
  const accounts = new Set(ours.map(({ shopifyId }) => shopifyId));
  const joined = ours.map((our) => {
    // two people may share a phone: the one with the matching account comes first
    const at = left.findIndex((their) =>
      accounts.has(their.shopifyId) && their.shopifyId !== null
        ? our.shopifyId === their.shopifyId
        : isSame(our, their, country),
    );
    const [their] = at < 0 ? [] : left.splice(at, 1);
    return their ? together(our, their) : viewOf(our);
  });
  return [...joined, ...left];
}

function isSame(our: LedgerCustomer, their: CustomerView, country: string | null): boolean {
  const phone = (text: string | null) => text && (normalizePhone(text, country) ?? text);
  const email = (text: string | null) => text?.trim().toLowerCase();
  return (
    (Boolean(our.phone) && phone(our.phone) === phone(their.phone)) ||
    (Boolean(our.email) && email(our.email) === email(their.email))
  );
}

function viewOf({ bySource, copies: _copies, ...customer }: LedgerCustomer): CustomerView {
  return {
    ...customer,
    orders: bySource.reduce((sum, { orders }) => sum + orders, 0),
    spent: added(bySource.flatMap(({ spent }) => spent)),
    sources: bySource.map(({ source }) => source),
    hidden: false,
  };
}

function together(our: LedgerCustomer, their: CustomerView): CustomerView {
  const inLedger = our.bySource.find(({ source }) => source === 'shopify');
  const inShopify: SourceOrders = {
    source: 'shopify',
    orders: their.orders - our.copies.orders,
    spent: without(their.spent, our.copies.spent),
  };
  const isMore = inShopify.orders > (inLedger?.orders ?? 0);
  const view = viewOf({
    ...our,
    bySource: isMore
      ? [...our.bySource.filter(({ source }) => source !== 'shopify'), inShopify]
      : our.bySource,
  });
  return {
    ...view,
    name: view.name || their.name,
    phone: view.phone ?? their.phone,
    email: view.email ?? their.email,
    address: view.address ?? their.address,
    shopifyId: their.shopifyId,
  };
}

const without = (amounts: readonly Money[], less: readonly Money[]): readonly Money[] =>
  amounts
    .map(({ minor, currency }) => ({
      minor: minor - (less.find((one) => one.currency === currency)?.minor ?? 0),
      currency,
    }))
    .filter(({ minor }) => minor > 0);

function added(amounts: readonly Money[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
