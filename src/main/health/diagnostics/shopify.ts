import { z } from 'zod';
import { topicsLacking } from '../../intake/shopify/subscriptions.ts';
import { apiVersionsQuery, customerDataQuery } from '../../shopify/documents.ts';
import type { HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, once, skipped, warn } from './health-check.ts';
import { doesNotListen } from './tunnel.ts';

/** The Shopify API version that every query is written for. */
const ourVersion = '2026-10';
const versionsSchema = z.object({
  publicApiVersions: z.array(z.object({ handle: z.string(), supported: z.boolean() })),
});
const permissionFix =
  'In the Dev Dashboard give the app a version with these permissions, release it and approve it in the shop';

export function shopifyChecks(parts: HealthParts): readonly HealthCheck[] {
  const { client, listens } = parts;
  const config = parts.config.shopify;
  if (!config || !client) return [];
  const hasSecret = config.auth.kind === 'client-credentials';
  const [who, whenSignedIn] = once(() => client.who(), 'Shopify did not take the sign-in');

  return [
    {
      id: 'shopify.token',
      title: 'Sign-in to Shopify',
      tried: hasSecret
        ? 'Asked for a token by client id and secret, and whose it is'
        : 'Asked whose the permanent token of an old custom app is',
      act: 'settings',
      run: async () => {
        const { name } = await who();
        return ok(hasSecret ? `The token of ${name}, renewed each day` : `The permanent token of ${name}`);
      },
    },
    {
      id: 'shopify.scopes',
      title: 'Permissions in Shopify',
      tried: 'Read which permissions the app was given',
      run: async () => {
        const { scopes, missing } = await whenSignedIn();
        if (missing.length === 0) return ok(`All that are needed, of ${scopes.length} given`);
        return fail(`Missing permissions: ${missing.join(', ')}`, permissionFix, 'ask-now');
      },
    },
    {
      id: 'shopify.customer-data',
      title: 'Customer data in Shopify',
      tried: 'Asked for the contact of the newest order',
      run: async (signal) => {
        await whenSignedIn();
        const { denied } = await client.queryPartly(customerDataQuery, {}, z.unknown(), { signal });
        if (denied.length === 0) return ok('Nothing is withheld');
        const fields = denied.map((path) => String(path.findLast((step) => typeof step === 'string')));
        return fail(
          `Shopify withholds: ${[...new Set(fields)].join(', ')}`,
          'Allow the app protected customer data in the Dev Dashboard; an old custom app needs a plan above Basic',
        );
      },
    },
    {
      id: 'shopify.webhooks',
      title: 'Webhooks of Shopify',
      tried: 'Read the subscriptions and compared them with the public address',
      run: async (signal) => {
        await whenSignedIn();
        if (!listens) return skipped(doesNotListen);
        const url = parts.publicUrl();
        if (url === null) {
          return skipped(
            parts.run === null
              ? 'Only the running app knows its public address'
              : 'No public address: orders come within two minutes',
          );
        }
        if (config.webhookSecrets.length === 0) return skipped('None without the client secret');
        const { wanted, gone, elsewhere } = await topicsLacking(client, url, { signal });
        if (gone.length + elsewhere.length === 0) return ok(`All ${wanted} topics come to this address`);
        const words = [
          ...(gone.length > 0 ? [`No subscription for ${gone.join(', ')}`] : []),
          ...(elsewhere.length > 0 ? [`Delivered to another address: ${elsewhere.join(', ')}`] : []),
        ];
        const fix = 'Press Ask now: Orderbell makes its own subscriptions again';
        return fail(words.join('. '), fix, 'ask-now');
      },
    },
    {
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
