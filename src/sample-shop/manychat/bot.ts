import type { Clock, Log } from '../../main/ports.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { collections } from '../catalogue.ts';
import type { Dice } from '../dice.ts';
import type { Person } from '../people.ts';
import { firstWordsOf, people } from '../people.ts';
import type { Button, Shown } from './block.ts';
import { shownOf } from './block.ts';
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
  /** The link of the tapped card; null when the bot showed none, or a manager was asked for. */
  readonly link: string | null;
};
/** One turn of a chat: what the person wrote or pressed, and the bot's response. */
export type Turn = { readonly at: number; readonly words: string; readonly shown: Shown };

/** ManyChat's timeout for a receiver. */
const longestAnswer = 10_000;
const longestTalk = 20;
const asksForManager = /менеджер|людин|manager|human/i;
const asksForCatalogue = /каталог|catalogue|catalog|show|покаж/i;

/** The chat-bot's own side, with the flows a shop would build: catalogue, collection, search, "show more", "ask a manager". */
export function createBot({ clock, log, dice, manychat, receiverUrl }: BotParts) {
  const talks = new Map<Person, readonly Turn[]>();

  const contactOf = (person: Person, words: string): Subscriber => ({
    id: `7${String(people.indexOf(person) + 1).padStart(3, '0')}20261100${person.phone.slice(-4)}`,
    first: person[person.types][0],
    last: person[person.types][1],
    phone: null,
    email: null,
    lastWords: words,
    chatUrl: `${manychat.url}/chat/${people.indexOf(person) + 1}`,
    lastInteraction: clock.now(),
  });

  async function post(url: URL, headers: { readonly [name: string]: string }, body: unknown) {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'ManyChat', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(longestAnswer),
      });
      if (answer.ok) return parseJson(await answer.text());
      log.warn('the bot was refused', { path: url.pathname, status: answer.status });
    } catch (error) {
      log.debug('the bot reached nobody', { path: url.pathname, error });
    }
    return undefined;
  }

  /** A request as the step of a flow sends it: the full contact data under one name, and the parameters beside it. */
  async function ask(path: string, contact: Subscriber, more: object): Promise<Shown> {
    const receiver = receiverUrl();
    const answer =
      receiver === null
        ? undefined
        : await post(
            new URL(path, receiver),
            { 'x-orderbell-key': manychat.config.callbackKey ?? '' },
            { contact: { ...subscriberBody(contact), custom_fields: {} }, ...more },
          );
    return shownOf(answer);
  }

  function remember(who: Person, words: string, shown: Shown): Shown {
    const turns = [...(talks.get(who) ?? []), { at: clock.now(), words, shown }];
    talks.set(who, turns.slice(-longestTalk));
    return shown;
  }

  /** A person writes: the flow with a matching keyword answers. */
  async function write(who: Person, words: string): Promise<Shown> {
    const contact = contactOf(who, words);
    manychat.heardFrom(contact);
    if (asksForManager.test(words)) {
      return remember(who, words, await ask('/manychat/touch', contact, { intent: 'manager' }));
    }
    await ask('/manychat/touch', contact, { intent: 'catalogue' });
    const named = collections.find(({ title }) => title.toLowerCase() === words.trim().toLowerCase());
    const wish = named ? { collection: named.handle } : asksForCatalogue.test(words) ? {} : { search: words };
    return remember(who, words, await ask('/manychat/catalogue', contact, { offset: 0, ...wish }));
  }

  /** A click sends only the payload of the button, with ManyChat's own variables filled in. */
  async function press(who: Person, button: Extract<Button, { readonly kind: 'callback' }>): Promise<Shown> {
    const before = talks.get(who)?.at(-1)?.words ?? '';
    const contact = contactOf(who, before);
    manychat.heardFrom(contact);
    const filled = JSON.stringify(button.payload).replaceAll('{{user_id}}', contact.id);
    const answer = URL.canParse(button.url)
      ? await post(new URL(button.url), button.headers, parseJson(filled))
      : undefined;
    return remember(who, button.caption, shownOf(answer));
  }

  async function pressOneOf(who: Person, { cards, replies }: Shown, path: string): Promise<Shown | null> {
    const buttons = [...replies, ...cards.flatMap((card) => card.buttons)].filter(
      (button) => button.kind === 'callback' && button.url.endsWith(path),
    );
    const button = buttons.length > 0 ? dice.pick(buttons) : null;
    return button?.kind === 'callback' ? press(who, button) : null;
  }

  return {
    people,
    talkOf: (who: Person): readonly Turn[] => talks.get(who) ?? [],
    write,
    press,
    /** @param wantsManager the person asks for a human, usually about a card they have seen */
    async visit(wantsManager: boolean): Promise<Visit> {
      const who = dice.pick(people);
      await write(who, firstWordsOf(dice));
      let shown = await write(
        who,
        dice.chance(0.4) ? dice.pick(collections).title : who.types === 'uk' ? 'Каталог' : 'Catalogue',
      );
      if (dice.chance(0.3)) {
        const more = await pressOneOf(who, shown, '/manychat/catalogue');
        if (more !== null && more.cards.length > 0) shown = more;
      }
      if (wantsManager) {
        const heard = dice.chance(0.7) ? await pressOneOf(who, shown, '/manychat/touch') : null;
        if (heard === null) {
          await write(who, who.types === 'uk' ? 'Покличте, будь ласка, менеджера' : 'A manager, please');
        }
        return { who, link: null };
      }
      const links = shown.cards
        .flatMap(({ buttons }) => buttons)
        .filter(({ kind, url }) => kind === 'link' && URL.canParse(url) && url.includes('/products/'));
      return { who, link: links.length > 0 ? dice.pick(links).url : null };
    },
  };
}
export type Bot = ReturnType<typeof createBot>;
