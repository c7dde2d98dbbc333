import {
  GraphqlQueryError,
  HttpInternalError,
  HttpRequestError,
  HttpResponseError,
  HttpThrottlingError,
} from '@shopify/shopify-api';
import { z } from 'zod';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import { certificateProblem } from '../connection-faults.ts';
import { bearable } from '../patience.ts';

/** The steps from the root of the answer to a field: `['orders', 'nodes', 3, 'email']`. */
export type FieldPath = readonly (string | number)[];

/** How to continue after a failed call. */
export type Verdict =
  /** The rest of the response is usable; these fields were withheld. */
  | { readonly kind: 'partial'; readonly data: unknown; readonly denied: readonly FieldPath[] }
  /** Nothing was carried out: safe to send again after `ms`, even a mutation. */
  | { readonly kind: 'wait'; readonly ms: number; readonly problem: Problem }
  /** It is unknown whether anything was carried out. */
  | { readonly kind: 'uncertain'; readonly problem: Problem }
  | { readonly kind: 'signed-out'; readonly problem: Problem }
  | { readonly kind: 'stop'; readonly problem: Problem };

/** One query exceeds the shop's cost limit for a single query: request smaller pages. */
export class QueryTooCostly extends Problem {
  constructor(cause: unknown) {
    super('refused', 'A request is too large for Shopify', { cause });
  }
}

const graphqlErrorSchema = z.object({
  message: z.string().catch(''),
  path: z.array(z.union([z.string(), z.number()])).catch([]),
  extensions: z.object({ code: z.string().optional() }).catch({}),
});
const failedBodySchema = z.object({
  data: z.unknown().optional(),
  errors: z.object({ graphQLErrors: z.array(graphqlErrorSchema).min(1) }),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        throttleStatus: z.object({
          maximumAvailable: z.number(),
          currentlyAvailable: z.number(),
          restoreRate: z.number().positive(),
        }),
      }),
    })
    .optional()
    .catch(undefined),
});

/** Classifies any error that the library throws for a GraphQL call. */
export function understand(error: unknown): Verdict {
  // nothing was sent
  if (isProblem(error)) return { kind: 'wait', ms: error.retryAfterMs ?? 0, problem: error };
  if (error instanceof GraphqlQueryError) return understandAnswer(error);
  if (error instanceof HttpThrottlingError) {
    const problem = throttledBy(error);
    return { kind: 'wait', ms: problem.retryAfterMs ?? 0, problem };
  }
  if (error instanceof HttpInternalError) {
    return { kind: 'uncertain', problem: unreachable(`Shopify answered ${error.response.code}`, error) };
  }
  if (error instanceof HttpResponseError) return understandStatus(error);
  const untrusted = certificateProblem('Shopify', error);
  if (untrusted) return { kind: 'stop', problem: untrusted };
  if (error instanceof HttpRequestError || error instanceof TypeError || isAbort(error)) {
    return { kind: 'uncertain', problem: unreachable('Shopify could not be reached', error) };
  }
  return { kind: 'stop', problem: new Problem('bug', messageOf(error), { cause: error }) };
}

