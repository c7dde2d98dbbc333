import { isDone } from '../../shared/order.ts';
import type { OrderAction } from '../../shared/order-actions.ts';
import type { OrderRow } from '../../shared/views.ts';

/** The fields of an order that an action can change; rows and open orders have them. */
export type Worked = Pick<
  OrderRow,
  'status' | 'paymentStatus' | 'takenBy' | 'assignee' | 'tags' | 'snoozedUntil'
>;

/** Applies an action to an order. An order that the action cannot apply to is returned unchanged. */
export function asDone<T extends Worked>(order: T, deed: OrderAction, manager: string): T {
  switch (deed.kind) {
    case 'take':
      return order.status === 'new' ? { ...order, status: 'taken', takenBy: manager } : order;
    case 'status':
      // the user's own order returns to it; any other order is taken
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
