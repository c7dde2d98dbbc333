import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { OrderContent } from '../../../shared/order.ts';
import { storedPhone } from '../../../shared/phone.ts';
import type { BodyAddress, OrderBody } from './read-order-body.ts';
import { words } from './read-order-given.ts';

type People = Pick<OrderContent, 'customer' | 'recipient' | 'address'>;

/**
 * The order's own data on the buyer has priority over the customer record, because it is newer.
 * @param country ISO 3166 country of the shop, for phones without a prefix and without an address
 */
export function peopleOf(body: OrderBody, country: string | null): People {
  const { customer, shipping_address: shipping, billing_address: billing } = body;
  const home = customer?.default_address;
  const name =
    fullName(customer?.first_name, customer?.last_name) ??
    nameOf(billing) ??
    nameOf(shipping) ??
    nameOf(home);
  const [billed, shipped, kept] = [billing, shipping, home].map((address) => phoneOf(address, country));
  const phone = [written(body.phone, country), written(customer?.phone, country), billed, shipped, kept].find(
    Boolean,
  );
  const email = [body.email, body.contact_email, customer?.email].map(words).find(Boolean);
  const recipient = omitUndefined({
    name: differing(nameOf(shipping), name),
    phone: differing(shipped, phone),
  });
  return {
    customer: omitUndefined({ name, phone, email, id: customer?.id ?? undefined }),
    ...omitUndefined({
      recipient: Object.keys(recipient).length > 0 ? recipient : undefined,
      address: addressLine(shipping) ?? addressLine(billing) ?? addressLine(home),
    }),
  };
}

/**
 * Web checkout requires an e-mail or a phone. If both are missing, Shopify withholds them: the app has no access to protected
 * customer data, or the plan does not include it.
 */
export const isCustomerHidden = ({ customer }: People, soldThrough: string | undefined): boolean =>
  soldThrough === 'web' &&
  customer.email === undefined &&
  customer.phone === undefined &&
  customer.name === undefined;

const written = (phone: string | null | undefined, country: string | null): string | undefined => {
  const text = words(phone);
  return text && storedPhone(text, country);
};

/** A phone belongs to the country of its address, which is not always the shop's. */
const phoneOf = (address: BodyAddress, country: string | null): string | undefined =>
  written(address?.phone, words(address?.country_code) ?? country);

const nameOf = (address: BodyAddress): string | undefined =>
  fullName(address?.first_name, address?.last_name) ?? words(address?.name);

const fullName = (first: string | null | undefined, last: string | null | undefined): string | undefined =>
  words([words(first), words(last)].filter(Boolean).join(' '));

const differing = (value: string | undefined, from: string | undefined): string | undefined =>
  value === from ? undefined : value;

const addressLine = (address: BodyAddress): string | undefined =>
  address
    ? words(
        [
          address.company,
          address.address1,
          address.address2,
          address.city,
          address.province,
          address.zip,
          address.country,
        ]
          .map(words)
          .filter(Boolean)
          .join(', '),
      )
    : undefined;
