import type { Language } from '../../shared/languages.ts';
import type { Order, ReleasedBy } from '../../shared/order.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { NotificationChannel } from './channel.ts';
import { reasonToKeepQuiet, wasToldBy } from './may-notify.ts';
import type { MessageContext } from './message.ts';
import { lateOrdersContent, newOrderContent } from './message.ts';
import { managerOf, waitedSince } from './notice.ts';
import type { NoticeRecord } from './notice-ends.ts';
import type { Topic } from './send-once.ts';

export type OrderNoticeParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The maximum wait for BigQuery to have the order. */
  readonly holdMs: number;
  readonly language: () => Language;
  /** The shop's own text in that language; undefined for the default. */
  readonly template: () => string | undefined;
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
  /** Enqueues it for another channel than this. @returns whether there is one */
  readonly handOver: (message: OutboxMessage, manager: string, channel: NotificationChannel) => boolean;
};

type Waits = Pick<OrderNoticeParts, 'ledger' | 'holdMs'>;

/** What released a notification of an order that is sent at this time. */
function releasedBy({ ledger, holdMs }: Waits, message: OutboxMessage, at: number): ReleasedBy {
  if (message.orderId === null) return 'committed';
  const state = ledger.orders.warehouseState(message.orderId);
  if (state === 'off') return 'no-warehouse';
  // later events of the order make it pending again: only a notification after its maximum wait is late
  return state !== 'committed' && at >= waitedSince(message) + holdMs ? 'waited' : 'committed';
}
const warehouseWords = { committed: 'in', waited: 'late', 'no-warehouse': 'off' } as const;

/** How the outcome of an order's notification is recorded. */
export function orderRecord(
  parts: Waits & Pick<OrderNoticeParts, 'handOver'>,
  message: OutboxMessage,
  channel: NotificationChannel,
): NoticeRecord {
  const { orderId } = message;
  const manager = managerOf(message);
  if (orderId === null || manager === null) throw new Error('a notice without its order or manager');
  return {
    id: `notified:${message.key}`,
    events: () => parts.ledger.entries.ofOrder(orderId),
    event: (end) => ({
      orderId,
      kind: 'notified',
      data: { manager, channel: channel.way, ...end, releasedBy: releasedBy(parts, message, end.at) },
    }),
    handOver: () => parts.handOver(message, manager, channel),
  };
}

/** Notifications of new orders: each alone, or several late ones in one message. */
export function orderNotices(parts: OrderNoticeParts): Topic {
  const { ledger, clock, language, sourceName } = parts;

  const contextOf = (message: OutboxMessage, order: Order): MessageContext => ({
    language: language(),
    template: parts.template(),
    sourceName: sourceName(order),
    link: parts.link(order),
    warehouse: warehouseWords[releasedBy(parts, message, clock.now())],
  });

  /** Whether BigQuery has all orders of a summary. */
  function warehouseOf(orders: readonly Order[]): MessageContext['warehouse'] {
    const states = orders.map(({ id }) => ledger.orders.warehouseState(id));
    if (states.includes('off')) return 'off';
    return states.every((state) => state === 'committed') ? 'in' : 'late';
  }

  return {
    subjectOf(message, channel) {
      const order = () => (message.orderId === null ? null : ledger.orders.get(message.orderId));
      const manager = managerOf(message) ?? '';
      return {
        record: orderRecord(parts, message, channel),
        order,
        wasSent() {
          const current = order();
          return current === null || wasToldBy(current, manager);
        },
        reasonToKeepQuiet() {
          const current = order();
          return current && reasonToKeepQuiet(current);
        },
        reasonToWait: () => null,
      };
    },
    contentOf(items) {
      const known = items.flatMap(({ message, subject }) => {
        const order = subject.order();
        return order === null ? [] : [{ message, order }];
      });
      const [only] = known;
      if (only && known.length === 1) return newOrderContent(only.order, contextOf(only.message, only.order));
      const orders = known.map(({ order }) => order).toReversed();
      return lateOrdersContent(orders, { language: language(), sourceName, warehouse: warehouseOf(orders) });
    },
    together: (count) => `Sent in one message with the ${count} waiting orders`,
  };
}
