import type { z } from 'zod';
import type { Problem } from '../../shared/problem.ts';
import type { FieldPath } from './understand.ts';

export type Variables = { readonly [name: string]: unknown };
export type CallOptions = {
  readonly signal?: AbortSignal;
  /** Told until when a call waits because Shopify asked to go slower. */
  readonly onWait?: (until: number, problem: Problem) => void;
};

export type ShopFacts = {
  /** Shopify's own, digits: it outlives a change of the domain. */
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly currency: string;
  readonly timezone: string;
  /** ISO 3166 country of the shop's address; empty where Shopify does not tell it. */
  readonly country: string;
  readonly plan: string;
  readonly scopes: readonly string[];
  /** Permissions this app works with and was not given. */
  readonly missing: readonly string[];
};

/** The shop's GraphQL, with Shopify's answers understood: what comes back is checked, what is thrown is a `Problem`. */
export interface ShopifyClient {
  readonly shop: string;
  /** Asks; waits for its turn and tries again where that can help. */
  query<T>(document: string, variables: Variables, schema: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /** As `query`, but takes the rest of the answer when some fields are withheld. */
  queryPartly<T>(
    document: string,
    variables: Variables,
    schema: z.ZodType<T>,
    options?: CallOptions,
  ): Promise<{ readonly data: T; readonly denied: readonly FieldPath[] }>;
  /** Sends once. @throws Problem `unknown-outcome` when nobody knows whether it was done; `bad-input` for `userErrors` */
  mutate<T>(document: string, variables: Variables, schema: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /** Whose token this is, and which permissions it lacks. */
  who(options?: CallOptions): Promise<ShopFacts>;
}
