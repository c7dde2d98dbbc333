import { utcTime } from '../times.ts';
import type { Node } from './nodes.ts';
import { gid } from './nodes.ts';
import { customerSince } from './people-body.ts';
import type { Address, Buyer } from './types.ts';

export function customerNode(buyer: Buyer, at: number): Node {
  return {
    __typename: 'Customer',
    id: gid('Customer', buyer.customerId),
    legacyResourceId: String(buyer.customerId),
    displayName: `${buyer.first} ${buyer.last}`.trim(),
    firstName: buyer.first,
    lastName: buyer.last,
    email: buyer.email,
    phone: buyer.phone,
    defaultEmailAddress: buyer.email === null ? null : { emailAddress: buyer.email, validFormat: true },
    defaultPhoneNumber: buyer.phone === null ? null : { phoneNumber: buyer.phone },
    defaultAddress: () => addressNode(buyer),
    numberOfOrders: String(buyer.orderIndex),
    locale: buyer.locale,
    tags: [],
    note: null,
    verifiedEmail: true,
    state: 'DISABLED',
    createdAt: utcTime(customerSince(buyer, at)),
    updatedAt: utcTime(at),
  };
}

export const addressNode = (buyer: Pick<Buyer, 'customerId' | 'address'>): Node | null =>
  buyer.address && mailingAddress(buyer.customerId, buyer.address);

export function mailingAddress(id: bigint, address: Address): Node {
  const name = `${address.first} ${address.last}`.trim();
  return {
    id: gid('MailingAddress', id),
    firstName: address.first,
    lastName: address.last,
    name,
    company: null,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    zip: address.zip,
    phone: address.phone,
    province: null,
    provinceCode: null,
    country: 'Ukraine',
    countryCode: 'UA',
    countryCodeV2: 'UA',
    latitude: null,
    longitude: null,
    coordinatesValidated: false,
    formatted: [name, address.address1, address.address2, `${address.city} ${address.zip}`, 'Ukraine'].filter(
      (part) => part !== null && part !== '',
    ),
    formattedArea: `${address.city}, Ukraine`,
  };
}
