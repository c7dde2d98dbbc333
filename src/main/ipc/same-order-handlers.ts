import type { OrderId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { OrderDetail } from '../../shared/views.ts';
import type { SameOrders } from '../intake/same-order/decide-same.ts';
import type { Ledger } from '../ports.ts';
import type { Handlers } from './dispatch.ts';

type SameOrderHandlers = Pick<Handlers, 'orders.merge' | 'orders.keepBoth' | 'orders.undoSame'>;

export type SameOrderHandlerParts = {
  readonly ledger: Ledger;
  readonly same: SameOrders;
  readonly manager: () => string;
};

/** A manager's decisions on two orders that may be one. */
export function createSameOrderHandlers({ ledger, same, manager }: SameOrderHandlerParts): SameOrderHandlers {
  const detail = (id: OrderId): OrderDetail => {
    const found = ledger.orders.detail(id);
    if (!found) throw new Problem('not-found', `There is no order ${id}`);
    return found;
  };
  return {
    'orders.merge': ({ keep, drop }) => {
      same.merge(keep, drop, manager());
      return detail(keep);
    },
    'orders.keepBoth': ({ id, other }) => {
      same.keepBoth(id, other, manager());
      return detail(id);
    },
    'orders.undoSame': ({ id, other, made }) => {
      same.undo(id, other, manager(), made);
      return detail(id);
    },
  };
}
