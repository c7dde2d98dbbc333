import type { CustomerFilter } from '../../../shared/customer/view.ts';
import { customerSorts, customerViews } from '../../../shared/customer/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import type { Route } from './route.ts';
import { hrefTo } from './route.ts';

/** Which customers are listed and which one is open; all of it is in the URL. */
export type CustomerPlace = Omit<CustomerFilter, 'offset' | 'limit'> & {
  /** Any order of the open customer. */
  readonly customer: OrderId | null;
};

export function customerPlaceOf({ page, path, params }: Route): CustomerPlace {
  const customer = orderIdSchema.safeParse(params.customer);
  return {
    view: customerViews.find((view) => page === 'customers' && view === path[0]) ?? 'all',
    text: params.q?.slice(0, 200) ?? '',
    sort: customerSorts.find((sort) => sort === params.sort) ?? 'last',
    customer: customer.success ? customer.data : null,
  };
}

export const hrefToCustomers = ({ view, text, sort, customer }: CustomerPlace): string =>
  hrefTo('customers', {
    path: [view],
    params: { q: text, sort: sort === 'last' ? '' : sort, customer: customer ?? '' },
  });

export const hrefToCustomer = (customer: OrderId): string =>
  hrefToCustomers({ view: 'all', text: '', sort: 'last', customer });
