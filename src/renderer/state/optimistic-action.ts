import { isDone } from '../../shared/order.ts';
import type { OrderAction } from '../../shared/order-actions.ts';
import type { OrderRow } from '../../shared/views.ts';

/** What a deed can change of an order; a row has it, and so does an order that is open. */
export type Worked = Pick<
  OrderRow,
  'status' | 'paymentStatus' | 'takenBy' | 'assignee' | 'tags' | 'snoozedUntil'
>;

/** How an order looks once a deed is done to it. What a deed cannot be done to looks as before. */
export function asDone<T extends Worked>(order: T, deed: OrderAction, manager: string): T {
  switch (deed.kind) {
    case 'take':
      return order.status === 'new' ? { ...order, status: 'taken', takenBy: manager } : order;
    case 'status':
      // one's own goes back to it; any other is taken
      if (deed.status === 'taken' && order.takenBy !== manager) {
        return asDone(order, { kind: 'take' }, manager);
      }
      return { ...order, status: deed.status };
    case 'payment':
      return { ...order, paymentStatus: deed.paymentStatus };
    case 'tag':
      if (order.tags.includes(deed.tag) === deed.on) return order;
      return {
        ...order,
        tags: deed.on ? [...order.tags, deed.tag] : order.tags.filter((tag) => tag !== deed.tag),
      };
    case 'assign':
      return { ...order, assignee: deed.manager };
    case 'snooze': {
      if (deed.until !== null && isDone(order.status)) return order;
      const taken = deed.until === null ? order : asDone(order, { kind: 'take' }, manager);
      return { ...taken, snoozedUntil: deed.until };
    }
  }
}

export const workedOf = ({
  status,
  paymentStatus,
  takenBy,
  assignee,
  tags,
  snoozedUntil,
}: Worked): Worked => ({ status, paymentStatus, takenBy, assignee, tags, snoozedUntil });
