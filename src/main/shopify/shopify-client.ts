import type { z } from 'zod';
import type { Problem } from '../../shared/problem.ts';
import type { FieldPath } from './understand.ts';

export type Variables = { readonly [name: string]: unknown };
export type CallOptions = {
  readonly signal?: AbortSignal;
  /** Called with the end of the wait when Shopify throttles a call. */
  readonly onWait?: (until: number, problem: Problem) => void;
};

export type ShopFacts = {
  /** Shopify's own id, digits: it survives a change of the domain. */
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly currency: string;
  readonly timezone: string;
  /** ISO 3166 country of the shop's address; empty if Shopify does not send it. */
  readonly country: string;
  readonly plan: string;
  readonly scopes: readonly string[];
  /** Permissions this app uses and was not granted. */
  readonly missing: readonly string[];
};

/** The shop's GraphQL API. Responses are validated, and every error is a `Problem`. */
export interface ShopifyClient {
  readonly shop: string;
  /** Sends a query; waits for its turn and retries if that can help. */
  query<T>(document: string, variables: Variables, schema: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /** Same as `query`, but returns the rest of the response when some fields are withheld. */
  queryPartly<T>(
    document: string,
    variables: Variables,
    schema: z.ZodType<T>,
    options?: CallOptions,
  ): Promise<{ readonly data: T; readonly denied: readonly FieldPath[] }>;
  /**
   * Sends once.
   * @throws Problem `unknown-outcome` when it may have been carried out; `bad-input` for `userErrors`
   */
  mutate<T>(document: string, variables: Variables, schema: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /** The shop of this token, and the permissions it lacks. */
  who(options?: CallOptions): Promise<ShopFacts>;
}
