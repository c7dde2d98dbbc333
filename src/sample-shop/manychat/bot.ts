import type { Clock, Log } from '../../main/ports.ts';
import type { Dice } from '../dice.ts';
import { parseJson } from '../http.ts';
import type { Person } from '../people.ts';
import { firstWordsOf, people } from '../people.ts';
import { linksOf } from './content.ts';
import type { Manychat } from './server.ts';
import type { Subscriber } from './types.ts';
import { subscriberBody } from './types.ts';

export type BotParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly dice: Dice;
  readonly manychat: Manychat;
  readonly receiverUrl: () => string | null;
};
export type Visit = {
  readonly who: Person;
  /** The card that was tapped; null when the bot could show none. */
  readonly link: string | null;
};

/** ManyChat gives a receiver no more time. */
const longestAnswer = 10_000;

/** The chat-bot's own side: a customer writes, the bot asks the receiver for the catalogue, a card is tapped. */
export function createBot({ clock, log, dice, manychat, receiverUrl }: BotParts) {
  const contactOf = (person: Person): Subscriber => ({
    id: `7${String(people.indexOf(person) + 1).padStart(3, '0')}20261100${person.phone.slice(-4)}`,
    first: person[person.types][0],
    last: person[person.types][1],
    phone: null,
    email: null,
    lastWords: firstWordsOf(dice),
    lastInteraction: clock.now(),
  });

  /** A request as the step of a flow sends it: the full contact data under one name, what is wanted beside it. */
  async function ask(path: string, contact: Subscriber, more: object): Promise<unknown> {
    const receiver = receiverUrl();
    if (receiver === null) return undefined;
    try {
      const answer = await fetch(new URL(path, receiver), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'ManyChat',
          'x-orderbell-key': manychat.config.callbackKey ?? '',
        },
        body: JSON.stringify({ contact: { ...subscriberBody(contact), custom_fields: {} }, ...more }),
        signal: AbortSignal.timeout(longestAnswer),
      });
      if (answer.ok) return parseJson(await answer.text());
      log.warn('the bot was refused', { path, status: answer.status });
    } catch (error) {
      log.debug('the bot reached nobody', { path, error });
    }
    return undefined;
  }

  return {
    /** @param wantsManager the person asks for a human after looking */
    async visit(wantsManager: boolean): Promise<Visit> {
      const who = dice.pick(people);
      const contact = contactOf(who);
      manychat.heardFrom(contact);
      await ask('/manychat/touch', contact, { intent: wantsManager ? 'manager' : 'catalogue' });
      const block = await ask('/manychat/catalogue', contact, { offset: 0 });
      const links = linksOf(block).filter((link) => URL.canParse(link) && link.includes('/products/'));
      return { who, link: links.length > 0 ? dice.pick(links) : null };
    },
  };
}
