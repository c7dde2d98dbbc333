import { z } from 'zod';
import { parseMoney } from '../../shared/money.ts';
import { isPhoneWriting, normalizePhone } from '../../shared/phone.ts';
import { isProblem } from '../../shared/problem.ts';
import type { AskedShopify, CustomerView } from '../../shared/views.ts';
import { customersQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';

const text = z.string().nullish();
const customerSchema = z.object({
  id: z.string(),
  firstName: text,
  lastName: text,
  numberOfOrders: z.coerce.number(),
  amountSpent: z
    .object({ amount: z.string(), currencyCode: z.string() })
    .transform(({ amount, currencyCode }) => parseMoney(amount, currencyCode)),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullish(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullish(),
  defaultAddress: z.object({ address1: text, address2: text, city: text, zip: text }).nullish(),
});
type ShopifyCustomer = z.infer<typeof customerSchema>;
const answerSchema = z.object({ customers: z.object({ nodes: z.array(customerSchema) }) });

export type ShopifyAnswer = {
  readonly asked: AskedShopify;
  readonly customers: readonly CustomerView[];
};

/** @returns a search among Shopify's customers; an error becomes an empty result that says so */
export const askShopify =
  (client: ShopifyClient | null, country: () => string | null) =>
  async (typed: string, options: CallOptions): Promise<ShopifyAnswer> => {
    if (!client) return { asked: 'not-connected', customers: [] };
    const query = customerSearch(typed, country());
    if (query === null) return { asked: 'asked', customers: [] };
    try {
      const variables = { first: 8, query };
      const { data, denied } = await client.queryPartly(customersQuery, variables, answerSchema, options);
      const withheld = new Set(denied.map((path) => path[2]));
      return {
        asked: 'asked',
        customers: data.customers.nodes.map((node, index) => viewOf(node, withheld.has(index))),
      };
    } catch (error) {
      if (!isProblem(error)) throw error;
      return { asked: error.kind === 'refused' ? 'no-access' : 'no-answer', customers: [] };
    }
  };

/**
 * The typed text in Shopify's search syntax: a whole phone or e-mail by its own field, anything else as word prefixes. Only
 * letters and digits are kept, so that nothing typed becomes an operator.
 * @returns null when nothing is left to search for
 */
export function customerSearch(typed: string, country: string | null): string | null {
  const asked = typed.trim();
  if (z.email().safeParse(asked).success) return `email:"${asked.replace(/["\\]/g, '')}"`;
  const phone = isPhoneWriting(asked) ? normalizePhone(asked, country) : null;
  if (phone !== null) return `phone:${phone}`;
  const words = (asked.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1 && !['and', 'or', 'not'].includes(word));
  return words.length === 0
    ? null
    : words
        .slice(0, 6)
        .map((word) => `${word}*`)
        .join(' ');
}

function viewOf(customer: ShopifyCustomer, isWithheld: boolean): CustomerView {
  const { defaultAddress: at } = customer;
  const address = [at?.address1, at?.address2, [at?.city, at?.zip].filter(Boolean).join(' ')];
  return {
    key: customer.id,
    name: [customer.firstName, customer.lastName].filter(Boolean).join(' '),
    phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    // a city alone is no delivery address
    address: at?.address1 ? address.filter(Boolean).join(', ') : null,
    shopifyId: customer.id,
    subscriberId: null,
    orders: customer.numberOfOrders,
    spent: customer.amountSpent.minor > 0 ? [customer.amountSpent] : [],
    lastOrder: null,
    sources: customer.numberOfOrders > 0 ? ['shopify'] : [],
    hidden: isWithheld,
  };
}
