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
    /** Whether this desk is the one of several that tells an order; null: of what is no order. */
    readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayNotify>;
    readonly managers: () => readonly ManagerConfig[];
  };

export type Gathering = {
  readonly kind: string;
  /** How many are leased at a time. */
  readonly limit: number;
  /** How many go out in one request. */
  readonly most: number;
  /** What one manager is sent of them, in the order they came to be due. */
  readonly block: (told: readonly Told[], subscriberId: SubscriberId) => DynamicBlock;
  /** Written down of each when they were told with others. */
  readonly together?: (count: number) => string;
};

/**
 * Sends the notices of orders, by itself at most once. Those that are due to one manager at the same time go out in one
 * request: what a load has brought into BigQuery would else wait for its turn, and two hundred requests after a weekend would
 * be stopped half-way. Each order still has a notice of its own, with its own key and its own end.
 *
 * ManyChat has no key that would make a repeated message harmless, so the intention is written down before anything leaves
 * and taken back together with what became of it:
 *
 *   1 lease → 2 look whether it may be sent → 3 mark "sending" → 4 send → 5 { entry, done | put off | parked, mark gone } at once
 *
 * A mark that is found at the beginning means that an attempt ended between mark and record. Whether the manager got the
 * message is then unknown: it is parked and shown. Parking takes the mark away, for a person who gives the message back has
 * decided to send it.
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
      // nothing has left, and one of them may be why
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

/** Whether what went wrong says nothing of the messages themselves: the contact, the service, or nobody knows. */
const isAboutAll = (problem: Problem): boolean =>
  problem.kind !== 'refused' || problem instanceof WindowClosed;
