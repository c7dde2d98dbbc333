import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';
import { isProblem, Problem } from '../../../shared/problem.ts';
import { dateOf } from '../../answer-header.ts';
import type { Patience } from '../../patience.ts';
import type { GmailConfig } from '../../settings/config.ts';
import { readMailHeaders } from '../mail/mail-headers.ts';
import { gmailProblem } from './gmail-problem.ts';
import { signedIn } from './google-auth.ts';

/** A response with Google's time in epoch milliseconds; absent if there is no Date header. */
type Dated<T> = T & { readonly answeredAt?: number };

export type RawMail = Dated<{
  readonly id: string;
  readonly labelIds: readonly string[];
  /** When Google accepted it, epoch milliseconds. */
  readonly internalDate: number;
  readonly raw: Uint8Array;
}>;

/** The metadata of a mail that is not fetched. */
export type AboutMail = {
  readonly from: string;
  readonly subject: string;
  readonly internalDate: number;
  /** In bytes, as Gmail estimates it; null without an estimate. */
  readonly size: number | null;
  readonly labelIds: readonly string[];
};

/** Requests to Gmail. Each rejects with a Problem and never retries. */
export type GmailClient = {
  profile(): Promise<Dated<{ readonly address: string; readonly historyId: string }>>;
  /**
   * The mails added since, or taken out of spam or trash, all pages; null when `since` is too old for Gmail, or there are more
   * than the page limit.
   */
  added(since: string): Promise<Dated<{
    readonly messages: readonly { readonly id: string; readonly labelIds: readonly string[] }[];
    readonly historyId: string;
  }> | null>;
  /** Ids of the mails that match a search, all pages, newest first. */
  search(query: string): Promise<readonly string[]>;
  /** Null when the mail is gone. @param limitMs timeout of the whole request */
  raw(id: string, limitMs?: number): Promise<RawMail | null>;
  /** Null when the mail is gone. */
  about(id: string): Promise<AboutMail | null>;
  /** Has Gmail publish changes of the inbox for seven days. @param topicName `projects/PROJECT/topics/TOPIC` */
  watch(topicName: string): Promise<void>;
};

/** The results of all searches, without duplicates. */
export async function searchEach(
  client: Pick<GmailClient, 'search'>,
  queries: readonly string[],
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const query of queries) for (const id of await client.search(query)) ids.add(id);
  return [...ids];
}

/** Labels of a mail that Gmail or a person has discarded. */
export const thrownOut: ReadonlySet<string> = new Set(['SPAM', 'TRASH']);

const idSchema = z.string().min(1).max(100);
const watchSchema = z.object({ expiration: z.coerce.number().positive() });
const profileSchema = z.object({ emailAddress: z.string(), historyId: z.string() });
const labelsSchema = z.array(z.string()).optional();
const changedSchema = z.object({ id: idSchema, labelIds: labelsSchema });
const historySchema = z.object({
  historyId: z.string(),
  nextPageToken: z.string().optional(),
  history: z
    .array(
      z.object({
        messagesAdded: z.array(z.object({ message: changedSchema })).optional(),
        labelsRemoved: z.array(z.object({ message: changedSchema, labelIds: labelsSchema })).optional(),
      }),
    )
    .optional(),
});
const listSchema = z.object({
  messages: z.array(z.object({ id: idSchema })).optional(),
  nextPageToken: z.string().optional(),
});
const rawSchema = z.object({
  id: idSchema,
  labelIds: labelsSchema,
  internalDate: z.string().regex(/^\d+$/).optional(),
  raw: z.string(),
});
const aboutSchema = z.object({
  labelIds: labelsSchema,
  internalDate: z.coerce.number().int().min(0).max(8.64e15).catch(0),
  sizeEstimate: z.number().min(0).nullable().catch(null),
  payload: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })).catch([]) }),
});

// The library's own retries ignore Retry-After and quota errors; the poller handles both.
const noRetry = { retry: false, timeout: 30_000 } as const;
const pages = 200;

/**
 * @param stopping aborts running requests
 * @param patience shared by all clients of the mailbox
 * @param onLifetime called with the lifetime of the sign-in in seconds, each time Google sets one
 */
