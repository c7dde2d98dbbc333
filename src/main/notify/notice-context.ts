import type { Language } from '../../shared/languages.ts';
import type { Order } from '../../shared/order.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { LateContext } from './late-orders.ts';
import type { MessageContext } from './message.ts';
import { waitedSince } from './notice.ts';
import { releasedBy, warehouseWords } from './released-by.ts';

export type NoticeContextParts = {
  readonly ledger: Pick<Ledger, 'orders'>;
  readonly clock: Clock;
  /** The maximum wait for BigQuery to have the order. */
  readonly holdMs: number;
  readonly language: () => Language;
  /** The shop's own text in that language; undefined for the default. */
  readonly template: () => string | undefined;
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
};

/** The context of one order's notification text. */
export function contextOf(parts: NoticeContextParts, message: OutboxMessage, order: Order): MessageContext {
  const { ledger, clock, holdMs } = parts;
  const state = ledger.orders.warehouseState(order.id);
  const released = releasedBy(state, waitedSince(message), { now: clock.now(), holdMs });
  return {
    language: parts.language(),
    template: parts.template(),
    sourceName: parts.sourceName(order),
    link: parts.link(order),
    warehouse: warehouseWords[released],
  };
}

/** Whether BigQuery has the orders of a summary. */
export function warehouseOf(
  { ledger }: Pick<NoticeContextParts, 'ledger'>,
  orders: readonly Order[],
): LateContext['warehouse'] {
  const states = orders.map(({ id }) => ledger.orders.warehouseState(id));
  if (states.includes('off')) return 'off';
  return states.every((state) => state === 'committed') ? 'in' : 'late';
}
