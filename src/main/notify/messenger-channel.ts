import type { SubscriberId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import { windowOf } from '../../shared/messenger-window.ts';
import type { Order } from '../../shared/order.ts';
import { isProblem, messageOf } from '../../shared/problem.ts';
import type { Contact, Manychat } from '../manychat/client.ts';
import { createManychatClient } from '../manychat/client.ts';
import type { Callback, DynamicBlock } from '../manychat/dynamic-block.ts';
import { windowClosed } from '../manychat/problems.ts';
import { textMessages } from '../manychat/text-messages.ts';
import type { Clock, Log } from '../ports.ts';
import type { ManychatConfig } from '../settings/config.ts';
import type { NotificationChannel, NotificationContent } from './channel.ts';
import { unknownInChat } from './channel.ts';

/** After an answer, ManyChat is considered available for this long. */
const answersMs = 60_000;

export type MessengerParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly config: () => ManychatConfig | null;
  readonly openManychat?: (config: ManychatConfig) => Manychat;
  /** The button that takes the order; null if a press could not be received. */
  readonly takeButton: (order: Order, subscriberId: SubscriberId) => Callback | null;
  /** The button that opens the messaging window for another day; null if a press could not be received. */
  readonly hereButton: (subscriberId: SubscriberId) => Callback | null;
};

export type MessengerChannel = NotificationChannel & {
  /** Null if ManyChat is not connected. */
  client(): Manychat | null;
  /** The link to the chat with a contact; null before ManyChat was asked. */
  chatUrl(id: SubscriberId): string | null;
  /** When ManyChat last received a message from a contact, as of its last answer. */
  lastInteraction(id: SubscriberId): Contact['lastInteraction'];
  /** Call when a contact has pressed a button; ManyChat will report the same. */
  heard(id: SubscriberId): void;
  /** The name of the page, as of the last check; null before. */
  pageName(): string | null;
};

/** Notifications in Messenger, through the shop's ManyChat account. */
export function createMessengerChannel(parts: MessengerParts): MessengerChannel {
  const { clock, log, config, takeButton, hereButton } = parts;
  const { openManychat = (account) => createManychatClient({ config: account, clock, log }) } = parts;
  const interactions = new Map<SubscriberId, Contact['lastInteraction']>();
  const chats = new Map<SubscriberId, string>();
  let opened: { readonly config: ManychatConfig; readonly client: Manychat } | null = null;
  /** By uptime; null since the last failure. */
  let answeredAt: number | null = null;
  let pageName: string | null = null;

  async function noteAnswer<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      answeredAt = clock.uptime();
      return answer;
    } catch (error) {
      // a refusal is an answer
      if (!isProblem(error) || error.kind !== 'refused') answeredAt = null;
      throw error;
    }
  }

  const noting = (manychat: Manychat): Manychat => ({
    page: () => noteAnswer(manychat.page()),
    async contact(id) {
      const contact = await noteAnswer(manychat.contact(id));
      interactions.set(id, contact.lastInteraction);
      if (contact.chatUrl !== undefined) chats.set(id, contact.chatUrl);
      return contact;
    },
    send: (id, content) => noteAnswer(manychat.send(id, content)),
  });

  function client(): Manychat | null {
    const account = config();
    if (account === null || account.token === null) return null;
    if (opened?.config !== account) opened = { config: account, client: noting(openManychat(account)) };
    return opened.client;
  }

  /**
   * Whether the window is known to be open and ManyChat has answered recently. Otherwise a read request goes first, because a
   * read can be retried safely and a message cannot.
   */
  const isSure = (id: SubscriberId): boolean =>
    answeredAt !== null &&
    clock.uptime() - answeredAt < answersMs &&
    windowOf(interactions.get(id), clock.now()) === 'open';

  async function assertWindowOpen(manychat: Manychat, id: SubscriberId): Promise<void> {
    try {
      const { lastInteraction } = await manychat.contact(id);
      if (windowOf(lastInteraction, clock.now()) === 'closed') throw windowClosed();
    } catch (error) {
      // an unknown contact is no reason to stop: the answer to the message itself decides
      if (!isProblem(error) || error.kind !== 'not-found') throw error;
    }
  }

  function buttonOf({ button }: NotificationContent, id: SubscriberId): Callback | null {
    if (button === undefined) return null;
    return 'take' in button ? takeButton(button.take, id) : hereButton(id);
  }

  /** Whether a contact can be written to, in words. */
  async function reachOf(manychat: Manychat, id: SubscriberId): Promise<string> {
    try {
      const { lastInteraction } = await manychat.contact(id);
      const words = { open: 'reachable', closed: windowClosed().message, unknown: 'unknown' };
      return words[windowOf(lastInteraction, clock.now())];
    } catch (error) {
      return messageOf(error);
    }
  }

  return {
    way: 'messenger',
    leaseMs: 60_000,
    words: {
      notConnected: 'ManyChat is not connected',
      noAddress: (manager) => `${manager} no longer gets Messenger messages`,
      unknown: unknownInChat,
    },
    isOpen: () => client() !== null,
    async check(managers) {
      const manychat = client();
      if (manychat === null) return [];
      pageName = (await manychat.page()).name;
      const asked = managers.map(async ({ name, subscriberId }) =>
        subscriberId === null ? [] : [{ label: name, value: await reachOf(manychat, subscriberId) }],
      );
      return (await Promise.all(asked)).flat();
    },
    async prepare(to) {
      const manychat = client();
      if (manychat === null) throw new Error('ManyChat is not connected');
      const id = subscriberIdSchema.parse(to);
      if (!isSure(id)) await assertWindowOpen(manychat, id);
      return (content) => {
        const block = blockOf(content, buttonOf(content, id));
        return () => manychat.send(id, block);
      };
    },
    client,
    chatUrl: (id) => chats.get(id) ?? null,
    lastInteraction: (id) => interactions.get(id),
    heard: (id) => void interactions.set(id, clock.now()),
    pageName: () => pageName,
  };
}

/** Renders a notification for Messenger. */
export function blockOf({ text, link }: NotificationContent, pressed: Callback | null = null): DynamicBlock {
  const buttons = [
    ...(pressed ? [pressed] : []),
    ...(link === undefined ? [] : [{ type: 'url', ...link } as const]),
  ];
  return { version: 'v2', content: { messages: textMessages(text, buttons) } };
}
