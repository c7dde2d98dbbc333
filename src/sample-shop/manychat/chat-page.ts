import { catalogue } from '../catalogue.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Answer, Request } from '../http.ts';
import { page, text } from '../http.ts';
import type { Person } from '../people.ts';
import { people } from '../people.ts';
import { pictureUrl } from '../shopify/pictures.ts';
import type { Button, Card, Shown } from './block.ts';
import type { Bot, Turn } from './bot.ts';

export type ChatParts = {
  readonly bot: Bot;
  /** The customer follows a link into the shop and buys. */
  readonly buy: (who: Person, link: string) => void;
};

/** A customer's Messenger for a new user to try: write to the bot, page through its cards, press its buttons. */
export function createChatPage({ bot, buy }: ChatParts) {
  return async function answer(request: Request): Promise<Answer> {
    const [, place, deed] = /^\/chat(?:\/(\d{1,3}))?(?:\/(write|press|buy))?$/.exec(request.path) ?? [];
    if (place === undefined) return withPictures(page(200, 'Write to the bot as a customer', listOf()));
    const who = people[Number(place) - 1];
    if (!who) return text(404, 'Not Found');
    if (request.method !== 'POST') return withPictures(talkPage(who, bot.talkOf(who), place));
    const form = new URLSearchParams(request.body.toString());
    if (deed === 'write') {
      const words = (form.get('words') ?? '').trim().slice(0, 500);
      if (words !== '') await bot.write(who, words);
    } else {
      const button = buttonAt(bot.talkOf(who), form.get('button') ?? '');
      if (button?.kind === 'callback') await bot.press(who, button);
      if (button?.kind === 'link') {
        buy(who, button.url);
        return page(
          200,
          'Thank you',
          `<p>${escapeHtml(button.url)}</p><p>Bought in the shop. The order comes to Orderbell with where it came from.</p><p><a href="/chat/${place}">Back to the talk</a></p>`,
        );
      }
    }
    return { status: 303, headers: { location: `/chat/${place}#end` }, body: '' };
  };
}

/** `turn.list.index.button`: buttons are addressed by position, so that a page holds no payloads. */
function buttonAt(turns: readonly Turn[], place: string): Button | undefined {
  const [turn, card, button] = place.split('.').map(Number);
  const shown = turns.find(({ at }) => at === turn)?.shown;
  if (shown === undefined || button === undefined) return undefined;
  return card === -1 ? shown.replies[button] : shown.cards[card ?? -1]?.buttons[button];
}

const nameOf = (who: Person): string => who[who.types].join(' ');

const listOf = (): string =>
  `<p>Choose who you are.</p><ul>${people
    .map((who, index) => `<li><a href="/chat/${index + 1}">${escapeHtml(nameOf(who))}</a></li>`)
    .join('')}</ul>`;

function talkPage(who: Person, turns: readonly Turn[], place: string): Answer {
  const rows = turns.map(
    ({ at, words, shown }) => `<p><b>${escapeHtml(words)}</b></p>${shownHtml(shown, at, place)}`,
  );
  const suggest = ['Catalogue', 'Coffee', 'For a birthday', 'peony', 'A manager, please'].map(
    (words) =>
      `<form method="post" action="/chat/${place}/write" style="display:inline"><button name="words" value="${escapeHtml(words)}">${escapeHtml(words)}</button></form> `,
  );
  return page(
    200,
    nameOf(who),
    `${rows.join('')}<div id="end">${suggest.join('')}</div>
<form method="post" action="/chat/${place}/write"><label>Write<input name="words" autocomplete="off" autofocus></label><p><button>Send</button></p></form>
<p><a href="/chat">Be somebody else</a></p>`,
  );
}

function shownHtml({ texts, cards, replies }: Shown, at: number, place: string): string {
  const said = texts.map((words) => `<div class="said">${escapeHtml(words)}</div>`);
  const drawn = cards.map((card, index) => cardHtml(card, `${at}.${index}`, place));
  const more = replies.map((button, index) => buttonHtml(button, `${at}.-1.${index}`, place));
  return `${said.join('')}${drawn.join('')}${more.join('')}`;
}

function cardHtml({ title, subtitle, buttons }: Card, at: string, place: string): string {
  // Messenger would fetch the picture; here it is drawn, since the sample shop has no public address
  const product = catalogue.find((one) => one.title === title);
  const picture = product ? `<img src="${pictureUrl(product)}" width="64" height="64" alt="">` : '';
  return `<div class="said">${picture} <b>${escapeHtml(title)}</b><br>${escapeHtml(subtitle)}
${buttons.map((button, index) => buttonHtml(button, `${at}.${index}`, place)).join('')}</div>`;
}

const buttonHtml = ({ caption }: Button, at: string, place: string): string =>
  `<form method="post" action="/chat/${place}/press" style="display:inline"><button name="button" value="${at}">${escapeHtml(caption)}</button></form> `;

/** Permits the pictures that the page contains as data URLs. */
const withPictures = (answer: Answer): Answer => ({
  ...answer,
  headers: {
    ...answer.headers,
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
  },
});
