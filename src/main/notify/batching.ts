import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';

/** Performs messages together. A message without an outcome in the result is done. */
export type SendTogether = (messages: readonly OutboxMessage[]) => Promise<ReadonlyMap<string, Outcome>>;

type Gathered = {
  readonly message: OutboxMessage;
  readonly settle: (outcome: Outcome | Promise<Outcome>) => void;
};

/**
 * Performs together the messages that are due to one recipient. This works because the relay performs all messages it has
 * leased in parallel, within one turn of the event loop.
 * @param most the maximum per batch
 */
export function gathering(tell: SendTogether, most = Number.POSITIVE_INFINITY): Performer['perform'] {
  let gathered: Gathered[] = [];

  function tellAll(): void {
    const all = gathered;
    gathered = [];
    for (const group of Map.groupBy(all, ({ message }) => JSON.stringify(message.payload)).values()) {
      const size = Math.min(most, group.length);
      for (let first = 0; first < group.length; first += size) {
        const some = group.slice(first, first + size);
        const outcomes = tell(some.map(({ message }) => message));
        for (const { message, settle } of some) {
          settle(outcomes.then((known) => known.get(message.id) ?? { done: true }));
        }
      }
    }
  }

  return (message) =>
    new Promise((settle) => {
      gathered.push({ message, settle });
      if (gathered.length === 1) queueMicrotask(tellAll);
    });
}
