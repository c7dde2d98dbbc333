import { randomBytes } from 'node:crypto';
import type { Clock, Log } from '../../main/ports.ts';
import type { ManychatConfig } from '../../main/settings/config.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, page, serve, textOf } from '../http.ts';
import { faultsOfContent, linksOf, textsOf } from './content.ts';
import type { Sent, Subscriber } from './types.ts';
import { pageId, subscriberBody } from './types.ts';

const day = 24 * 3_600_000;
/** Requests per second, by path. */
const limits: { readonly [path: string]: number } = {
  '/fb/page/getInfo': 100,
  '/fb/subscriber/findBySystemField': 50,
  '/fb/sending/sendContent': 25,
};
const usualLimit = 10;

export type ManychatParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly subscribers: readonly Subscriber[];
};

/** ManyChat's public API for one page, and a page that shows each contact's Messenger. */
export async function startManychat({ clock, log, subscribers }: ManychatParts) {
  const token = `${pageId}:${randomBytes(16).toString('hex')}`;
  const callbackKey = randomBytes(16).toString('hex');
  const known = new Map(subscribers.map((person) => [person.id, person]));
  const sent: Sent[] = [];
  const asked = new Map<string, number[]>();
  const server = await serve(answer, log);

  let chat: ((request: Request) => Promise<Answer>) | null = null;

  function answer(request: Request): Answer | Promise<Answer> {
    const { method, path, headers, query } = request;
    if (chat && /^\/chat(\/|$)/.test(path)) return chat(request);
    if (method === 'GET' && path === '/') return messenger([...known.values()], sent);
    if (method === 'GET' && path === '/sent.json') return json(200, sent);
    if (!headers.authorization) return error(401, 'Token is required');
    if (headers.authorization !== `Bearer ${token}`) return error(401, 'Wrong token');
    if (!withinLimit(path)) return error(429, 'Too many requests');
    switch (`${method} ${path}`) {
      case 'GET /fb/page/getInfo':
        return success(pageInfo);
      case 'GET /fb/subscriber/getInfo': {
        const person = known.get(query.get('subscriber_id') ?? '');
        return person ? success(subscriberBody(person)) : unknownSubscriber();
      }
      case 'GET /fb/subscriber/findByName':
        return success(
          [...known.values()].map(subscriberBody).filter((person) => person.name === query.get('name')),
        );
      case 'GET /fb/subscriber/findBySystemField':
        return findBySystemField(query);
      case 'POST /fb/sending/sendContent':
        return sendContent(parseJson(request.body.toString('utf8')));
      default:
        return error(404, 'Not found');
    }
  }

  function findBySystemField(query: URLSearchParams): Answer {
    const [email, phone] = [query.get('email'), query.get('phone')];
    if ((email === null) === (phone === null)) return invalid('Exactly one of email, phone is expected.');
    const person = [...known.values()].find((one) =>
      phone === null ? one.email === email : one.phone === phone,
    );
    return person ? success(subscriberBody(person)) : success(null);
  }

  function sendContent(body: unknown): Answer {
    if (!isObject(body) || !/^\d+$/.test(idOf(body.subscriber_id))) {
      return invalid('subscriber_id cannot be blank.');
    }
    if (body.message_tag !== undefined) {
      return invalid('Message tags are no longer supported for Facebook Messenger');
    }
    const faults = faultsOfContent(body.data);
    if (faults.length > 0) return invalid(...faults);
    const person = known.get(idOf(body.subscriber_id));
    if (!person) return unknownSubscriber();
    const silent = clock.now() - (person.lastInteraction ?? 0);
    const refusal =
      silent > day
        ? `Content can't be sent to the subscriber without a message tag. Subscriber's last interaction was over ${Math.floor(silent / 3_600_000)}h ago (more than 24 hours ago)`
        : null;
    sent.push({
      at: clock.now(),
      subscriberId: person.id,
      texts: textsOf(body.data),
      links: linksOf(body.data),
      refusal,
    });
    if (refusal !== null) return json(400, { status: 'error', message: refusal, code: 3011 });
    return json(200, { status: 'success' });
  }

  function withinLimit(path: string): boolean {
    const now = clock.now();
    const recent = (asked.get(path) ?? []).filter((at) => at > now - 1000);
    const free = recent.length < (limits[path] ?? usualLimit);
    asked.set(path, free ? [...recent, now] : recent);
    return free;
  }

  const config: ManychatConfig = { token, apiBase: server.url, callbackKey };
  return {
    config,
    url: server.url,
    sent,
    /** A person writes to the page; the page may write back for a day. */
    heardFrom(person: Subscriber): void {
      known.set(person.id, person);
    },
    /** Sets the handler of the customers' chat, under `/chat`. */
    onChat(handler: (request: Request) => Promise<Answer>): void {
      chat = handler;
    },
    stop: () => server.close(),
  };
}
export type Manychat = Awaited<ReturnType<typeof startManychat>>;

/** A string or a number of digits. */
const idOf = (value: unknown): string => (typeof value === 'number' ? String(value) : (textOf(value) ?? ''));

const pageInfo = {
  id: pageId,
  name: 'Petal & Bean',
  category: 'Florist',
  avatar_link: '',
  username: 'petalandbean',
  about: 'Flowers, coffee and gifts in Podil, Kyiv',
  description: '',
  is_pro: true,
  timezone: 'Europe/Kyiv',
};
const success = (data: unknown): Answer => json(200, { status: 'success', data });
const error = (status: number, message: string): Answer => json(status, { status: 'error', message });
const invalid = (...messages: readonly string[]): Answer =>
  json(400, {
    status: 'error',
    message: 'Validation error',
    details: { messages: messages.map((message) => ({ message })) },
  });
const unknownSubscriber = (): Answer => invalid('Subscriber does not exist');

function messenger(people: readonly Subscriber[], sent: readonly Sent[]): Answer {
  const bubbles = people.map((person) => {
    const own = sent.filter((one) => one.subscriberId === person.id).toReversed();
    const rows = own.map(({ at, texts, links, refusal }) => {
      const time = new Date(at).toISOString().slice(11, 19);
      return refusal === null
        ? texts
            .map((words) => `<div class="said">${escapeHtml(words)}<br><small>${time}</small></div>`)
            .concat(links.map((link) => `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`))
            .join('')
        : `<p><small>${time} not delivered: ${escapeHtml(refusal)}</small></p>`;
    });
    return own.length === 0 && person.lastWords !== null
      ? ''
      : `<h2>${escapeHtml(`${person.first} ${person.last}`)}</h2>${rows.join('') || '<p><small>Nothing yet.</small></p>'}`;
  });
  return page(
    200,
    'What Messenger shows',
    `<p><a href="/chat">Write to the bot as a customer</a></p>${bubbles.join('')}`,
  );
}
