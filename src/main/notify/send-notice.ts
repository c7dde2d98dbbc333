import { z } from 'zod';
import type { OrderId, SubscriberId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { Callback } from '../manychat/dynamic-block.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { Manychat } from './manychat.ts';
import { mayBeSent, reasonToKeepQuiet } from './may-be-sent.ts';
import { newOrderMessage } from './message.ts';
import type { NoticeEndsParts } from './notice-ends.ts';
import { isMarked, mark, noticeEnds } from './notice-ends.ts';
import type { MayTell } from './one-teller.ts';
import { notOurs, wasToldBy } from './one-teller.ts';
import { releasedBy, warehouseWords } from './released-by.ts';

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

export type SendParts = NoticeEndsParts & {
  /** Null while ManyChat is not connected. */
  readonly manychat: () => Manychat | null;
  readonly language: () => 'en' | 'uk';
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
  /** Whether this desk is the one of several that tells an order. */
  readonly mayTell: (message: OutboxMessage, order: Order) => Promise<MayTell>;
  readonly takeButton: (order: Order, subscriberId: SubscriberId) => Callback | null;
};

/**
 * Sends one notice, by itself at most once. ManyChat has no key that would make a repeated message harmless, so the
 * intention is written down before anything leaves and taken back together with what became of it:
 *
 *   lease, look whether it may be sent → mark "sending" → send → { entry, done | put off | parked, mark gone } at once
 *
 * A mark that is found at the beginning means that an attempt ended between mark and record. Whether the manager got the
 * message is then unknown: it is parked and shown. Parking takes the mark away, for a person who gives the message back has
 * decided to send it.
 */
export function createNoticePerformer(parts: SendParts): Performer {
  const { ledger, clock, manychat, holdMs, onAnswer, mayTell } = parts;

  async function perform(message: OutboxMessage): Promise<Outcome> {
    const { manager, subscriberId } = noticeSchema.parse(message.payload);
    const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
    if (!order || wasToldBy(order, manager)) return { done: true };
    const record = noticeEnds(parts, message, { orderId: order.id, manager });
    if (isMarked(ledger, message)) return record.unknown('it was being sent as the app stopped');
    const tooLate = reasonToKeepQuiet(order);
    if (tooLate !== null) return record.off(tooLate);
    const client = manychat();
    if (!client) return record.off('ManyChat is not connected');

    const stopped = await mayBeSent(client, subscriberId, { now: clock.now, onAnswer });
    if (stopped) return record.stopped(stopped);
    // each of these questions may take seconds, in which the order goes on
    const asked = ledger.orders.get(order.id) ?? order;
    const overtaken = reasonToKeepQuiet(asked);
    if (overtaken !== null) return record.off(overtaken);
    const may = await mayTell(message, asked);
    const latest = ledger.orders.get(order.id) ?? asked;
    if (wasToldBy(latest, manager)) return { done: true };
    const settled = reasonToKeepQuiet(latest);
    if (settled !== null) return record.off(settled);
    if (!('ours' in may)) return notOurs(record, may);
    const text = newOrderMessage(latest, {
      ...contextOf(latest, message),
      take: parts.takeButton(latest, subscriberId),
    });
    mark(ledger, message, clock.now());
    try {
      await client.send(subscriberId, text);
    } catch (error) {
      return record.stopped(isProblem(error) ? error : new Problem('unknown-outcome', messageOf(error)));
    }
    const outcome = record.sent();
    onAnswer(null);
    return outcome;
  }

  function contextOf(order: Order, message: OutboxMessage) {
    const released = releasedBy(ledger.orders.warehouseState(order.id), message, {
      now: clock.now(),
      holdMs,
    });
    return {
      language: parts.language(),
      sourceName: parts.sourceName(order),
      link: parts.link(order),
      warehouse: warehouseWords[released],
    };
  }

  return { kind: noticeKind, leaseMs: 60_000, limit: 4, perform };
}
