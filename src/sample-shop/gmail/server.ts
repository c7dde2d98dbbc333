import { randomBytes } from 'node:crypto';
import type { Clock, Log } from '../../main/ports.ts';
import type { GmailConfig } from '../../main/settings/config.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { escapeHtml } from '../escape-html.ts';
import { googleError } from '../google-error.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, page, serve, textOf } from '../http.ts';
import type { Publish } from '../publish.ts';
import type { Mailbox, StoredMail } from './mailbox.ts';
import { createMailbox, headerOf, readHeaders } from './mailbox.ts';
import { messageOf } from './message.ts';
import { parseQuery } from './search.ts';
import { createWatch } from './watch.ts';

const hour = 3_600_000;
const labels = [
  'INBOX',
  'SPAM',
  'TRASH',
  'UNREAD',
  'SENT',
  'DRAFT',
  'IMPORTANT',
  'STARRED',
  'CATEGORY_UPDATES',
];

/** Gmail: token refresh, profile, history and messages of one mailbox, and sending with a separate consent. */
export async function startGmail({
  clock,
  log,
  address = 'orders@petalandbean.example',
  projectId = 'petal-and-bean',
  publish,
}: {
  readonly clock: Clock;
  readonly log: Log;
  readonly address?: string;
  /** The project of the OAuth client. */
  readonly projectId?: string;
  /** Publishes to Pub/Sub; without it Gmail refuses to watch. */
  readonly publish?: Publish;
}) {
  const mailbox = createMailbox(address, clock, (mail) => watch.arrived(mail));
  const watch = createWatch({
    clock,
    log,
    address,
    projectId,
    publish,
    historyId: mailbox.historyId,
  });
  const clientSecret = `GOCSPX-${randomBytes(14).toString('base64url')}`;
  const refreshToken = `1//0${randomBytes(24).toString('base64url')}`;
  const sendRefreshToken = `1//0${randomBytes(24).toString('base64url')}`;
  const scopes = new Map([
    [refreshToken, 'https://www.googleapis.com/auth/gmail.readonly'],
    [sendRefreshToken, 'https://www.googleapis.com/auth/gmail.send'],
  ]);
  const clientId = '512345678901-petalandbean.apps.googleusercontent.com';
  const tokens = new Map<string, { readonly until: number; readonly scope: string }>();
  // adds a `Date` header of its own clock, as Google does
  const dated = (told: Answer): Answer => ({
    ...told,
    headers: { ...told.headers, date: new Date(clock.now()).toUTCString() },
  });
  const server = await serve(async (request) => dated(await answer(request)), log);

  function answer(request: Request): Answer | Promise<Answer> {
    const { method, path, headers } = request;
    if (method === 'POST' && (path === '/token' || path === '/oauth2/v4/token')) return renew(request);
    if (path === '/') return overview(mailbox);
    // delivers a mail of any kind: no page can send this type without a preflight, which is never answered
    if (method === 'POST' && path === '/deliver' && headers['content-type'] === 'message/rfc822') {
      return json(200, { id: mailbox.deliver(request.body.toString('utf8')).id });
    }
    const sent = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const token = tokens.get(sent);
    if (!token || token.until <= clock.now()) {
      return json(401, googleError(401, 'Request had invalid authentication credentials.', 'authError'));
    }
    const [, user, rest = ''] = /^\/gmail\/v1\/users\/([^/]+)\/(.*)$/.exec(path) ?? [];
    if (user !== 'me' && decodeURIComponent(user ?? '') !== address) return notFound();
    const sends = method === 'POST' && rest === 'messages/send';
    if (token.scope.endsWith('gmail.send') !== sends) {
      return json(403, googleError(403, 'Insufficient Permission', 'insufficientPermissions'));
    }
    if (sends) return send(request);
    if (method === 'POST' && rest === 'watch') return watch.answer(request.body);
    if (method !== 'GET') return notFound();
    if (rest === 'profile') return json(200, profile());
    if (rest === 'labels') {
      return json(200, { labels: labels.map((id) => ({ id, name: id, type: 'system' })) });
    }
    if (rest === 'history') return history(request.query);
    if (rest === 'messages') return list(request.query);
    const mail = mailbox.get(/^messages\/([0-9a-f]+)$/.exec(rest)?.[1] ?? '');
    if (!mail) return notFound();
    return json(
      200,
      messageOf(mail, request.query.get('format') ?? 'full', request.query.getAll('metadataHeaders')),
    );
  }

  /** Nothing is delivered: the addresses are invented. */
  function send({ body }: Request): Answer {
    const asked = parseJson(body.toString('utf8'));
    const raw = isObject(asked) ? textOf(asked.raw) : null;
    if (raw === null)
      return json(400, googleError(400, "'raw' RFC822 payload message string required", 'invalidArgument'));
    const message = Buffer.from(raw, 'base64url').toString('utf8');
    if (!/^[^\s@,<>]+@[^\s@,<>]+$/.test(headerOf(readHeaders(message), 'to'))) {
      return json(400, googleError(400, 'Invalid To header', 'invalidArgument'));
    }
    const { id, labelIds } = mailbox.keepSent(message);
    return json(200, { id, threadId: id, labelIds });
  }

  function renew({ body }: Request): Answer {
    const sent = new URLSearchParams(body.toString());
    const refuse = (status: number, error: string, description: string) =>
      json(status, { error, error_description: description });
    if (sent.get('client_id') !== clientId || sent.get('client_secret') !== clientSecret) {
      return refuse(401, 'invalid_client', 'The OAuth client was not found.');
    }
    if (sent.get('grant_type') !== 'refresh_token') {
      return refuse(400, 'unsupported_grant_type', 'Only refresh_token is given here');
    }
    const scope = scopes.get(sent.get('refresh_token') ?? '');
    if (scope === undefined) {
      return refuse(400, 'invalid_grant', 'Token has been expired or revoked.');
    }
    const accessToken = `ya29.${randomBytes(24).toString('base64url')}`;
    tokens.set(accessToken, { until: clock.now() + hour, scope });
    return json(200, { access_token: accessToken, expires_in: 3599, scope, token_type: 'Bearer' });
  }

  const profile = () => ({
    emailAddress: address,
    messagesTotal: mailbox.mails.length,
    threadsTotal: mailbox.mails.length,
    historyId: String(mailbox.historyId()),
  });

  function history(query: URLSearchParams): Answer {
    const start = Number(query.get('startHistoryId'));
    if (!query.get('startHistoryId')) {
      return json(400, googleError(400, 'Missing required parameter: startHistoryId', 'required'));
    }
    if (start < mailbox.firstHistoryId) return notFound();
    const label = query.get('labelId');
    const types = query.getAll('historyTypes');
    const added = types.length === 0 || types.includes('messageAdded');
    const found = mailbox.mails.filter(
      (mail) => added && mail.historyId > start && (label === null || mail.labelIds.includes(label)),
    );
    const { shown, nextPageToken } = pageOf(found, query);
    const reference = ({ id, labelIds }: StoredMail) => ({ id, threadId: id, labelIds });
    return json(200, {
      ...(shown.length > 0 && {
        history: shown.map((mail) => ({
          id: String(mail.historyId),
          messages: [{ id: mail.id, threadId: mail.id }],
          messagesAdded: [{ message: reference(mail) }],
        })),
      }),
      historyId: String(mailbox.historyId()),
      ...nextPageToken,
    });
  }

  function list(query: URLSearchParams): Answer {
    const { test, everywhere } = parseQuery(query.get('q') ?? '', clock.now());
    const wanted = query.getAll('labelIds');
    const hidden = !everywhere && query.get('includeSpamTrash') !== 'true' && !wanted.includes('SPAM');
    const found = mailbox.mails
      .filter((mail) => !(hidden && mail.labelIds.includes('SPAM')))
      .filter((mail) => wanted.every((label) => mail.labelIds.includes(label)))
      .filter(test)
      .toReversed();
    const { shown, nextPageToken } = pageOf(found, query);
    return json(200, {
      ...(shown.length > 0 && { messages: shown.map(({ id }) => ({ id, threadId: id })) }),
      ...nextPageToken,
      resultSizeEstimate: found.length,
    });
  }

  const config: GmailConfig = {
    clientId,
    clientSecret,
    refreshToken,
    sendRefreshToken,
    apiBase: server.url,
    tokenUrl: `${server.url}/token`,
    pollSeconds: 2,
  };
  return { config, url: server.url, mailbox, stop: () => server.close() };
}
export type Gmail = Awaited<ReturnType<typeof startGmail>>;

