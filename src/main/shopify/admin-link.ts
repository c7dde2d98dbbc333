import type { Order } from '../../shared/order.ts';
import type { ShopifyConfig } from '../settings/config.ts';

/** Where an order of the store is looked at in Shopify's own admin; undefined for orders born elsewhere. */
export function adminLink({ source, sourceId }: Order, config: ShopifyConfig | null): string | undefined {
  return source === 'shopify' && config ? `https://${config.shop}/admin/orders/${sourceId}` : undefined;
}
