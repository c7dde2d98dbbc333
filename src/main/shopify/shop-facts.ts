import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import { whoQuery } from './documents.ts';
import type { CallOptions, ShopFacts, ShopifyClient } from './shopify-client.ts';

const wanted = ['read_orders', 'write_draft_orders', 'read_products', 'read_customers'] as const;

const shopGid = /^gid:\/\/shopify\/Shop\/(?=\d+$)/;

const whoSchema = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  shop: z.object({
    id: z.string().regex(shopGid),
    name: z.string(),
    myshopifyDomain: z.string(),
    currencyCode: z.string(),
    ianaTimezone: z.string(),
    billingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
    plan: z.object({ publicDisplayName: z.string() }).nullish(),
  }),
});

/** @throws Problem `refused` when the token belongs to another shop */
export async function fetchShopFacts(client: ShopifyClient, options?: CallOptions): Promise<ShopFacts> {
  const { currentAppInstallation, shop } = await client.query(whoQuery, {}, whoSchema, options);
  if (shop.myshopifyDomain !== client.shop) {
    throw new Problem('refused', `This sign-in belongs to ${shop.myshopifyDomain}, not to ${client.shop}`, {
      fix: 'Enter the domain and the keys of the same shop',
    });
  }
  const scopes = currentAppInstallation.accessScopes.map(({ handle }) => handle);
  return {
    id: shop.id.replace(shopGid, ''),
    name: shop.name,
    domain: shop.myshopifyDomain,
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    country: shop.billingAddress?.countryCodeV2 ?? '',
    plan: shop.plan?.publicDisplayName ?? '',
    scopes,
    missing: missingScopes(scopes),
  };
}

/** A permission to write includes the one to read. */
const missingScopes = (granted: readonly string[]): readonly string[] =>
  wanted.filter((scope) => !granted.includes(scope) && !granted.includes(scope.replace(/^read_/, 'write_')));
