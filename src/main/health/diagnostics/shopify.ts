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
  'In the Dev Dashboard, release a version of the app with these permissions and approve it in the shop';

export function shopifyChecks(parts: HealthParts): readonly HealthCheck[] {
  const { client, listens } = parts;
  const config = parts.config.shopify;
  if (!config || !client) return [];
  const hasSecret = config.auth.kind === 'client-credentials';
  const [who, whenSignedIn] = once(() => client.who(), 'Shopify rejected the sign-in');

  return [
    {
      id: 'shopify.token',
      title: 'Sign-in to Shopify',
      tried: hasSecret
        ? 'Requests a token with the client ID and secret'
        : 'Checks the permanent token of the custom app',
      act: 'settings',
      run: async () => {
        const { name } = await who();
        return ok(hasSecret ? `Token of ${name}, renewed daily` : `Permanent token of ${name}`);
      },
    },
    {
      id: 'shopify.scopes',
      title: 'Permissions in Shopify',
      tried: 'Reads the permissions granted to the app',
      run: async () => {
        const { scopes, missing } = await whenSignedIn();
        if (missing.length === 0) return ok(`All required permissions granted (${scopes.length} in total)`);
        return fail(`Missing permissions: ${missing.join(', ')}`, permissionFix, 'ask-now');
      },
    },
    {
      id: 'shopify.customer-data',
      title: 'Customer data in Shopify',
      tried: 'Reads the contact of the newest order',
      run: async (signal) => {
        await whenSignedIn();
        const { denied } = await client.queryPartly(customerDataQuery, {}, z.unknown(), { signal });
        if (denied.length === 0) return ok('Nothing is hidden');
        const fields = denied.map((path) => String(path.findLast((step) => typeof step === 'string')));
        return fail(
          `Shopify hides: ${[...new Set(fields)].join(', ')}`,
          'Request access to protected customer data in the Dev Dashboard; a custom app needs a plan above Basic',
        );
      },
    },
    {
      id: 'shopify.webhooks',
      title: 'Shopify webhooks',
      tried: 'Compares the webhook subscriptions with the public address',
      run: async (signal) => {
        await whenSignedIn();
        if (!listens) return skipped(doesNotListen);
        const url = parts.publicUrl();
        if (url === null) {
          return skipped(
            parts.run === null
              ? 'Only the running app knows its public address'
              : 'No public address: orders arrive within two minutes',
          );
        }
        if (config.webhookSecrets.length === 0) return skipped('None without the client secret');
        const { wanted, gone, elsewhere } = await topicsLacking(client, url, { signal });
        if (gone.length + elsewhere.length === 0)
          return ok(`All ${wanted} topics are delivered to this address`);
        const words = [
          ...(gone.length > 0 ? [`No subscription for ${gone.join(', ')}`] : []),
          ...(elsewhere.length > 0 ? [`Delivered to another address: ${elsewhere.join(', ')}`] : []),
        ];
        const fix = 'Press Check now: Orderbell creates its subscriptions again';
        return fail(words.join('. '), fix, 'ask-now');
      },
    },
    {
      id: 'shopify.version',
      title: 'Shopify API version',
      tried: `Checks that version ${ourVersion} is still supported`,
      run: async (signal) => {
        await whenSignedIn();
        const { publicApiVersions } = await client.query(apiVersionsQuery, {}, versionsSchema, { signal });
        const ours = publicApiVersions.find(({ handle }) => handle === ourVersion);
        if (ours?.supported) return ok(`${ourVersion} is supported`);
        return warn(`${ourVersion} is no longer supported`, 'Install the newest Orderbell');
      },
    },
  ];
}
