import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Callback, DynamicBlock } from '../manychat/dynamic-block.ts';
import { lateNoticeKind, noticeKind } from '../notice-kinds.ts';
import type { Performer } from '../outbox/relay.ts';
import { lateOrdersMessage } from './late-orders.ts';
import type { MessageContext } from './message.ts';
import { newOrderMessage } from './message.ts';
import type { NoticeContextParts } from './notice-context.ts';
import { contextOf, warehouseOf } from './notice-context.ts';
import type { GatherParts } from './send-gathered.ts';
import { createGatheredPerformer } from './send-gathered.ts';
import type { Told } from './still-to-send.ts';

export type SendParts = GatherParts &
  NoticeContextParts & {
    readonly takeButton: (order: Order, subscriberId: SubscriberId) => Callback | null;
  };

/** The maximum number of messages in one ManyChat request. */
const mostMessages = 10;

/** Notifies a manager of new orders, each in its own message. */
export const createNoticePerformer = (parts: SendParts): Performer =>
  createGatheredPerformer(parts, {
    kind: noticeKind,
    limit: 200,
    most: mostMessages,
    block(told, subscriberId) {
      const each = told.map(
        (one) => newOrderMessage(one.order, contextTo(parts, one, subscriberId)).content.messages,
      );
      // the buttons of a long text are a separate message; without room for them, only the texts are sent
      const messages =
        each.flat().length <= mostMessages ? each.flat() : each.flatMap(([text]) => text ?? []);
      return { version: 'v2', content: { messages } };
    },
  });

/** Notifies a manager of late orders, in one message with a line for each. */
export const createLateOrdersPerformer = (parts: SendParts): Performer =>
  createGatheredPerformer(parts, {
    kind: lateNoticeKind,
    limit: 5_000,
    most: 5_000,
    block: (told, subscriberId) => lateBlock(parts, told, subscriberId),
    together: (count) => `Told in one message with the ${count} orders that had waited`,
  });

function lateBlock(parts: SendParts, told: readonly Told[], subscriberId: SubscriberId): DynamicBlock {
  const [only] = told;
  if (only === undefined || told.length > 1) {
    const { sourceName, language } = parts;
    const orders = told.map(({ order }) => order);
    const warehouse = warehouseOf(parts, orders);
    return lateOrdersMessage(orders.toReversed(), { language: language(), sourceName, warehouse });
  }
  return newOrderMessage(only.order, contextTo(parts, only, subscriberId));
}

const contextTo = (
  parts: SendParts,
  { message, order }: Told,
  subscriberId: SubscriberId,
): MessageContext => ({
  ...contextOf(parts, message, order),
  take: parts.takeButton(order, subscriberId),
});
