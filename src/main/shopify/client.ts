import type { Shopify } from '@shopify/shopify-api';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import type { z } from 'zod';
import { assertNever, Problem } from '../../shared/problem.ts';
import { dateOf } from '../answer-header.ts';
import { createPatience } from '../patience.ts';
import type { Clock, Log } from '../ports.ts';
import type { ShopifyConfig } from '../settings/config.ts';
import { aim } from './aim.ts';
import { fetchShopFacts } from './shop-facts.ts';
import type { CallOptions, ShopifyClient, Variables } from './shopify-client.ts';
import { createTokens } from './tokens.ts';
import type { FieldPath, Verdict } from './understand.ts';
import { denied, tokenRefused, understand } from './understand.ts';
import { refuseUserErrors } from './user-errors.ts';

export type ShopifyClientParts = {
  readonly config: ShopifyConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly timeoutMs?: number;
  /** Called with the time of each response by Shopify's clock, epoch milliseconds. */
  readonly onDate?: (at: number) => void;
  /** 0 to 1; jitter that spreads the retries of several computers. */
  readonly random?: () => number;
};

const mostTries = 5;
const longestWait = 60_000;

export function createShopifyClient(parts: ShopifyClientParts): ShopifyClient {
  const { config, clock, log, timeoutMs = 15_000, onDate = () => {}, random = Math.random } = parts;
  aim(config.shop, config.apiBase);
  const shopify = library(config, log);
  const patience = createPatience('Shopify', clock);
  const tokens = createTokens(shopify, config, clock, patience);

  async function call(
    document: string,
    variables: Variables,
    kind: Call['kind'],
    { signal, onWait }: CallOptions = {},
  ) {
    let renewed = false;
    for (let tries = 1; ; tries += 1) {
      const session = await unlessAborted(tokens.current(), signal);
      const verdict = await send(document, variables, session, signal);
      switch (verdict.kind) {
        case 'answer':
        case 'partial':
          return verdict;
        case 'wait':
          if (tries >= mostTries || verdict.ms > longestWait) throw verdict.problem;
          log.debug('Shopify asked to wait', { ms: verdict.ms });
          onWait?.(clock.now() + verdict.ms, verdict.problem);
          await pause(clock, verdict.ms + random() * 250, signal);
          break;
        case 'uncertain':
          if (kind === 'mutation') {
            throw new Problem('unknown-outcome', 'It is unknown whether Shopify did it', {
              cause: verdict.problem,
            });
          }
          if (tries >= mostTries || signal?.aborted) throw verdict.problem;
          await pause(clock, 500 * 2 ** (tries - 1) * (1 + random() / 2), signal);
          break;
        case 'signed-out':
          if (renewed || !tokens.drop(session)) throw signedOutOf(verdict.problem);
          renewed = true;
          break;
        case 'stop':
          throw verdict.problem;
        default:
          assertNever(verdict);
      }
    }
  }

  async function send(
    document: string,
    variables: Variables,
    session: Awaited<ReturnType<typeof tokens.current>>,
    signal?: AbortSignal,
  ): Promise<Verdict | Answer> {
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await patience.keep(() =>
        new shopify.clients.Graphql({ session }).request<unknown>(document, {
          variables: { ...variables },
          retries: 0, // the library reads Retry-After as milliseconds and never waits for query cost
          signal: signal ? AbortSignal.any([limit, signal]) : limit,
        }),
      );
      hearDate(answer);
      return { kind: 'answer', data: answer.data, denied: [] };
    } catch (error) {
      hearDate(error);
      return understand(error);
    }
  }

  /** New keys would not help while an access token is used instead of them. */
  const signedOutOf = (problem: Problem): Problem =>
    config.auth.kind === 'access-token' && config.auth.besideKeys ? tokenRefused(problem.cause) : problem;

  /** Reads the date of a response, or of the error that the library throws if fields were withheld. */
  function hearDate(answer: unknown): void {
    const at = dateOf(answer);
    if (!Number.isNaN(at)) onDate(at);
  }

  const client: ShopifyClient = {
    shop: config.shop,
    async query(document, variables, schema, options) {
      const answer = await call(document, variables, 'query', options);
      if (answer.kind === 'partial') throw denied(nameOf(answer.denied), undefined);
      return read(answer, schema);
    },
    async queryPartly(document, variables, schema, options) {
      const answer = await call(document, variables, 'query', options);
      return { data: read(answer, schema), denied: answer.denied };
    },
    async mutate(document, variables, schema, options) {
      const answer = await call(document, variables, 'mutation', options);
      refuseUserErrors(answer.data);
      return read(answer, schema);
    },
    who: (options) => fetchShopFacts(client, options),
  };
  return client;
}

type Call = { readonly kind: 'query' | 'mutation' };
type Answer = { readonly kind: 'answer'; readonly data: unknown; readonly denied: readonly FieldPath[] };

const nameOf = (paths: readonly FieldPath[]): string =>
  [...new Set(paths.map((path) => path.filter((step) => typeof step === 'string').join('.')))].join(', ');

function read<T>(answer: Omit<Answer, 'kind'>, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  if (answer.denied.length > 0) throw denied(nameOf(answer.denied), parsed.error);
  throw new Problem('bug', 'Shopify’s response is not as documented', { cause: parsed.error });
}

function library({ shop, auth, webhookSecrets }: ShopifyConfig, log: Log): Shopify {
  const common = {
    hostName: 'localhost', // required, and used only for addresses that are never built here
    apiVersion: ApiVersion.October26,
    isEmbeddedApp: false,
    logger: {
      level: LogSeverity.Warning,
      httpRequests: false,
      log: (_severity: LogSeverity, message: string) => log.warn('shopify library', { message }),
    },
  } as const;
  if (auth.kind === 'client-credentials') {
    return shopifyApi({ ...common, apiKey: auth.clientId, apiSecretKey: auth.clientSecret });
  }
  return shopifyApi({
    ...common,
    hostName: shop,
    isCustomStoreApp: true,
    adminApiAccessToken: auth.accessToken,
    apiSecretKey: webhookSecrets[0] ?? 'unused', // required; deliveries are checked elsewhere
  });
}

/** A token request is shared by all callers, so an aborted caller stops waiting without ending it. */
function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Problem('unreachable', 'Stopped before Shopify responded'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
