import type { SubscriberId } from '../../shared/ids.ts';
import { windowOf } from '../../shared/messenger-window.ts';
import { isProblem } from '../../shared/problem.ts';
import type { Contact, Manychat } from '../manychat/client.ts';
import type { Clock } from '../ports.ts';

/** After an answer, a service is considered available for this long. */
const answersMs = 60_000;

/** State cached from ManyChat's answers: last interactions, chat links, and availability. */
export type Answering = {
  /** Wraps a client so that its answers are cached. */
  hear(client: Manychat): Manychat;
  /** The link to the chat with a contact; null before ManyChat was asked. */
  chatUrl(id: SubscriberId): string | null;
  /** When ManyChat last received a message from a contact, as of its last answer. */
  lastInteraction(id: SubscriberId): Contact['lastInteraction'];
  /** Call when a contact has pressed a button; ManyChat will report the same. */
  heard(id: SubscriberId): void;
  /**
   * Whether a contact can be written to without asking ManyChat first: the messaging window is known to be open, and ManyChat has
   * answered recently. Otherwise a read request goes first, because a read can be retried safely and a message cannot.
   */
  isSure(id: SubscriberId): boolean;
};

export function createAnswering(clock: Clock): Answering {
  const heard = new Map<SubscriberId, Contact['lastInteraction']>();
  const chats = new Map<SubscriberId, string>();
  /** By uptime; null since the last failure. */
  let answeredAt: number | null = null;

  const listen = <T>(asked: Promise<T>, keep: (answer: T) => void = () => {}): Promise<T> =>
    asked.then(
      (answer) => {
        answeredAt = clock.uptime();
        keep(answer);
        return answer;
      },
      (error: unknown) => {
        // a refusal is an answer
        if (!isProblem(error) || error.kind !== 'refused') answeredAt = null;
        throw error;
      },
    );

  return {
    hear: (client) => ({
      page: () => listen(client.page()),
      contact: (id) =>
        listen(client.contact(id), ({ lastInteraction, chatUrl }) => {
          heard.set(id, lastInteraction);
          if (chatUrl !== undefined) chats.set(id, chatUrl);
        }),
      send: (id, content) => listen(client.send(id, content)),
    }),
    chatUrl: (id) => chats.get(id) ?? null,
    lastInteraction: (id) => heard.get(id),
    heard: (id) => void heard.set(id, clock.now()),
    isSure: (id) =>
      answeredAt !== null &&
      clock.uptime() - answeredAt < answersMs &&
      windowOf(heard.get(id), clock.now()) === 'open',
  };
}
