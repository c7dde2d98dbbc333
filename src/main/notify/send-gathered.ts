import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { Problem } from '../../shared/problem.ts';
import { asProblem } from '../../shared/problem.ts';
import type { Manychat } from '../manychat/client.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import { WindowClosed } from '../manychat/problems.ts';
import type { Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { contactNow, noContact } from './addressee.ts';
import { gathering as gatheringOf } from './batching.ts';
import type { MessengerParts } from './may-be-sent.ts';
import { mayBeSent, reasonToKeepQuiet } from './may-be-sent.ts';
import type { MayNotify } from './may-notify.ts';
import { noticeSchema } from './notice.ts';
import { mark } from './notice-ends.ts';
import { keepingFaultsApart } from './one-fault.ts';
import type { Ending, Outcomes, Told, ToSendParts } from './still-to-send.ts';
import { endAll, stillToTell, toTell } from './still-to-send.ts';

export type GatherParts = ToSendParts &
  MessengerParts & {
    /** Whether this computer may send an order's notification; null: it belongs to no order. */
    readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayNotify>;
    readonly managers: () => readonly ManagerConfig[];
  };

export type Gathering = {
  readonly kind: string;
  /** The maximum number of leased messages. */
  readonly limit: number;
  /** The maximum number per request. */
  readonly most: number;
  /** The message to one manager, in the order in which they fell due. */
  readonly block: (told: readonly Told[], subscriberId: SubscriberId) => DynamicBlock;
  /** Recorded for each notification that was sent with others. */
  readonly together?: (count: number) => string;
};

/**
 * Sends notifications of orders, each at most once. Notifications that are due to one manager at the same time share one request:
 * after a load into BigQuery many fall due together, and two hundred separate requests would exceed the rate limit. Each order
 * keeps its own notification, with its own key and outcome.
 *
 * ManyChat has no idempotency key, so the intent is recorded before the request and removed together with the outcome:
 *
 *   1 lease → 2 check whether to send → 3 mark "sending" → 4 send
 *     → 5 one transaction { event, done | retry later | parked, mark removed }
 *
 * A mark found at the start means that an attempt was interrupted between mark and outcome. It is unknown whether the manager got
 * the message: it is parked and shown. Parking removes the mark, because a person who unparks it has decided to send it.
 */
export function createGatheredPerformer(parts: GatherParts, gathering: Gathering): Performer {
  const { ledger, clock, manychat, onAnswer } = parts;
  const { kind, limit, most, block, together } = gathering;

  async function tell(messages: readonly OutboxMessage[], outcomes: Outcomes): Promise<Outcomes> {
    const owed = noticeSchema.parse(messages[0]?.payload);
    const { manager } = owed;
    const { open: told, marked } = toTell(parts, messages, { manager, way: 'messenger', outcomes });
    for (const { message, ends } of marked) {
      outcomes.set(message.id, ends.unknown('it was being sent as the app stopped'));
    }
    if (told.length === 0) return outcomes;
    const end = (how: Ending): Outcomes => endAll(ledger, told, outcomes, how);
    const client = manychat();
    if (!client) return end((ends) => ends.noWay('ManyChat is not connected'));
    const subscriberId = contactNow(parts.managers(), owed);
    if (subscriberId === null) return end((ends) => ends.noWay(noContact(manager)));
    const stopped = await mayBeSent(client, subscriberId, parts);
    if (stopped) return end((ends) => ends.stopped(stopped));
    const ours = await stillToTell(told, { ...parts, manager, outcomes });
    return ours.length === 0 ? outcomes : send(ours, { client, subscriberId }, outcomes);
  }

  async function send(
    told: readonly Told[],
    to: { readonly client: Manychat; readonly subscriberId: SubscriberId },
    outcomes: Outcomes,
  ): Promise<Outcomes> {
    const content = block(told, to.subscriberId);
    ledger.transaction(() => {
      for (const { message } of told) mark(ledger, message, clock.now());
    });
    try {
      await to.client.send(to.subscriberId, content);
    } catch (error) {
      const problem = asProblem(error, 'unknown-outcome');
      if (told.length === 1 || isAboutAll(problem)) {
        return endAll(ledger, told, outcomes, (ends) => ends.stopped(problem));
      }
      // nothing was sent, and one of the messages may be the reason
      for (const one of told) {
        const quiet = reasonToKeepQuiet(ledger.orders.get(one.order.id) ?? one.order);
        if (quiet !== null) outcomes.set(one.message.id, one.ends.off(quiet));
        else await send([one], to, outcomes);
      }
      return outcomes;
    }
    const reason = told.length > 1 ? together?.(told.length) : undefined;
    endAll(ledger, told, outcomes, (ends) => ends.sent(reason));
    onAnswer(null);
    return outcomes;
  }

  return {
    kind,
    leaseMs: 60_000,
    limit,
    perform: gatheringOf(keepingFaultsApart(parts, 'messenger', tell), most),
  };
}

/** Whether the problem concerns the contact or the service, or has an unknown cause, and not one message. */
const isAboutAll = (problem: Problem): boolean =>
  problem.kind !== 'refused' || problem instanceof WindowClosed;
