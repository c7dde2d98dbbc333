import type { Way } from '../../shared/alert-rules/channels.ts';
import type { Outcome } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { SendTogether } from './batching.ts';
import { managerOf } from './notice.ts';
import { faultEnd, noticeEnds, orderNotice } from './notice-ends.ts';
import type { Outcomes, ToSendParts } from './still-to-send.ts';

/** @param outcomes filled as each message ends, so that the rest can be sent again */
export type SendInto = (messages: readonly OutboxMessage[], outcomes: Outcomes) => Promise<Outcomes>;

/** Isolates a bug at one order from the other orders of the request, and records it as an outcome. */
export function keepingFaultsApart(parts: ToSendParts, way: Way, tell: SendInto): SendTogether {
  async function tellEach(messages: readonly OutboxMessage[]): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
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
    return faultEnd(parts.ledger, { message, ends }, error);
  }

  return tellEach;
}