const mostOfAPage = 500;
function pageOf(found: readonly StoredMail[], query: URLSearchParams) {
  const size = Math.max(1, Math.min(mostOfAPage, Number(query.get('maxResults') ?? 100)));
  const from = Number(query.get('pageToken') ?? 0);
  const to = from + size;
  return {
    shown: found.slice(from, to),
    nextPageToken: to < found.length ? { nextPageToken: String(to) } : {},
  };
}

const notFound = (): Answer => json(404, googleError(404, 'Requested entity was not found.', 'notFound'));

const names = [
  ['SPAM', 'Spam'],
  ['SENT', 'Sent'],
] as const;

/** A page of the mailbox for people. */
function overview(mailbox: Mailbox): Answer {
  const rows = mailbox.mails.toReversed().map((mail) => {
    const isSent = mail.labelIds.includes('SENT');
    const who = headerOf(mail.headers, isSent ? 'to' : 'from').replace(/^.*<(.*)>$/, '$1');
    const label = names.find(([id]) => mail.labelIds.includes(id))?.[1] ?? 'Inbox';
    return `<tr><td>${new Date(mail.receivedAt).toISOString().slice(11, 19)}</td><td>${escapeHtml(isSent ? `to ${who}` : who)}</td><td>${label}</td></tr>`;
  });
  return page(200, mailbox.address, `<table>${rows.join('')}</table>`);
}
