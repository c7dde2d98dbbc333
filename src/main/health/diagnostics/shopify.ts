import { z } from 'zod';
import { isProblem } from '../../../shared/problem.ts';
import { topicsLacking } from '../../intake/shopify/subscriptions.ts';
import type { ShopifyConfig } from '../../settings/config.ts';
import { apiVersionsQuery, customerDataQuery } from '../../shopify/documents.ts';
import type { ShopifyClient } from '../../shopify/shopify-client.ts';
import type { Check } from './check.ts';
import { fail, ok, once, skipped, unlessFailed, warn } from './check.ts';
import { doesNotListen } from './tunnel.ts';

export type ShopifyChecksParts = {
  readonly client: ShopifyClient;
  readonly config: ShopifyConfig;
  /** Whether this computer is the leader: Shopify delivers to the leader. */
  readonly listens: boolean;
  /** The receiver's public address for Shopify; null without one. */
  readonly publicUrl: () => string | null;
  /** Whether this process holds the public address: no other process can know it. */
  readonly isApp: boolean;
};

/** The Shopify API version that every query is written for. */
const ourVersion = '2026-10';
const versionsSchema = z.object({
  publicApiVersions: z.array(z.object({ handle: z.string(), supported: z.boolean() })),
});
const anything = z.unknown();
const permissionFix =
  'In the Dev Dashboard give the app a version with these permissions, release it and approve it in the shop';

export function shopifyChecks({
  client,
  config,
  listens,
  publicUrl,
  isApp,
}: ShopifyChecksParts): readonly Check[] {
  const who = once(() => client.who());
  const whenSignedIn = () => unlessFailed(who(), 'Shopify did not take the sign-in');
  const base = { group: 'shopify' } as const;

  return [
    {
      ...base,
      id: 'shopify.token',
      title: 'Sign-in to Shopify',
      tried:
        config.auth.kind === 'client-credentials'
          ? 'Asked for a token by client id and secret, and whose it is'
          : 'Asked whose the permanent token of an old custom app is',
      run: async () => {
        const shop = await who().catch((error: unknown) => {
          if (isProblem(error)) return error;
          throw error;
        });
        if (isProblem(shop)) return fail(shop.message, shop.fix, { act: 'settings' });
        return ok(
          config.auth.kind === 'client-credentials'
            ? `The token of ${shop.name}, renewed each day`
            : `The permanent token of ${shop.name}`,
        );
      },
    },
    {
      ...base,
      id: 'shopify.scopes',
      title: 'Permissions in Shopify',
      tried: 'Read which permissions the app was given',
      run: async () => {
        const { scopes, missing } = await whenSignedIn();
        if (missing.length === 0) return ok(`All that are needed, of ${scopes.length} given`);
        return fail(`Missing permissions: ${missing.join(', ')}`, permissionFix, { act: 'ask-now' });
      },
    },
    {
      ...base,
      id: 'shopify.customer-data',
      title: 'Customer data in Shopify',
      tried: 'Asked for the contact of the newest order',
      run: async (signal) => {
        await whenSignedIn();
        const { denied } = await client.queryPartly(customerDataQuery, {}, anything, { signal });
        if (denied.length === 0) return ok('Nothing is withheld');
        const fields = [
          ...new Set(denied.map((path) => String(path.findLast((step) => typeof step === 'string')))),
        ];
        return fail(
          `Shopify withholds: ${fields.join(', ')}`,
          'Allow the app protected customer data in the Dev Dashboard; an old custom app needs a plan above Basic',
        );
      },
    },
    {
      ...base,
      id: 'shopify.webhooks',
      title: 'Webhooks of Shopify',
      tried: 'Read the subscriptions and compared them with the public address',
      run: async (signal) => {
        await whenSignedIn();
        if (!listens) return skipped(doesNotListen);
        const url = publicUrl();
        if (url === null) {
          return skipped(
            isApp
              ? 'No public address: orders come within two minutes'
              : 'Only the running app knows its public address',
          );
        }
        if (config.webhookSecrets.length === 0) return skipped('None without the client secret');
        const { wanted, gone, elsewhere } = await topicsLacking(client, url, { signal });
        if (gone.length + elsewhere.length === 0) return ok(`All ${wanted} topics come to this address`);
        const words = [
          ...(gone.length > 0 ? [`No subscription for ${gone.join(', ')}`] : []),
          ...(elsewhere.length > 0 ? [`Delivered to another address: ${elsewhere.join(', ')}`] : []),
        ];
        return fail(words.join('. '), 'Press Ask now: Orderbell makes its own subscriptions again', {
          act: 'ask-now',
        });
      },
    },
    {
      ...base,
      id: 'shopify.version',
      title: 'API version of Shopify',
      tried: `Asked whether version ${ourVersion} is still served`,
      run: async (signal) => {
        await whenSignedIn();
        const { publicApiVersions } = await client.query(apiVersionsQuery, {}, versionsSchema, { signal });
        const ours = publicApiVersions.find(({ handle }) => handle === ourVersion);
        if (ours?.supported) return ok(`${ourVersion} is supported`);
        return warn(`${ourVersion} is not supported any more`, 'Install the newest Orderbell');
      },
    },
  ];
}
