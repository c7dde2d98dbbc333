import PQueue from 'p-queue';
import { z } from 'zod';
import type { SubscriberId } from '../../shared/ids.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { Problem } from '../../shared/problem.ts';
import { unansweredProblem } from '../connection-faults.ts';
import { createPatience } from '../patience.ts';
import type { Clock, Log } from '../ports.ts';
import type { ManychatConfig } from '../settings/config.ts';
import type { DynamicBlock } from './dynamic-block.ts';
import { problemOfAnswer } from './problems.ts';

export type Page = { readonly id: string; readonly name: string; readonly isPro: boolean | null };
/** `undefined`: not in the response; `null`: never. */
export type Contact = {
  readonly name: string;
  readonly lastInteraction: number | null | undefined;
  /** The address of the chat with the contact, for a person. */
  readonly chatUrl?: string;
};

export interface Manychat {
  page(): Promise<Page>;
  contact(id: SubscriberId): Promise<Contact>;
  /**
   * Once it returns, the message was accepted; ManyChat reports nothing more.
   * @throws Problem, of kind `unknown-outcome` when it may have been sent
   */
  send(id: SubscriberId, content: DynamicBlock): Promise<void>;
}

const text = z.union([z.string(), z.int().transform(String)]);
const pageSchema = z.object({ id: text, name: z.string(), is_pro: z.boolean().optional().catch(undefined) });
const contactSchema = z.object({
  name: z.string().optional().catch(undefined),
  last_interaction: z.string().nullish().catch(undefined),
  live_chat_url: z
    .url({ protocol: /^https$/ })
    .optional()
    .catch(undefined),
});

/** Per second: ManyChat allows ten queries and twenty-five messages. */
const questions = 8;
const messages = 20;
const readTimeoutMs = 10_000;
/** Longer than the connect timeout, so that a failed connection is distinguished from a lost response. */
const sendTimeoutMs = 20_000;

/** A thin client, because ManyChat has none for JavaScript. It sends nothing twice; retries belong to the outbox. */
export function createManychatClient({
  config: { token, apiBase },
  clock,
  log,
}: {
  readonly config: ManychatConfig;
  readonly clock: Clock;
  readonly log: Log;
}): Manychat {
  const patience = createPatience('ManyChat', clock);
  const asking = new PQueue({ intervalCap: questions, interval: 1_000 });
  const sending = new PQueue({ intervalCap: messages, interval: 1_000 });

  async function request(path: string, init: RequestInit, timeoutMs: number): Promise<unknown> {
    if (token === null)
      throw new Problem('signed-out', 'ManyChat has no API key', { field: 'MANYCHAT_TOKEN' });
    const writes = init.method === 'POST';
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    let response: Response;
    let body: string;
    patience.check();
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      response = await fetch(new URL(path, apiBase), { ...init, headers, signal, redirect: 'manual' });
      body = await response.text();
    } catch (error) {
      throw unansweredProblem('ManyChat', error, writes);
    }
    log.debug('ManyChat answered', { path: path.split('?')[0], status: response.status });
    const answer = parseJson(body);
    const retryAfter = response.headers.get('retry-after');
    patience.heard(retryAfter);
    const problem = problemOfAnswer(
      { status: response.status, retryAfter, body: answer },
      { writes, now: clock.now() },
    );
    if (problem) throw problem;
    return z.object({ data: z.unknown().optional() }).parse(answer).data;
  }

  /** A request that is blocked uses no slot of the rate limit. */
  async function inTurn(turns: PQueue, ask: () => Promise<unknown>): Promise<unknown> {
    patience.check();
    return turns.add(ask);
  }
  const get = (path: string) => inTurn(asking, () => request(path, { method: 'GET' }, readTimeoutMs));

  return {
    async page() {
      const { id, name, is_pro } = parsed(pageSchema, await get('/fb/page/getInfo'));
      return { id, name, isPro: is_pro ?? null };
    },
    async contact(id) {
      const path = `/fb/subscriber/getInfo?${new URLSearchParams({ subscriber_id: id }).toString()}`;
      const answer = parsed(contactSchema, await get(path));
      const { name = '', last_interaction, live_chat_url: chatUrl } = answer;
      const known = { name, ...(chatUrl !== undefined && { chatUrl }) };
      if (last_interaction === null) return { ...known, lastInteraction: null };
      const at = Date.parse(last_interaction ?? '');
      return { ...known, lastInteraction: Number.isNaN(at) ? undefined : at };
    },
    async send(id, data) {
      // never a message tag: the one still allowed is for text a person typed
      const body = JSON.stringify({ subscriber_id: id, data });
      await inTurn(sending, () =>
        request('/fb/sending/sendContent', { method: 'POST', body }, sendTimeoutMs),
      );
    },
  };
}

/** @throws Problem `not-found` when the response has not the documented form */
function parsed<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  throw new Problem('not-found', 'ManyChat’s response is incomplete', { cause: result.error });
}
