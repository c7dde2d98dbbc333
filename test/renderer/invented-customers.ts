import type { CustomerView } from '../../src/shared/views.ts';

/** A customer of the shop, ordinary wherever nothing else is said. */
export const customerOf = (phone: string, parts: Partial<CustomerView> = {}): CustomerView => ({
  key: phone,
  name: 'Olena Kovalenko',
  phone,
  email: null,
  address: null,
  shopifyId: null,
  subscriberId: null,
  orders: 1,
  spent: [],
  lastOrder: null,
  sources: ['shopify'],
  hidden: false,
  ...parts,
});
