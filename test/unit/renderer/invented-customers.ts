import type { CustomerDetail, CustomerRow } from '../../../src/shared/customer/view.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { CustomerView } from '../../../src/shared/views.ts';

/** An ordinary customer of the shop, unless a test overrides a field. */
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

/** A customer who is open on their page: with one order, without notes or marks. */
export const customerDetailOf = (
  id: OrderId,
  name: string,
  row: Partial<CustomerRow> = {},
): CustomerDetail => ({
  row: {
    id,
    name,
    phone: null,
    email: null,
    orders: 1,
    firstAt: 1,
    lastAt: 1,
    totals: [],
    sources: ['manual'],
    vip: false,
    barred: null,
    questions: 0,
    cards: 1,
    ...row,
  },
  names: name === '' ? [] : [name],
  phones: [],
  emails: [],
  addresses: [],
  values: [],
  cancelled: 0,
  open: 0,
  favourites: [],
  orders: [],
  parts: [],
  questions: [],
  decisions: [],
  notes: [],
  marks: [],
  people: [],
  drafts: [],
});
