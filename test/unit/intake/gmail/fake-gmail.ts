import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import type { GmailConfig } from '../../../../src/main/settings/config.ts';

export type FakeMail = {
  readonly id: string;
  readonly raw: string;
  readonly internalDate: number;
  readonly labelIds: readonly string[];
  readonly historyId: number;
};

export type FakeGmail = {
  readonly config: GmailConfig;
  /** Whose mailbox the sign-in is for. */
  address: string;
  /** What was searched for. */
  readonly searches: string[];
  /** Paths asked for, without the token calls. */
  readonly calls: string[];
  /** Called before each answer; a returned status is answered instead, and to silence nothing at all. */
  fail: (
    path: string,
    format: string | null,
    query: string,
  ) => { readonly status: number; readonly body: unknown } | 'silence' | null;
  /** What each answer waits for. */
  hold: (path: string, format: string | null) => Promise<void> | null;
  /** What the token endpoint says. */
  token: { readonly status: number; readonly body: unknown };
  /** Whether the token endpoint keeps its callers waiting. */
  holdToken: boolean;
  /** How often a token was asked for. */
  tokenCalls: number;
  /** History ids up to this one are forgotten. */
  forgottenUpTo: number;
  /** Mails that were accepted to be sent, as they were handed in. */
  readonly sent: readonly string[];
  /** What becomes of the next ones to be sent, one after the other: `cut` is accepted, and its answer lost. */
  sending: ({ readonly status: number; readonly body: unknown } | 'cut')[];
  /** Whether what was sent shows in a search yet. */
  indexed: boolean;
  /** Whether each mail that is sent gets another Message-ID than it had. */
  renames: boolean;
  deliver(raw: string, options?: { readonly at?: number; readonly labelIds?: readonly string[] }): FakeMail;
  remove(id: string): void;
  /** Puts a label on a mail, as a click on Delete does with TRASH; no history that is asked for tells of it. */
  label(id: string, label: string): void;
  /** Takes a label off a mail, as a click on Not spam does with SPAM, and opening it with UNREAD. */
  unlabel(id: string, label: string): void;
  close(): Promise<void>;
};

export const googleError = (status: number, reason: string) => ({
  status,
  body: { error: { code: status, message: reason, errors: [{ reason, message: reason }] } },
});

/** One change of the mailbox, as its history tells it to who asked for changes of its type. */
type Change = { readonly type: string; readonly at: number; readonly told: gmail_v1.Schema$History };

