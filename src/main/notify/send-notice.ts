import { z } from 'zod';
import type { OrderId, SubscriberId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Callback } from '../manychat/dynamic-block.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import { newOrderMessage } from './message.ts';
import type { NoticeEndsParts } from './notice-ends.ts';
import { noticeEnds, orderNotice } from './notice-ends.ts';
import type { MayTell } from './one-teller.ts';
import { wasToldBy } from './one-teller.ts';
import type { SendOnceParts } from './send-once.ts';
import { sendOnce } from './send-once.ts';

export const noticeKind = 'notify.newOrder';
export const noticeSchema = z.object({ manager: z.string(), subscriberId: subscriberIdSchema }).readonly();

/** Null when the notice itself cannot be read, which may be why it is parked. */
export const managerOf = ({ payload }: Pick<OutboxMessage, 'payload'>): string | null =>
  noticeSchema.safeParse(payload).data?.manager ?? null;

/** Who is still owed a notice, by order; one that is parked has ended. */
export function owedIn(messages: readonly OutboxMessage[]): ReadonlyMap<OrderId, readonly string[]> {
  const owed = new Map<OrderId, string[]>();
  for (const message of messages) {
    const manager = managerOf(message);
    if (message.state === 'parked' || message.orderId === null || manager === null) continue;
    owed.set(message.orderId, [...(owed.get(message.orderId) ?? []), manager]);
  }
  return owed;
}

export type SendParts = NoticeEndsParts &
  SendOnceParts & {
    readonly holdMs: number;
    readonly language: () => 'en' | 'uk';
    readonly sourceName: (order: Order) => string;
    readonly link: (order: Order) => string | undefined;
    /** Whether this desk is the one of several that tells an order; null: of what is no order. */
    readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayTell>;
    readonly takeButton: (order: Order, subscriberId: SubscriberId) => Callback | null;
  };

/** Tells one manager of one new order. */
export function createNoticePerformer(parts: SendParts): Performer {
  const { ledger, clock, holdMs } = parts;

  async function perform(message: OutboxMessage): Promise<Outcome> {
    const { manager, subscriberId } = noticeSchema.parse(message.payload);
    const first = message.orderId === null ? null : ledger.orders.get(message.orderId);
    if (!first) return { done: true };
    const order = (): Order => ledger.orders.get(first.id) ?? first;
    return sendOnce(parts, {
      message,
      subscriberId,
      ends: noticeEnds(parts, message, orderNotice(ledger, message, { orderId: first.id, manager })),
      wasTold: () => wasToldBy(order(), manager),
      reasonToKeepQuiet: () => reasonToKeepQuiet(order()),
      mayTell: () => parts.mayTell(message, order()),
      block: () =>
        newOrderMessage(order(), {
          ...contextOf(order(), message),
          take: parts.takeButton(order(), subscriberId),
        }),
    });
  }

  function contextOf(order: Order, message: OutboxMessage) {
    const state = ledger.orders.warehouseState(order.id);
    // later entries of the order make it pending again: only a notice that has waited its time out is late
    const late = state !== 'committed' && clock.now() >= message.createdAt + holdMs;
    const warehouse = state === 'off' ? ('off' as const) : late ? ('late' as const) : ('in' as const);
    return {
      language: parts.language(),
      sourceName: parts.sourceName(order),
      link: parts.link(order),
      warehouse,
    };
  }

  return { kind: noticeKind, leaseMs: 60_000, limit: 4, perform };
}
