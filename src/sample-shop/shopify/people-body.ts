import { currency } from '../catalogue.ts';
import { kyivTime } from '../times.ts';
import type { Address, Buyer } from './types.ts';

const place = {
  company: null,
  // the city is its own region, so the checkout asks for none
  province: null,
  province_code: null,
  country: 'Ukraine',
  country_code: 'UA',
} as const;

export const addressBody = (address: Address): object => ({
  first_name: address.first,
  last_name: address.last,
  name: `${address.first} ${address.last}`.trim(),
  address1: address.address1,
  address2: address.address2,
  city: address.city,
  zip: address.zip,
  phone: address.phone,
  latitude: null,
  longitude: null,
  ...place,
});

/** The time a buyer became a customer, for an order placed at this time. */
export const customerSince = ({ orderIndex }: Buyer, at: number): number => at - orderIndex * 86_400_000;

export function customerBody(buyer: Buyer, at: number): object {
  const consent = { state: 'not_subscribed', opt_in_level: 'single_opt_in', consent_updated_at: null };
  return {
    id: buyer.customerId,
    admin_graphql_api_id: `gid://shopify/Customer/${buyer.customerId}`,
    created_at: kyivTime(customerSince(buyer, at)),
    updated_at: kyivTime(at),
    first_name: buyer.first,
    last_name: buyer.last,
    email: buyer.email,
    phone: buyer.phone,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    tax_exemptions: [],
    tags: '',
    currency,
    email_marketing_consent: consent,
    sms_marketing_consent: buyer.phone === null ? null : { ...consent, consent_collected_from: 'OTHER' },
    default_address: buyer.address && {
      id: buyer.customerId + 1_000_000n,
      customer_id: buyer.customerId,
      ...addressBody(buyer.address),
      country_name: place.country,
      default: true,
    },
  };
}