function understandAnswer(error: GraphqlQueryError): Verdict {
  const body = failedBodySchema.safeParse(error.body);
  if (!body.success) {
    return { kind: 'uncertain', problem: unreachable('Shopify sent an unreadable response', error) };
  }
  const { data, errors, extensions } = body.data;
  const all = errors.graphQLErrors;
  const codes = new Set(all.map((each) => each.extensions.code));
  const words = all[0]?.message ?? '';
  if (codes.has('MAX_COST_EXCEEDED')) return { kind: 'stop', problem: new QueryTooCostly(error) };
  if (codes.has('THROTTLED')) {
    const cost = extensions?.cost;
    if (cost && cost.requestedQueryCost > cost.throttleStatus.maximumAvailable) {
      return { kind: 'stop', problem: new QueryTooCostly(error) }; // waiting would not help
    }
    const ms = cost ? waitFor(cost.requestedQueryCost, cost.throttleStatus) : 2000;
    return { kind: 'wait', ms, problem: throttled(ms, error) };
  }
  if (all.every((each) => each.extensions.code === 'ACCESS_DENIED')) {
    if (data !== undefined && data !== null) {
      return { kind: 'partial', data, denied: all.map((each) => each.path) };
    }
    return { kind: 'stop', problem: denied(words, error) };
  }
  if (codes.has('INTERNAL_SERVER_ERROR') || codes.has('TIMEOUT')) {
    return { kind: 'uncertain', problem: unreachable('Shopify had an internal error', error) };
  }
  if (codes.has('SHOP_INACTIVE')) return { kind: 'stop', problem: closedShop(error) };
  return { kind: 'stop', problem: new Problem('bug', `Shopify: ${words}`, { cause: error }) };
}

function understandStatus(error: HttpResponseError): Verdict {
  switch (error.response.code) {
    case 200: // an incomplete response, or a page of a proxy
      return {
        kind: 'uncertain',
        problem: unreachable('Shopify sent an unreadable response', error),
      };
    case 401:
      return { kind: 'signed-out', problem: signedOut(error) };
    default:
      return { kind: 'stop', problem: refusedBy(error) };
  }
}

/** Refusals by status code alone, the same for a query and a token request. */
export function refusedBy(error: HttpResponseError): Problem {
  switch (error.response.code) {
    case 402:
    case 423:
      return closedShop(error);
    case 403:
      return denied('the app has no access', error);
    case 404:
      return new Problem('refused', 'There is no Shopify shop at this domain', {
        cause: error,
        fix: 'Check the shop domain: NAME.myshopify.com',
      });
    default:
      return new Problem('refused', `Shopify answered ${error.response.code}`, { cause: error });
  }
}

/** How long until the bucket has the requested query cost. */
const waitFor = (
  requested: number,
  bucket: { readonly currentlyAvailable: number; readonly restoreRate: number },
): number => Math.max(0, Math.ceil(((requested - bucket.currentlyAvailable) / bucket.restoreRate) * 1000));

const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'AbortError' || error.name === 'TimeoutError');

const throttled = (ms: number, cause: unknown): Problem =>
  new Problem('throttled', 'Shopify is limiting requests', { cause, retryAfterMs: ms });

/** Shopify sends the wait in seconds, with a fraction. */
export function throttledBy(error: HttpThrottlingError): Problem {
  const seconds = Number(error.response.retryAfter);
  return throttled(bearable((Number.isFinite(seconds) && seconds >= 0 ? seconds : 2) * 1000), error);
}

const unreachable = (message: string, cause: unknown): Problem =>
  new Problem('unreachable', message, {
    cause,
    fix: 'Orderbell tries again automatically; check the internet connection if it keeps failing',
  });

export const signedOut = (cause: unknown): Problem =>
  new Problem('signed-out', 'Shopify no longer accepts this sign-in', {
    cause,
    fix: 'Check that the app is still installed in Shopify, then enter its keys again',
  });

/** For a token that is used instead of a client id and secret. */
export const tokenRefused = (cause: unknown): Problem =>
  new Problem('signed-out', 'Shopify no longer accepts the access token', {
    cause,
    fix: 'Remove the access token under More settings: it is used instead of the client ID and secret. A custom app created in the admin needs a new token there',
  });

export const denied = (words: string, cause: unknown): Problem =>
  new Problem('refused', `Shopify does not allow this: ${words}`, {
    cause,
    fix: 'Give the app the missing permission in Shopify and approve it again',
  });

const closedShop = (cause: unknown): Problem =>
  new Problem('refused', 'Shopify says the shop is closed or frozen', {
    cause,
    fix: 'Open the shop’s admin and resolve what Shopify asks for',
  });
