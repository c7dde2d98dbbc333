import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Callback, DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Performer } from '../outbox/relay.ts';
import { lateOrdersMessage } from './late-orders.ts';
import { newOrderMessage } from './message.ts';
import { lateNoticeKind, noticeKind } from './notice.ts';
import type { NoticeContextParts } from './notice-context.ts';
import { contextOf, warehouseOf } from './notice-context.ts';
import type { GatherParts, ToTell } from './send-gathered.ts';
import { createGatheredPerformer } from './send-gathered.ts';

export type SendParts = GatherParts &
  NoticeContextParts & {
    readonly takeButton: (order: Order, subscriberId: SubscriberId) => Callback | null;
  };

/** Messages that ManyChat takes in one request. */
const mostMessages = 10;

/** Tells a manager of new orders, each in a message of its own. */
export const createNoticePerformer = (parts: SendParts): Performer =>
  createGatheredPerformer(parts, {
    kind: noticeKind,
    limit: 200,
    most: mostMessages,
    block: (told, subscriberId) => ({
      version: 'v2',
      content: {
        messages: told.flatMap(
          ({ message, order }) =>
            newOrderMessage(order, {
              ...contextOf(parts, order, message.createdAt),
              take: parts.takeButton(order, subscriberId),
            }).content.messages,
        ),
      },
    }),
  });

/** Tells a manager of all that came while nobody could be told, in one message with a line for each. */
export const createLateOrdersPerformer = (parts: SendParts): Performer =>
  createGatheredPerformer(parts, {
    kind: lateNoticeKind,
    limit: 5_000,
    most: 5_000,
    block: (told, subscriberId) => lateBlock(parts, told, subscriberId),
    together: (count) => `Told in one message with the ${count} orders that had waited`,
  });

function lateBlock(parts: SendParts, told: readonly ToTell[], subscriberId: SubscriberId): DynamicBlock {
  const { sourceName, link, takeButton } = parts;
  const orders = told.map(({ order }) => order);
  const warehouse = warehouseOf(parts, orders);
  const language = parts.language();
  const [only] = orders;
  if (only === undefined || orders.length > 1) {
    return lateOrdersMessage(orders.toReversed(), { language, sourceName, warehouse });
  }
  return newOrderMessage(only, {
    language,
    template: parts.template(),
    sourceName: sourceName(only),
    link: link(only),
    warehouse,
    take: takeButton(only, subscriberId),
  });
}
