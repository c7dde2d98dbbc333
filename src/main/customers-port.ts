import type { Source } from '../shared/ids.ts';
import type { Money } from '../shared/money.ts';
import type { CustomerView } from '../shared/views.ts';

/** Totals of one customer's orders of one source. */
export type SourceOrders = {
  readonly source: Source;
  readonly orders: number;
  /** By currency; without cancelled orders. */
  readonly spent: readonly Money[];
};
export type LedgerCustomer = Omit<CustomerView, 'orders' | 'spent' | 'sources' | 'hidden'> & {
  readonly bySource: readonly SourceOrders[];
  /** Shopify orders that are part of another order, which `bySource` counts already; `spent` is what was paid on them. */
  readonly copies: Omit<SourceOrders, 'source'>;
};

/** Customers as the customer index merges them, and people who wrote to the bot. */
export interface Customers {
  /** Latest order or contact first; empty for less than two characters. */
  search(text: string, limit: number): readonly LedgerCustomer[];
}
