import type { Order } from '../../shared/order.ts';
import type { ShopifyConfig } from '../settings/config.ts';

/** The address of the order in Shopify's admin; undefined for orders of other sources. */
export function adminLink({ source, sourceId }: Order, config: ShopifyConfig | null): string | undefined {
  return source === 'shopify' && config ? `https://${config.shop}/admin/orders/${sourceId}` : undefined;
}
