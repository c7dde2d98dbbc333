import type { SubscriberId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { LateContext } from './late-orders.ts';
import { lateOrdersMessage } from './late-orders.ts';
import { mayBeSent, reasonToKeepQuiet } from './may-be-sent.ts';
import { newOrderMessage } from './message.ts';
import type { NoticeEnds } from './notice-ends.ts';
import { isMarked, mark, noticeEnds, orderNotice } from './notice-ends.ts';
import type { MayTell } from './one-teller.ts';
import { notOurs, wasToldBy } from './one-teller.ts';
import type { SendParts } from './send-notice.ts';
import { noticeSchema } from './send-notice.ts';

export const lateNoticeKind = 'notify.lateOrder';

type Gathered = {
  readonly message: OutboxMessage;
  readonly settle: (outcome: Outcome | Promise<Outcome>) => void;
};
type Told = { readonly message: OutboxMessage; readonly ends: NoticeEnds; readonly order: Order };

/**
 * Sends the notices of late orders, all that are due to one manager in one message: two hundred messages after a weekend
 * would be read by nobody, and ManyChat would stop them half-way. Each order still has a notice of its own, with its own key
 * and its own end, sent at most once as every other.
 */
export function createLateOrdersPerformer(parts: SendParts): Performer {
  const { ledger, clock, manychat, onAnswer } = parts;
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
      const outcomes = tell(group.map(({ message }) => message));
      for (const { message, settle } of group) {
        settle(outcomes.then((known) => known.get(message.id) ?? { done: true }));
      }
    }
  }

  async function tell(messages: readonly OutboxMessage[]): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    const { manager, subscriberId } = noticeSchema.parse(messages[0]?.payload);
    const random = parts.random();
    let told: Told[] = [];
    for (const message of messages) {
      const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
      if (!order || wasToldBy(order, manager)) continue;
      // put off together, they are told together
      const record = orderNotice(ledger, message, { orderId: order.id, manager });
      const ends = noticeEnds({ ...parts, random: () => random }, message, record);
      const quiet = reasonToKeepQuiet(order);
      if (isMarked(ledger, message)) {
        outcomes.set(message.id, ends.unknown('it was being sent as the app stopped'));
      } else if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      else told.push({ message, ends, order });
    }
    const end = (how: (ends: NoticeEnds) => Outcome): ReadonlyMap<string, Outcome> => {
      ledger.transaction(() => {
        for (const { message, ends } of told) outcomes.set(message.id, how(ends));
      });
      return outcomes;
    };
    if (told.length === 0) return outcomes;
    const client = manychat();
    if (!client) return end((ends) => ends.off('ManyChat is not connected'));
    const stopped = await mayBeSent(client, subscriberId, { now: clock.now, onAnswer });
    if (stopped) return end((ends) => ends.stopped(stopped));
    const answers: (Told & { readonly may: MayTell })[] = [];
    for (const one of told) {
      const may = await parts.mayTell(one.message, ledger.orders.get(one.order.id) ?? one.order);
      answers.push({ ...one, may });
    }
    // the orders as they are now: two hundred questions take a while
    told = answers.flatMap(({ message, ends, may, ...asked }) => {
      const order = ledger.orders.get(asked.order.id) ?? asked.order;
      if (wasToldBy(order, manager)) return [];
      const quiet = reasonToKeepQuiet(order);
      if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      else if ('ours' in may) return [{ message, ends, order }];
      else outcomes.set(message.id, notOurs(ends, may));
      return [];
    });
    if (told.length === 0) return outcomes;
    const text = textOf(
      told.map(({ order }) => order),
      subscriberId,
    );
    ledger.transaction(() => {
      for (const { message } of told) mark(ledger, message, clock.now());
    });
    try {
      await client.send(subscriberId, text);
    } catch (error) {
      const problem = isProblem(error) ? error : new Problem('unknown-outcome', messageOf(error));
      return end((ends) => ends.stopped(problem));
    }
    const together =
      told.length > 1 ? `Told in one message with the ${told.length} orders that had waited` : undefined;
    const sent = end((ends) => ends.sent(together));
    onAnswer(null);
    return sent;
  }

  function textOf(orders: readonly Order[], subscriberId: SubscriberId) {
    const [only] = orders;
    const language = parts.language();
    const warehouse = warehouseOf(orders);
    if (only && orders.length === 1) {
      const [sourceName, link] = [parts.sourceName(only), parts.link(only)];
      const take = parts.takeButton(only, subscriberId);
      return newOrderMessage(only, { language, sourceName, link, warehouse, take });
    }
    return lateOrdersMessage(orders.toReversed(), { language, sourceName: parts.sourceName, warehouse });
  }

  function warehouseOf(orders: readonly Order[]): LateContext['warehouse'] {
    const states = orders.map(({ id }) => ledger.orders.warehouseState(id));
    if (states.includes('off')) return 'off';
    return states.every((state) => state === 'committed') ? 'in' : 'late';
  }

  return { kind: lateNoticeKind, leaseMs: 60_000, limit: 5_000, perform };
}
