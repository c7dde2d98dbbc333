import type { SubscriberId } from '../../shared/ids.ts';
import { windowOf } from '../../shared/messenger-window.ts';
import { isProblem } from '../../shared/problem.ts';
import type { Contact, Manychat } from '../manychat/client.ts';
import type { Clock } from '../ports.ts';

/** So long a service that has answered is taken to be there. */
const answersMs = 60_000;

/** What ManyChat's answers have said so far: of its contacts, and of itself. */
export type Answering = {
  /** The same client; what it answers is kept. */
  hear(client: Manychat): Manychat;
  /** Where a person can read the chat with a contact, as ManyChat said; null while it has not been asked. */
  chatUrl(id: SubscriberId): string | null;
  /** When ManyChat last heard of a contact, as it said when it was last asked. */
  lastInteraction(id: SubscriberId): Contact['lastInteraction'];
  /** A contact has just pressed a button: ManyChat will say so too. */
  heard(id: SubscriberId): void;
  /**
   * Whether it needs no question that a contact can be written to: the window is known to be open, and can only have moved
   * on since, and ManyChat has answered just now. While it does not answer, a question is what can be asked again without
   * harm; a message can not.
   */
  isSure(id: SubscriberId): boolean;
};

export function createAnswering(clock: Clock): Answering {
  const heard = new Map<SubscriberId, Contact['lastInteraction']>();
  const chats = new Map<SubscriberId, string>();
  /** By the time since the computer was started; null since it last failed. */
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
