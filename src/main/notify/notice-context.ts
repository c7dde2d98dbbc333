import type { Order } from '../../shared/order.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { LateContext } from './late-orders.ts';
import type { MessageContext } from './message.ts';

export type NoticeContextParts = {
  readonly ledger: Pick<Ledger, 'orders'>;
  readonly clock: Clock;
  /** How long a notice waits for the warehouse to have the order. */
  readonly holdMs: number;
  readonly language: () => 'en' | 'uk';
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
};

/** What a notice of one order says beside it. @param owedAt since when it was owed, epoch milliseconds */
export function contextOf(parts: NoticeContextParts, order: Order, owedAt: number): MessageContext {
  const state = parts.ledger.orders.warehouseState(order.id);
  // later entries of the order make it pending again: only a notice that has waited its time out is late
  const late = state !== 'committed' && parts.clock.now() >= owedAt + parts.holdMs;
  return {
    language: parts.language(),
    sourceName: parts.sourceName(order),
    link: parts.link(order),
    warehouse: state === 'off' ? 'off' : late ? 'late' : 'in',
  };
}

/** Whether the warehouse has orders that are told together. */
export function warehouseOf(
  { ledger }: Pick<NoticeContextParts, 'ledger'>,
  orders: readonly Order[],
): LateContext['warehouse'] {
  const states = orders.map(({ id }) => ledger.orders.warehouseState(id));
  if (states.includes('off')) return 'off';
  return states.every((state) => state === 'committed') ? 'in' : 'late';
}