export function createGmailClient(
  config: GmailConfig,
  stopping: AbortSignal,
  onLifetime: (seconds: number) => void = () => {},
  patience?: Patience,
): GmailClient {
  const once = { ...noRetry, signal: stopping };
  const oauth = signedIn(config, config.refreshToken, onLifetime);
  const api = gmail({
    version: 'v1',
    auth: oauth,
    ...(config.apiBase !== undefined && { rootUrl: config.apiBase }),
  });
  const me = { userId: 'me' } as const;

  async function ask<T>(call: () => Promise<{ readonly data: unknown }>, schema: z.ZodType<T>): Promise<T> {
    let data: unknown;
    try {
      ({ data } = await (patience ? patience.keep(call) : call()));
    } catch (error) {
      throw isProblem(error) ? error : gmailProblem(error);
    }
    const answer = schema.safeParse(data);
    if (answer.success) return answer.data;
    // a proxy or firewall answered instead of Google
    throw new Problem('unreachable', 'Gmail answered something else than what was asked for', {
      cause: answer.error,
    });
  }
  async function askDated<T>(call: () => Promise<{ readonly data: unknown }>, schema: z.ZodType<T>) {
    let at = Number.NaN;
    const answer = await ask(async () => {
      const whole = await call();
      at = dateOf(whole);
      return whole;
    }, schema);
    return { answer, when: at > 0 ? { answeredAt: at } : {} };
  }
  /** @returns the last page, and when Google sent the first */
  async function eachPage<T extends { readonly nextPageToken?: string | undefined }>(
    request: (paged: {
      readonly userId: string;
      readonly maxResults: number;
      readonly pageToken?: string;
    }) => Promise<{ readonly answer: T; readonly when: { readonly answeredAt?: number } }>,
    take: (page: T) => void,
  ) {
    const first = await request({ ...me, maxResults: 500 });
    let { answer } = first;
    take(answer);
    for (let page = 1; page < pages && answer.nextPageToken !== undefined; page += 1) {
      ({ answer } = await request({ ...me, maxResults: 500, pageToken: answer.nextPageToken }));
      take(answer);
    }
    return { last: answer, when: first.when, isWhole: answer.nextPageToken === undefined };
  }
  const unlessMissing = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      if (isProblem(error) && error.kind === 'not-found') return null;
      throw error;
    }
  };

  return {
    async profile() {
      const { answer, when } = await askDated(() => api.users.getProfile(me, once), profileSchema);
      return { address: answer.emailAddress, historyId: answer.historyId, ...when };
    },
    added: (since) =>
      unlessMissing(
        (async () => {
          const messages = new Map<string, readonly string[]>();
          const query = { startHistoryId: since, historyTypes: ['messageAdded', 'labelRemoved'] };
          const read = await eachPage(
            (paged) => askDated(() => api.users.history.list({ ...query, ...paged }, once), historySchema),
            ({ history = [] }) => {
              for (const { id, labelIds } of history.flatMap(cameIn)) messages.set(id, labelIds ?? []);
            },
          );
          // continuing from here would hit the limit again: a full listing does not
          if (!read.isWhole) return null;
          return {
            messages: [...messages].map(([id, labelIds]) => ({ id, labelIds })),
            historyId: read.last.historyId,
            ...read.when,
          };
        })(),
      ),
    async watch(topicName) {
      const requestBody = { topicName, labelIds: ['INBOX'], labelFilterBehavior: 'include' };
      await ask(() => api.users.watch({ ...me, requestBody }, once), watchSchema);
    },
    async search(query) {
      const ids = new Set<string>();
      await eachPage(
        (paged) =>
          askDated(
            () => api.users.messages.list({ q: query, includeSpamTrash: true, ...paged }, once),
            listSchema,
          ),
        ({ messages = [] }) => {
          for (const { id } of messages) ids.add(id);
        },
      );
      return [...ids];
    },
    async raw(id, limitMs = noRetry.timeout) {
      const found = await unlessMissing(
        askDated(
          () => api.users.messages.get({ ...me, id, format: 'raw' }, { ...once, timeout: limitMs }),
          rawSchema,
        ),
      );
      if (found === null) return null;
      const { answer, when } = found;
      return {
        id: answer.id,
        labelIds: answer.labelIds ?? [],
        internalDate: Number(answer.internalDate ?? 0),
        ...when,
        raw: new Uint8Array(Buffer.from(answer.raw, 'base64url')),
      };
    },
    async about(id) {
      const metadataHeaders = ['From', 'Subject'];
      const answer = await unlessMissing(
        ask(
          () => api.users.messages.get({ ...me, id, format: 'metadata', metadataHeaders }, once),
          aboutSchema,
        ),
      );
      if (answer === null) return null;
      const { labelIds = [], internalDate, sizeEstimate, payload } = answer;
      const lines = payload.headers.map(({ name, value }) => `${name}: ${value.replace(/\s+/g, ' ')}`);
      const { anyFrom, subject } = await readMailHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
      return {
        from: anyFrom[0] ?? '',
        subject,
        internalDate,
        size: sizeEstimate,
        labelIds,
      };
    },
  };
}

type Change = NonNullable<z.infer<typeof historySchema>['history']>[number];

/** The mails in a change. A discarded mail is checked again when a person takes it out of spam. */
const cameIn = ({ messagesAdded = [], labelsRemoved = [] }: Change) =>
  [
    ...messagesAdded,
    ...labelsRemoved.filter(({ labelIds = [] }) => labelIds.some((label) => thrownOut.has(label))),
  ].map(({ message }) => message);
