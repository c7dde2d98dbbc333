import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema, subscriberIdSchema } from '../../shared/ids.ts';
import type { Notification, Order } from '../../shared/order.ts';
import { assertNever, isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import { verdictOf, wordsOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import type { Manychat } from './manychat.ts';
import { windowClosed } from './manychat-problems.ts';
import { newOrderMessage } from './message.ts';
import { windowOf } from './window.ts';

export const noticeKind = 'notify.newOrder';
const noticeSchema = z.object({ manager: z.string(), subscriberId: subscriberIdSchema }).readonly();

/** Null when the notice itself cannot be read, which may be why it is parked. */
export const managerOf = ({ payload }: Pick<OutboxMessage, 'payload'>): string | null =>
  noticeSchema.safeParse(payload).data?.manager ?? null;

export type SendParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Null while ManyChat is not connected. */
  readonly manychat: () => Manychat | null;
  readonly holdMs: number;
  readonly language: () => 'en' | 'uk';
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
  readonly onAnswer: (problem: Problem | null) => void;
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
  const { ledger, clock, log, random, manychat, holdMs, onAnswer } = parts;
  const markOf = (message: OutboxMessage) => `notify.sending:${message.key}`;

  async function perform(message: OutboxMessage): Promise<Outcome> {
    const { manager, subscriberId } = noticeSchema.parse(message.payload);
    const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
    if (!order) return { done: true };
    const record = recorder(message, order.id, manager);
    if (ledger.settings.get(markOf(message)) !== null)
      return record.unknown('it was being sent as the app stopped');
    const tooLate = reasonToKeepQuiet(order);
    if (tooLate !== null) return record.off(tooLate);
    const client = manychat();
    if (!client) return record.off('ManyChat is not connected');

    const stopped = await mayBeSent(client, subscriberId);
    if (stopped) return record.stopped(stopped);
    // the order as it is now: looking up the contact may have taken seconds
    const latest = ledger.orders.get(order.id) ?? order;
    const overtaken = reasonToKeepQuiet(latest);
    if (overtaken !== null) return record.off(overtaken);
    const text = newOrderMessage(latest, contextOf(latest, message));
    ledger.settings.set(markOf(message), String(clock.now()));
    try {
      await client.send(subscriberId, text);
    } catch (error) {
      return record.stopped(isProblem(error) ? error : new Problem('unknown-outcome', messageOf(error)));
    }
    const outcome = record.sent();
    onAnswer(null);
    return outcome;
  }

  /** Nothing has left yet: whatever stops here can be tried again. @returns what forbids sending, if anything does */
  async function mayBeSent(
    client: Manychat,
    id: z.infer<typeof subscriberIdSchema>,
  ): Promise<Problem | null> {
    try {
      const { lastInteraction } = await client.contact(id);
      onAnswer(null);
      return windowOf(lastInteraction, clock.now()) === 'closed' ? windowClosed() : null;
    } catch (error) {
      if (!isProblem(error)) throw error;
      // what can not be looked up is no reason to keep quiet: the answer to the message itself decides
      return error.kind === 'not-found' ? null : error;
    }
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

  /** The ends of an attempt, each one transaction. */
  function recorder(message: OutboxMessage, orderId: OrderId, manager: string) {
    // it is sent once; it may be refused at one attempt and not be known about at the next
    const sentId = `notified:${message.key}`;
    const earlierEnds = () =>
      ledger.entries.ofOrder(orderId).filter(({ id }) => id.startsWith(`${sentId}:`)).length;

    function end(
      state: Notification['state'] | null,
      reason: string | undefined,
      settle: () => void,
    ): Outcome {
      const at = clock.now();
      ledger.transaction(() => {
        if (state !== null) {
          ledger.entries.append({
            id: entryIdSchema.parse(state === 'sent' ? sentId : `${sentId}:${earlierEnds()}`),
            orderId,
            kind: 'notified',
            at,
            by: 'orderbell',
            data: { manager, channel: 'messenger', state, at, ...(reason !== undefined && { reason }) },
          });
        }
        settle();
        ledger.settings.set(markOf(message), null);
      });
      log.info('notice ended', { key: message.key, state: state ?? 'put off', reason });
      return { settled: true };
    }
    const park = (reason: string) => () => ledger.outbox.park(message.id, reason);
    return {
      sent: () => end('sent', undefined, () => ledger.outbox.done(message.id)),
      off: (reason: string) => end('off', reason, () => ledger.outbox.done(message.id)),
      unknown(why: string) {
        const reason = `Not known whether it was sent: ${why}. Look into the chat before sending it again`;
        return end('unknown', reason, park(reason));
      },
      stopped(problem: Problem): Outcome {
        onAnswer(problem);
        const verdict = verdictOf({ problem, attempts: message.attempts, now: clock.now(), random });
        if (problem.kind === 'unknown-outcome') return this.unknown(problem.message);
        if ('park' in verdict) return end('refused', wordsOf(problem), park(verdict.reason));
        return end(null, verdict.reason, () =>
          ledger.outbox.retryAt(message.id, verdict.retryAt, verdict.reason),
        );
      },
    };
  }

  return { kind: noticeKind, leaseMs: 60_000, limit: 4, perform };
}

/** Why nobody has to be rung any more: somebody has taken the order, or nobody wants it. Null for one that still waits. */
function reasonToKeepQuiet({ status, takenBy, quarantined, partOf }: Order): string | null {
  if (partOf) return 'Another order tells of it';
  if (quarantined) return 'The order is in quarantine';
  switch (status) {
    case 'cancelled':
      return 'The order was cancelled meanwhile';
    case 'taken':
    case 'preparing':
    case 'ready':
      return takenBy === undefined ? 'The order is being worked on' : `${takenBy} has taken the order`;
    case 'new':
    case 'handed-over': // a shop may hand over what it sells at once; nobody has seen such an order yet
      return takenBy === undefined ? null : `${takenBy} has taken the order`;
    default:
      return assertNever(status);
  }
}
