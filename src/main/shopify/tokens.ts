import type { Session, Shopify } from '@shopify/shopify-api';
import { HttpInternalError, HttpResponseError, HttpThrottlingError } from '@shopify/shopify-api';
import { z } from 'zod';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { Patience } from '../patience.ts';
import type { Clock } from '../ports.ts';
import type { ShopifyConfig } from '../settings/config.ts';
import { refusedBy, signedOut, throttledBy } from './understand.ts';

/** A token is renewed this long before it expires, so that none expires during a request. */
const margin = 5 * 60_000;

export type Tokens = {
  current(): Promise<Session>;
  /**
   * Drops a session that was refused.
   * @returns whether a new one can be requested
   */
  drop(session: Session): boolean;
};

export function createTokens(
  shopify: Shopify,
  { shop, auth }: ShopifyConfig,
  clock: Clock,
  patience: Patience,
): Tokens {
  if (auth.kind === 'access-token') {
    const session = shopify.session.customAppSession(shop);
    return { current: () => Promise.resolve(session), drop: () => false };
  }
  let held: Promise<Session> | null = null;
  let known: Session | null = null;
  const fetchSession = async (): Promise<Session> => {
    try {
      known = (await patience.keep(() => shopify.auth.clientCredentials({ shop }))).session;
      return known;
    } catch (error) {
      held = null;
      throw understandTokenError(error);
    }
  };
  return {
    current() {
      const ends = known?.expires?.getTime();
      if (ends !== undefined && ends - margin <= clock.now()) held = null;
      if (held === null) known = null;
      held ??= fetchSession();
      return held;
    },
    drop(session) {
      if (known === session) held = null; // otherwise another call has renewed it already
      return true;
    },
  };
}

const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** Status codes of a shop that is frozen, deleted or never existed: a new key does not help. */
const byStatus: ReadonlySet<number> = new Set([402, 403, 404, 423]);

function understandTokenError(error: unknown): Problem {
  if (isProblem(error)) return error;
  if (error instanceof HttpThrottlingError) return throttledBy(error);
  if (error instanceof HttpResponseError && !(error instanceof HttpInternalError)) {
    const refusal = refusalSchema.safeParse(error.response.body);
    switch (refusal.data?.error) {
      case 'shop_not_permitted':
        return new Problem('signed-out', 'The app and the shop belong to different organizations', {
          cause: error,
          fix: 'Create the app in the organization that owns the shop',
        });
      case 'app_not_installed':
        return new Problem('signed-out', 'The app is not installed in this shop', {
          cause: error,
          fix: 'Install the app in the shop; a custom app created in the admin needs its access token instead',
        });
      default:
        return byStatus.has(error.response.code) ? refusedBy(error) : signedOut(error);
    }
  }
  return new Problem('unreachable', 'Shopify could not be reached', { cause: error });
}
