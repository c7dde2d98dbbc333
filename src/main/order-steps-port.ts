import type { DocumentId, OrderId } from '../shared/ids.ts';
import type { Order, WarehouseState } from '../shared/order.ts';

/** The progress of one order, without its content. */
export type OrderSteps = Pick<
  Order,
  'id' | 'source' | 'status' | 'quarantined' | 'receivedAt' | 'notifications'
> & {
  readonly number: string;
  readonly customerName: string;
  readonly partOf: OrderId | null;
  readonly warehouse: WarehouseState;
  readonly placedAt: string | null;
  /** The document it was recorded from; null if it came from an API response or was entered by hand. */
  readonly document: DocumentId | null;
  /** When Google accepted its mail. */
  readonly mailedAt: number | null;
  /** It was backlog on arrival: no notification was due. */
  readonly quiet: boolean;
};
