import type { Source } from '../shared/ids.ts';
import type { Money } from '../shared/money.ts';
import type { CustomerView } from '../shared/views.ts';

/** What one customer's orders of one source come to. */
export type SourceOrders = {
  readonly source: Source;
  readonly orders: number;
  /** By currency; cancelled orders are left out. */
  readonly spent: readonly Money[];
};
export type LedgerCustomer = Omit<CustomerView, 'orders' | 'spent' | 'sources' | 'hidden'> & {
  readonly bySource: readonly SourceOrders[];
  /** Orders of Shopify that another order tells, so that `bySource` has them there; spent is what was paid of them. */
  readonly copies: Omit<SourceOrders, 'source'>;
};

/** Whom orders are from, who is one person as the customer index has it, and people who wrote to the bot. */
export interface Customers {
  /** Newest order or touch first; none for less than two signs. */
  search(text: string, limit: number): readonly LedgerCustomer[];
}
