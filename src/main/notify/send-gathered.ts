import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { gathering as gatheringOf } from './gathering.ts';
import type { Manychat } from './manychat.ts';
import { WindowClosed } from './manychat-problems.ts';
import { mayBeSent, reasonToKeepQuiet } from './may-be-sent.ts';
import { noticeSchema } from './notice.ts';
import type { HandOver, NoticeEnds, NoticeEndsParts } from './notice-ends.ts';
import { isMarked, mark, noticeEnds, orderNotice } from './notice-ends.ts';
import { keepingFaultsApart } from './one-fault.ts';
import type { MayTell } from './one-teller.ts';
import { wasToldBy } from './one-teller.ts';
import type { SendOnceParts } from './send-once.ts';
import type { Told } from './still-to-tell.ts';
import { stillToTell } from './still-to-tell.ts';

export type GatherParts = NoticeEndsParts &
  SendOnceParts & {
    /** Whether this desk is the one of several that tells an order; null: of what is no order. */
    readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayTell>;
    readonly handOver?: HandOver;
    readonly managers: () => readonly ManagerConfig[];
  };

export type Gathering = {
  readonly kind: string;
  /** How many are leased at a time. */
  readonly limit: number;
  /** How many go out in one request. */
  readonly most: number;
  /** What one manager is sent of them, in the order they came to be due. */
  readonly block: (told: readonly ToTell[], subscriberId: SubscriberId) => DynamicBlock;
  /** Written down of each when they were told with others. */
  readonly together?: (count: number) => string;
};
export type ToTell = { readonly message: OutboxMessage; readonly order: Order };

type Outcomes = Map<string, Outcome>;

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
    const { manager, subscriberId: owedTo } = noticeSchema.parse(messages[0]?.payload);
    const told = toTell(messages, manager, outcomes);
    if (told.length === 0) return outcomes;
    const client = manychat();
    if (!client) return endAll(told, outcomes, (ends) => ends.noWay('ManyChat is not connected'));
    // as the settings are now: a notice may have waited for hours, and a contact is corrected because it was refused
    const known = parts.managers();
    const { subscriberId = null } =
      known.find(({ name }) => name === manager) ?? known.find((one) => one.subscriberId === owedTo) ?? {};
    if (subscriberId === null) {
      const gone = `${manager} is not written to in Messenger any more`;
      return endAll(told, outcomes, (ends) => ends.noWay(gone));
    }
    const stopped = await mayBeSent(client, subscriberId, {
      now: clock.now,
      isSure: parts.isSure,
      onAnswer,
    });
    if (stopped) return endAll(told, outcomes, (ends) => ends.stopped(stopped));
    const ours = await stillToTell(told, { ...parts, manager, outcomes });
    return ours.length === 0 ? outcomes : send(ours, { client, subscriberId }, outcomes);
  }

  /** What still has to be told; the rest has its end. */
  function toTell(messages: readonly OutboxMessage[], manager: string, outcomes: Outcomes): readonly Told[] {
    // put off together, they are told together
    const random = parts.random();
    return messages.flatMap((message) => {
      const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
      if (!order || wasToldBy(order, manager)) return [];
      const record = orderNotice(parts, message, { orderId: order.id, manager }, parts.handOver);
      const ends = noticeEnds({ ...parts, random: () => random }, message, record);
      const quiet = reasonToKeepQuiet(order);
      if (isMarked(ledger, message)) {
        outcomes.set(message.id, ends.unknown('it was being sent as the app stopped'));
      } else if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      else return [{ message, ends, order }];
      return [];
    });
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
      const problem = isProblem(error) ? error : new Problem('unknown-outcome', messageOf(error));
      if (told.length === 1 || isAboutAll(problem)) {
        return endAll(told, outcomes, (ends) => ends.stopped(problem));
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
    endAll(told, outcomes, (ends) => ends.sent(reason));
    onAnswer(null);
    return outcomes;
  }

  function endAll(told: readonly Told[], outcomes: Outcomes, how: (ends: NoticeEnds) => Outcome): Outcomes {
    ledger.transaction(() => {
      for (const { message, ends } of told) outcomes.set(message.id, how(ends));
    });
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
