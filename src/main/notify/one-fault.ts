import type { Way } from '../../shared/bell/ways.ts';
import { messageOf, Problem } from '../../shared/problem.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { TellTogether } from './gathering.ts';
import { managerOf } from './notice.ts';
import type { HandOver, NoticeEndsParts } from './notice-ends.ts';
import { isMarked, noticeEnds, orderNotice } from './notice-ends.ts';

export type OneFaultParts = NoticeEndsParts & { readonly handOver?: HandOver };

/** @param outcomes filled as each has its end, so that what is left can be told again */
export type TellInto = (
  messages: readonly OutboxMessage[],
  outcomes: Map<string, Outcome>,
) => Promise<ReadonlyMap<string, Outcome>>;

/** A fault of our own at one order keeps no other of the request from being told, and is an end like the others. */
export function keepingFaultsApart(parts: OneFaultParts, way: Way, tell: TellInto): TellTogether {
  async function tellEach(messages: readonly OutboxMessage[]): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    try {
      return await tell(messages, outcomes);
    } catch (error) {
      const left = messages.filter(({ id }) => !outcomes.has(id));
      for (const one of left) outcomes.set(one.id, await tellAlone(one, messages.length > 1, error));
      return outcomes;
    }
  }

  async function tellAlone(message: OutboxMessage, again: boolean, error: unknown): Promise<Outcome> {
    if (again) return (await tellEach([message])).get(message.id) ?? { done: true };
    const { orderId } = message;
    const manager = managerOf(message);
    if (orderId === null || manager === null) throw error;
    const record = orderNotice(parts, message, { orderId, manager, way }, parts.handOver);
    const ends = noticeEnds(parts, message, record);
    parts.log.error('notice met a fault', { key: message.key, error });
    return isMarked(parts.ledger, message)
      ? ends.unknown(messageOf(error))
      : ends.stopped(new Problem('bug', messageOf(error), { cause: error }));
  }

  return tellEach;
}
