import type { Way } from '../../shared/alert-rules/channels.ts';
import type { Order } from '../../shared/order.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../ports.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import type { MayNotify } from './may-notify.ts';
import { notOurs, wasToldBy } from './may-notify.ts';
import type { HandOver, Mark, NoticeEnds, NoticeEndsParts } from './notice-ends.ts';
import { markedAs, noticeEnds, orderNotice } from './notice-ends.ts';

/** A notification that is about to be sent. */
export type Told = { readonly message: OutboxMessage; readonly ends: NoticeEnds; readonly order: Order };
/** A notification that was being sent when an attempt was interrupted. */
export type Marked = Omit<Told, 'order'> & { readonly mark: Mark };

/** Outcomes by message id. */
export type Outcomes = Map<string, Outcome>;
/** The outcome of an attempt, for each notification in it. */
export type Ending = (ends: NoticeEnds) => Outcome;

export type ToSendParts = NoticeEndsParts & { readonly handOver?: HandOver };
type ToTell = {
  readonly manager: string;
  readonly way: Way;
  /** The outcomes of messages that are not sent. */
  readonly outcomes: Outcomes;
};

/** Selects the notifications to send. The others get an outcome, except marked ones. */
export function toTell(
  parts: ToSendParts,
  messages: readonly OutboxMessage[],
  { manager, way, outcomes }: ToTell,
): { readonly open: readonly Told[]; readonly marked: readonly Marked[] } {
  const { ledger } = parts;
  // the same delay keeps messages together that are delayed together
  const random = parts.random();
  const open: Told[] = [];
  const marked: Marked[] = [];
  for (const message of messages) {
    const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
    if (!order || wasToldBy(order, manager)) continue;
    const record = orderNotice(parts, message, { orderId: order.id, manager, way }, parts.handOver);
    const ends = noticeEnds({ ...parts, random: () => random }, message, record);
    const mark = markedAs(ledger, message);
    const quiet = reasonToKeepQuiet(order);
    if (mark) marked.push({ message, ends, mark });
    else if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
    else open.push({ message, ends, order });
  }
  return { open, marked };
}

export type StillParts = {
  readonly ledger: Pick<Ledger, 'orders'>;
  readonly mayTell: (message: OutboxMessage, order: Order) => Promise<MayNotify>;
  readonly manager: string;
  readonly outcomes: Outcomes;
};

/** Selects those this computer may send, with their current orders: checking two hundred takes a while. */
export async function stillToTell(
  open: readonly Told[],
  { ledger, mayTell, manager, outcomes }: StillParts,
): Promise<readonly Told[]> {
  const answers: (Told & { readonly may: MayNotify })[] = await Promise.all(
    open.map(async (one) => {
      const order = ledger.orders.get(one.order.id) ?? one.order;
      return { ...one, may: await mayTell(one.message, order) };
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

/** Ends all of them in one transaction with the same outcome. @returns all outcomes, these included */
export function endAll(
  ledger: Pick<Ledger, 'transaction'>,
  told: readonly Omit<Told, 'order'>[],
  outcomes: Outcomes,
  how: Ending,
): Outcomes {
  ledger.transaction(() => {
    for (const { message, ends } of told) outcomes.set(message.id, how(ends));
  });
  return outcomes;
}
