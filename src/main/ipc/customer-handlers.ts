import type { Tied } from '../../shared/customer/view.ts';
import type { OrderId } from '../../shared/ids.ts';
import { dayIn } from '../../shared/shop-days.ts';
import type { EraseParts } from '../customers/erase-customer.ts';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { everythingAbout, everythingAsCsv } from '../customers/export-customer.ts';
import { createSayings } from '../customers/say-of-customer.ts';
import { createTies } from '../customers/tie-customers.ts';
import type { Selling } from '../selling/drafts.ts';
import type { Handlers } from './dispatch.ts';

type CustomerHandlers = Pick<
  Handlers,
  | 'customers.list'
  | 'customers.get'
  | 'customers.ofOrder'
  | 'customers.join'
  | 'customers.keepApart'
  | 'customers.part'
  | 'customers.putBack'
  | 'customers.note'
  | 'customers.withdrawNote'
  | 'customers.mark'
  | 'customers.putMarksBack'
  | 'customers.export'
  | 'customers.erase'
  | 'customers.isErased'
>;

export type CustomerHandlerParts = EraseParts & {
  readonly selling: Pick<Selling, 'lookAtLeft'>;
  readonly manager: () => string;
  readonly timeZone: () => string;
  /** SQL that removes erased customers from the rows in BigQuery; null without BigQuery. */
  readonly erasureSql: () => string | null;
};

/** The customers of the shop, each one person over all sources, and the managers' notes on them. */
export function createCustomerHandlers(parts: CustomerHandlerParts): CustomerHandlers {
  const { ledger, clock, selling, manager, timeZone, erasureSql } = parts;
  const ties = createTies(parts);
  const sayings = createSayings({ ...parts, ties });
  const tied = (id: OrderId, before: Tied['before']): Tied => ({ customer: ties.customer(id), before });
  return {
    'customers.list': (filter) => ledger.customerIndex.page(filter),
    'customers.get': ({ id }) => ties.customer(id),
    'customers.ofOrder': ({ id }) => ledger.customerIndex.ofOrder(id),
    'customers.join': ({ lead, other }) => tied(lead, ties.join(lead, other, manager())),
    'customers.keepApart': ({ one, other }) => tied(one, ties.keepApart(one, other, manager())),
    'customers.part': ({ id, part, whole }) => {
      const { before, rest } = ties.part(id, part, whole, manager());
      return tied(rest, before);
    },
    'customers.putBack': ({ id, before }) => {
      ties.idOf(id); // throws before anything is recorded if the id names no customer
      ties.putBack(before, manager());
      return ties.customer(id);
    },
    'customers.note': ({ id, text, about }) => {
      const note = sayings.note(id, text, manager(), about);
      return { customer: ties.customer(id), note };
    },
    'customers.withdrawNote': ({ id, note }) => {
      sayings.withdrawNote(id, note, manager());
      return ties.customer(id);
    },
    'customers.mark': ({ id, mark, on, reason }) => {
      const before = sayings.mark(id, mark, on, reason, manager());
      return { customer: ties.customer(id), before };
    },
    'customers.putMarksBack': ({ id, mark, before }) => {
      sayings.putMarksBack(mark, before, manager());
      return ties.customer(id);
    },
    'customers.export': ({ id, format }) => {
      const everything = everythingAbout(ledger, ties.customer(id));
      const fileName = `customer-${dayIn(timeZone(), clock.now())}.${format}`;
      return format === 'json'
        ? { fileName, type: 'application/json', text: `${JSON.stringify(everything, null, 2)}\n` }
        : { fileName, type: 'text/csv', text: everythingAsCsv(everything) };
    },
    'customers.erase': async ({ id, orders: told }) => {
      // a leftover draft order may have been deleted in Shopify a moment ago
      await selling.lookAtLeft(
        ledger.customerIndex.toEraseWith(ledger.customerIndex.ordersAndParts(id)).drafts,
      );
      return { ...eraseCustomer(parts, { id, told, by: manager() }), sql: erasureSql() };
    },
    'customers.isErased': ({ person }) => ledger.people.isErased(person),
  };
}