/** A small working Gmail on loopback: history, search by sender, subject, time and spam, pages of two, raw mails and heads, sending. */
export async function startFakeGmail(
  now: () => number,
  address = 'orders@flowers.example',
): Promise<FakeGmail> {
  const mails: FakeMail[] = [];
  const unlabelled: Change[] = [];
  const sent: string[] = [];
  let historyId = 1000;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gmail');
    const reply = (status: number, body: unknown) => {
      const date = new Date(now()).toUTCString();
      response.writeHead(status, { 'content-type': 'application/json', date }).end(JSON.stringify(body));
    };
    drain(request).then(
      async (body) => {
        if (url.pathname === '/token') {
          fake.tokenCalls += 1;
          return fake.holdToken ? undefined : reply(fake.token.status, fake.token.body);
        }
        fake.calls.push(url.pathname);
        const format = url.searchParams.get('format');
        await fake.hold(url.pathname, format);
        const query = url.searchParams.get('q') ?? '';
        if (query !== '') fake.searches.push(query);
        const failure = fake.fail(url.pathname, format, query);
        if (failure === 'silence') return;
        if (failure) return reply(failure.status, failure.body);
        if (url.pathname.endsWith('/messages/send')) {
          const next = fake.sending.shift();
          const isTaken = next === undefined || next === 'cut';
          const id = isTaken ? take(body) : '';
          if (next === 'cut') return request.socket.destroy();
          return next ? reply(next.status, next.body) : reply(200, { id, threadId: id, labelIds: ['SENT'] });
        }
        const answer = answerTo(url);
        return reply(answer ? 200 : 404, answer ?? googleError(404, 'notFound').body);
      },
      () => reply(400, {}),
    );
  });

  function take(body: string): string {
    const { raw } = JSON.parse(body) as { raw: string };
    const mail = Buffer.from(raw, 'base64url').toString('utf8');
    sent.push(mail);
    const renamed = mail.replace(/^Message-ID: .*$/im, `Message-ID: <CA${sent.length}@mail.gmail.com>`);
    return fake.deliver(fake.renames ? renamed : mail, { labelIds: ['SENT'] }).id;
  }

  function answerTo(url: URL): object | null {
    const path = url.pathname.replace('/gmail/v1/users/me/', '');
    const page = Number(url.searchParams.get('pageToken') ?? 0);
    const paged = <T>(items: readonly T[]) => ({
      items: items.slice(page * 2, page * 2 + 2),
      ...(items.length > page * 2 + 2 && { nextPageToken: String(page + 1) }),
    });
    if (path === 'profile') return { emailAddress: fake.address, historyId: String(historyId) };
    if (path === 'history') {
      const since = Number(url.searchParams.get('startHistoryId'));
      if (since <= fake.forgottenUpTo) return null;
      const types = url.searchParams.getAll('historyTypes');
      const asked = [...mails.map(addedOf), ...unlabelled]
        .filter(({ type, at }) => at > since && (types.length === 0 || types.includes(type)))
        .toSorted((one, other) => one.at - other.at);
      const { items, ...rest } = paged(asked);
      const history = items.map(({ told }) => told);
      const answer: gmail_v1.Schema$ListHistoryResponse = {
        historyId: String(historyId),
        ...(history.length > 0 && { history }),
        ...rest,
      };
      return answer;
    }
    if (path === 'messages') {
      const shown = mails.filter(({ labelIds }) => fake.indexed || !labelIds.includes('SENT'));
      const found = shown.filter((mail) => matches(mail, url.searchParams.get('q') ?? '')).toReversed();
      const { items, ...rest } = paged(found);
      return {
        ...(items.length > 0 && { messages: items.map(({ id }) => ({ id, threadId: id })) }),
        ...rest,
      };
    }
    const mail = mails.find(({ id }) => path === `messages/${id}`);
    if (!mail) return null;
    const { id, labelIds, raw } = mail;
    const message = { id, threadId: id, labelIds, internalDate: String(mail.internalDate) };
    if (url.searchParams.get('format') !== 'metadata') {
      return { ...message, raw: Buffer.from(raw).toString('base64url') };
    }
    const headers = url.searchParams.getAll('metadataHeaders').flatMap((name) => {
      const value = new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1];
      return value === undefined ? [] : [{ name, value }];
    });
    return { ...message, sizeEstimate: raw.length, payload: { headers } };
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeGmail = {
    config: {
      clientId: 'client',
      clientSecret: 'secret',
      refreshToken: 'refresh',
      apiBase: base,
      tokenUrl: `${base}/token`,
      pollSeconds: 30,
    },
    address,
    calls: [],
    searches: [],
    fail: () => null,
    hold: () => null,
    token: { status: 200, body: { access_token: 'access', expires_in: 3600, token_type: 'Bearer' } },
    holdToken: false,
    tokenCalls: 0,
    forgottenUpTo: 0,
    sent,
    sending: [],
    indexed: true,
    renames: false,
    deliver(raw, { at = now(), labelIds = ['INBOX', 'UNREAD'] } = {}) {
      historyId += 10;
      const mail = { id: `m${historyId}`, raw, internalDate: at, labelIds, historyId };
      mails.push(mail);
      return mail;
    },
    remove: (id) => {
      mails.splice(
        mails.findIndex((mail) => mail.id === id),
        1,
      );
    },
    label(id, label) {
      const index = mails.findIndex((mail) => mail.id === id);
      const mail = mails[index];
      if (!mail) throw new Error(`no mail ${id}`);
      historyId += 10;
      mails[index] = { ...mail, labelIds: [...mail.labelIds, label] };
    },
    unlabel(id, label) {
      const index = mails.findIndex((mail) => mail.id === id);
      const mail = mails[index];
      if (!mail) throw new Error(`no mail ${id}`);
      const labelIds = mail.labelIds.filter((each) => each !== label);
      historyId += 10;
      mails[index] = { ...mail, labelIds };
      const labelsRemoved = [{ message: { id, threadId: id, labelIds }, labelIds: [label] }];
      unlabelled.push({
        type: 'labelRemoved',
        at: historyId,
        told: changeOf(historyId, id, { labelsRemoved }),
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

const addedOf = ({ id, labelIds, historyId }: FakeMail): Change => ({
  type: 'messageAdded',
  at: historyId,
  told: changeOf(historyId, id, {
    messagesAdded: [{ message: { id, threadId: id, labelIds: [...labelIds] } }],
  }),
});

const changeOf = (at: number, id: string, what: gmail_v1.Schema$History): gmail_v1.Schema$History => ({
  id: String(at),
  messages: [{ id, threadId: id }],
  ...what,
});

/** As much of Gmail's search as is used. */
function matches(mail: FakeMail, query: string): boolean {
  const from = /from:\(([^)]*)\)/.exec(query)?.[1]?.split(' OR ') ?? [];
  const after = Number(/after:(\d+)/.exec(query)?.[1] ?? 0) * 1000;
  const isSpam = mail.labelIds.includes('SPAM');
  const head = mail.raw.slice(0, mail.raw.search(/\r?\n\r?\n/)).toLowerCase();
  const messageId = /rfc822msgid:(\S+)/.exec(query)?.[1];
  if (messageId !== undefined) return head.includes(`message-id: <${messageId}>`.toLowerCase());
  const to = /in:sent to:\(([^)]*)\)/.exec(query)?.[1];
  if (to !== undefined) {
    return mail.internalDate >= after && mail.labelIds.includes('SENT') && head.includes(`to: ${to}`);
  }
  if (mail.internalDate < after || query.includes('in:spam') !== isSpam) return false;
  return from.length === 0
    ? /subject:.*(new order|нове замовлення)/.test(head)
    : from.some((address) => head.includes(address));
}

async function drain(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
