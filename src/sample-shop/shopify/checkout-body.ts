import { stringify } from 'lossless-json';
import { currency } from '../catalogue.ts';
import { kyivTime } from '../times.ts';
import type { Checkout } from './checkouts.ts';
import { addressBody, customerBody } from './people-body.ts';
import { decimal, lineTotal, totalsOf } from './totals.ts';
import type { Line } from './types.ts';

/** The body of a `checkouts/…` delivery: every key of version 2026-07, the newest documented one. */
export function checkoutBody(checkout: Checkout, shop: string, includeFields: readonly string[]): string {
  const whole = Object.entries(checkoutObject(checkout, shop));
  const wanted = includeFields.length === 0 ? whole : whole.filter(([name]) => includeFields.includes(name));
  const body = stringify(Object.fromEntries(wanted));
  if (body === undefined) throw new Error('a checkout is always JSON');
  return body;
}

function checkoutObject({ token, draft, buyer, openedAt }: Checkout, shop: string): object {
  const totals = totalsOf(draft);
  const time = kyivTime(openedAt);
  const address = buyer.address && addressBody(buyer.address);
  return {
    token,
    cart_token: null,
    email: buyer.email ?? '',
    gateway: null,
    buyer_accepts_marketing: false,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    created_at: time,
    updated_at: time,
    landing_site: null,
    note: draft.note,
    note_attributes: draft.attributes,
    referring_site: null,
    shipping_lines: draft.shipping
      ? [{ title: draft.shipping.title, price: decimal(draft.shipping.amount) }]
      : [],
    taxes_included: true,
    total_weight: 0,
    currency,
    presentment_currency: currency,
    completed_at: null,
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    source: null,
    source_name: 'shopify_draft_order',
    device_id: null,
    phone: buyer.phone,
    customer_locale: buyer.locale,
    line_items: draft.lines.map(lineBody),
    name: `#${draft.id}`,
    abandoned_checkout_url: `https://${shop}/81234567890/checkouts/${token}/recover?key=${token.slice(0, 16)}`,
    discount_codes: [],
    tax_lines: [],
    total_discounts: decimal(totals.discounts),
    total_line_items_price: decimal(totals.lines),
    total_price: decimal(totals.total),
    total_tax: decimal(0),
    subtotal_price: decimal(totals.subtotal),
    total_duties: null,
    reservation_token: null,
    billing_address: address,
    shipping_address: address,
    customer: customerBody(buyer, openedAt),
  };
}

const lineBody = (line: Line): object => ({
  id: String(line.id),
  key: String(line.id),
  title: line.title,
  presentment_title: line.title,
  variant_title: line.variantTitle,
  presentment_variant_title: line.variantTitle ?? '',
  quantity: line.quantity,
  sku: line.sku ?? '',
  price: decimal(line.unitPrice),
  line_price: decimal(lineTotal(line)),
  variant_id: line.variant?.id ?? null,
  product_id: line.variant?.product.id ?? null,
  requires_shipping: line.requiresShipping,
  properties: line.properties,
});
