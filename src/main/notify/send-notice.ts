import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Callback, DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Performer } from '../outbox/relay.ts';
import { lateOrdersMessage } from './late-orders.ts';
import type { MessageContext } from './message.ts';
import { newOrderMessage } from './message.ts';
import { lateNoticeKind, noticeKind } from './notice.ts';
import { releasedBy, warehouseWords } from './released-by.ts';
import type { GatherParts, ToTell } from './send-gathered.ts';
import { createGatheredPerformer } from './send-gathered.ts';

export type SendParts = GatherParts & {
  readonly language: () => 'en' | 'uk';
  /** The shop's own text in that language; undefined for the usual one. */
  readonly template: () => string | undefined;
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
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
          (one) => newOrderMessage(one.order, contextOf(parts, one, subscriberId)).content.messages,
        ),
      },
    }),
  });

function contextOf(
  { ledger, clock, holdMs, language, template, sourceName, link, takeButton }: SendParts,
  { message, order }: ToTell,
  subscriberId: SubscriberId,
): MessageContext {
  const released = releasedBy(ledger.orders.warehouseState(order.id), message, {
    now: clock.now(),
    holdMs,
  });
  return {
    language: language(),
    template: template(),
    sourceName: sourceName(order),
    link: link(order),
    warehouse: warehouseWords[released],
    take: takeButton(order, subscriberId),
  };
}

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
  const { ledger, sourceName, link, takeButton } = parts;
  const orders = told.map(({ order }) => order);
  const states = orders.map(({ id }) => ledger.orders.warehouseState(id));
  const isIn = states.every((state) => state === 'committed');
  const warehouse = states.includes('off') ? 'off' : isIn ? 'in' : 'late';
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
