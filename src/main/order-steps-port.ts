import type { DocumentId, OrderId } from '../shared/ids.ts';
import type { Order, WarehouseState } from '../shared/order.ts';

/** How far one order has got, without what is in it. */
export type OrderSteps = Pick<
  Order,
  'id' | 'source' | 'status' | 'quarantined' | 'receivedAt' | 'notifications'
> & {
  readonly number: string;
  readonly customerName: string;
  readonly partOf: OrderId | null;
  readonly warehouse: WarehouseState;
  readonly placedAt: string | null;
  /** What it was recorded from; null for one that came by an answer of the source, or by hand. */
  readonly document: DocumentId | null;
  /** When Google accepted the mail it came in. */
  readonly mailedAt: number | null;
  /** It was history when it came: nobody was to be told. */
  readonly quiet: boolean;
};
