import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { Manychat } from './manychat.ts';
import { WindowClosed } from './manychat-problems.ts';
import { mayBeSent, reasonToKeepQuiet } from './may-be-sent.ts';
import { noticeSchema } from './notice.ts';
import type { NoticeEnds, NoticeEndsParts } from './notice-ends.ts';
import { isMarked, mark, noticeEnds, orderNotice } from './notice-ends.ts';
import type { MayTell } from './one-teller.ts';
import { notOurs, wasToldBy } from './one-teller.ts';
import type { SendOnceParts } from './send-once.ts';

export type GatherParts = NoticeEndsParts &
  SendOnceParts & {
    /** Whether this desk is the one of several that tells an order; null: of what is no order. */
    readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayTell>;
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

type Gathered = {
  readonly message: OutboxMessage;
  readonly settle: (outcome: Outcome | Promise<Outcome>) => void;
};
type Told = ToTell & { readonly ends: NoticeEnds };
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
  let gathered: Gathered[] = [];

  /** The relay performs what it has leased side by side, so that all of it is here within one turn. */
  function perform(message: OutboxMessage): Promise<Outcome> {
    return new Promise((settle) => {
      gathered.push({ message, settle });
      if (gathered.length === 1) setImmediate(tellAll);
    });
  }

  function tellAll(): void {
    const all = gathered;
    gathered = [];
    const byManager = Map.groupBy(all, ({ message }) => JSON.stringify(message.payload));
    for (const group of byManager.values()) {
      for (let first = 0; first < group.length; first += most) {
        const some = group.slice(first, first + most);
        const outcomes = tell(some.map(({ message }) => message));
        for (const { message, settle } of some) {
          settle(outcomes.then((known) => known.get(message.id) ?? { done: true }));
        }
      }
    }
  }

  async function tell(messages: readonly OutboxMessage[]): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    const { manager, subscriberId } = noticeSchema.parse(messages[0]?.payload);
    const told = toTell(messages, manager, outcomes);
    if (told.length === 0) return outcomes;
    const client = manychat();
    if (!client) return endAll(told, outcomes, (ends) => ends.off('ManyChat is not connected'));
    const stopped = await mayBeSent(client, subscriberId, {
      now: clock.now,
      isSure: parts.isSure,
      onAnswer,
    });
    if (stopped) return endAll(told, outcomes, (ends) => ends.stopped(stopped));
    const ours = await whatIsOurs(told, manager, outcomes);
    return ours.length === 0 ? outcomes : send(ours, { client, subscriberId }, outcomes);
  }

  /** What still has to be told; the rest has its end. */
  function toTell(messages: readonly OutboxMessage[], manager: string, outcomes: Outcomes): readonly Told[] {
    // put off together, they are told together
    const random = parts.random();
    return messages.flatMap((message) => {
      const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
      if (!order || wasToldBy(order, manager)) return [];
      const record = orderNotice(parts, message, { orderId: order.id, manager });
      const ends = noticeEnds({ ...parts, random: () => random }, message, record);
      const quiet = reasonToKeepQuiet(order);
      if (isMarked(ledger, message)) {
        outcomes.set(message.id, ends.unknown('it was being sent as the app stopped'));
      } else if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      else return [{ message, ends, order }];
      return [];
    });
  }

  /** What this computer is to tell, of the orders as they are when that is known: two hundred questions take a while. */
  async function whatIsOurs(
    told: readonly Told[],
    manager: string,
    outcomes: Outcomes,
  ): Promise<readonly Told[]> {
    const answers: (Told & { readonly may: MayTell })[] = await Promise.all(
      told.map(async (one) => {
        const order = ledger.orders.get(one.order.id) ?? one.order;
        return { ...one, may: await parts.mayTell(one.message, order) };
      }),
    );
    return answers.flatMap(({ message, ends, may, ...asked }) => {
      const order = ledger.orders.get(asked.order.id) ?? asked.order;
      if (wasToldBy(order, manager)) return [];
      const quiet = reasonToKeepQuiet(order);
      if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      else if ('ours' in may) return [{ message, ends, order }];
      else outcomes.set(message.id, notOurs(ends, may));
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
      for (const one of told) await send([one], to, outcomes);
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

  return { kind, leaseMs: 60_000, limit, perform };
}

/** Whether what went wrong says nothing of the messages themselves: the contact, the service, or nobody knows. */
const isAboutAll = (problem: Problem): boolean =>
  problem.kind !== 'refused' || problem instanceof WindowClosed;
