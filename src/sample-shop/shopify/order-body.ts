import { stringify } from 'lossless-json';
import { currency } from '../catalogue.ts';
import { kyivTime } from '../times.ts';
import { addressBody, customerBody } from './people-body.ts';
import { refundsOf } from './refund-body.ts';
import { allocations, decimal, lineTotal, moneySet, outstandingOf, totalsOf } from './totals.ts';
import type { Address, Line, ShopOrder } from './types.ts';

/** The body of an `orders/…` delivery: every key of version 2026-07, the newest documented one. Ids are numbers, however long. */
export function orderBody(order: ShopOrder, shop: string): string {
  const body = stringify(orderObject(order, shop));
  if (body === undefined) throw new Error('an order is always JSON');
  return body;
}

function orderObject(order: ShopOrder, shop: string): object {
  const { buyer } = order;
  const totals = totalsOf(order);
  const shares = allocations(order);
  const lines = order.lines.map((line, index) =>
    lineBody(line, shares[index] ?? 0, order.cancelledAt !== null),
  );
  const first = order.visits?.at(0);
  const last = order.visits?.at(-1);
  const cancelled = order.cancelledAt !== null;
  const created = kyivTime(order.createdAt);
  const web = order.sourceName === 'web';
  const current = (minor: number) => (cancelled ? 0 : minor);
  const both = (name: string, minor: number) => ({
    [name]: decimal(minor),
    [`${name}_set`]: moneySet(minor),
  });
  return {
    id: order.id,
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: web ? 580111 : 1354745,
    browser_ip: web ? '203.0.113.24' : null,
    buyer_accepts_marketing: false,
    cancel_reason: cancelled ? 'customer' : null,
    cancelled_at: order.cancelledAt === null ? null : kyivTime(order.cancelledAt),
    cart_token: web ? `hWN${order.token.slice(0, 20)}` : null,
    checkout_id: order.id + 30_000_000_000_000n,
    checkout_token: order.token.slice(0, 32),
    client_details: web
      ? {
          accept_language: buyer.locale === 'uk' ? 'uk-UA' : 'en',
          browser_height: null,
          browser_ip: '203.0.113.24',
          browser_width: null,
          session_hash: null,
          user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15',
        }
      : null,
    closed_at: order.cancelledAt === null ? null : kyivTime(order.cancelledAt),
    company: null,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: buyer.email,
    created_at: created,
    currency,
    current_shipping_price_set: moneySet(current(totals.shipping)),
    ...both('current_subtotal_price', current(totals.subtotal)),
    current_total_additional_fees_set: null,
    ...both('current_total_discounts', current(totals.discounts)),
    current_total_duties_set: null,
    ...both('current_total_price', current(totals.total)),
    ...both('current_total_tax', 0),
    customer_locale: buyer.locale,
    device_id: null,
    discount_codes:
      order.discount?.code != null
        ? [
            {
              code: order.discount.code,
              amount: decimal(order.discount.amount),
              type: order.discount.valueType,
            },
          ]
        : [],
    duties_included: false,
    email: buyer.email ?? '',
    estimated_taxes: false,
    financial_status: order.financial,
    fulfillment_status: null,
    landing_site: first ? pathOf(first.landingPage) : null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    name: `#${order.number}`,
    note: order.note,
    note_attributes: order.attributes,
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop}/81234567890/orders/${order.token}/authenticate?key=${order.token.slice(0, 16)}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: [order.gateway],
    payment_terms: null,
    phone: buyer.phone,
    po_number: null,
    presentment_currency: currency,
    processed_at: created,
    reference: null,
    referring_site: last?.referrer ?? null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    ...both('subtotal_price', totals.subtotal),
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: false,
    token: order.token,
    total_cash_rounding_payment_adjustment_set: moneySet(0),
    total_cash_rounding_refund_adjustment_set: moneySet(0),
    ...both('total_discounts', totals.discounts),
    ...both('total_line_items_price', totals.lines),
    total_outstanding: decimal(outstandingOf(order)),
    ...both('total_price', totals.total),
    total_shipping_price_set: moneySet(totals.shipping),
    ...both('total_tax', 0),
    total_tip_received: '0.00',
    total_weight: order.lines.reduce((sum, line) => sum + line.quantity * gramsOf(line), 0),
    updated_at: kyivTime(order.updatedAt),
    user_id: null,
    billing_address: addressOrNull(buyer.billing ?? buyer.address),
    customer: customerBody(buyer, order.createdAt),
    discount_applications: order.discount
      ? [
          {
            target_type: 'line_item',
            type: order.discount.code === null ? 'manual' : 'discount_code',
            value: (order.discount.valueType === 'percentage'
              ? order.discount.value
              : order.discount.amount / 100
            ).toFixed(1),
            value_type: order.discount.valueType,
            allocation_method: 'across',
            target_selection: 'all',
            ...(order.discount.code === null
              ? { title: order.discount.title, description: order.discount.title }
              : { code: order.discount.code }),
          },
        ]
      : [],
    fulfillments: [],
    line_items: lines,
    line_item_groups: [],
    refunds: refundsOf(order, lines),
    returns: [],
    shipping_address: addressOrNull(buyer.address),
    shipping_lines: order.shipping
      ? [
          {
            id: order.shipping.id,
            carrier_identifier: null,
            code: order.shipping.title,
            current_discounted_price_set: moneySet(order.shipping.amount),
            discount_allocations: [],
            discounted_price: decimal(order.shipping.amount),
            discounted_price_set: moneySet(order.shipping.amount),
            is_removed: false,
            phone: null,
            price: decimal(order.shipping.amount),
            price_set: moneySet(order.shipping.amount),
            requested_fulfillment_service_id: null,
            source: 'shopify',
            tax_lines: [],
            title: order.shipping.title,
          },
        ]
      : [],
  };
}

function lineBody(line: Line, share: number, cancelled: boolean): object {
  const { variantTitle } = line;
  return {
    id: line.id,
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    attributed_staffs: [],
    current_quantity: cancelled ? 0 : line.quantity,
    fulfillable_quantity: cancelled ? 0 : line.quantity,
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: gramsOf(line),
    name: variantTitle === null ? line.title : `${line.title} - ${variantTitle}`,
    pre_tax_price: decimal(lineTotal(line) - line.discount - share),
    pre_tax_price_set: moneySet(lineTotal(line) - line.discount - share),
    price: decimal(line.unitPrice),
    price_set: moneySet(line.unitPrice),
    product_exists: line.variant !== null,
    product_id: line.variant?.product.id ?? null,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku ?? '',
    taxable: false,
    title: line.title,
    total_discount: decimal(line.discount),
    total_discount_set: moneySet(line.discount),
    variant_id: line.variant?.id ?? null,
    variant_inventory_management: line.variant && line.variant.stock !== null ? 'shopify' : null,
    variant_title: variantTitle,
    vendor: line.variant?.product.vendor ?? null,
    tax_lines: [],
    duties: [],
    discount_allocations:
      share > 0
        ? [{ amount: decimal(share), amount_set: moneySet(share), discount_application_index: 0 }]
        : [],
  };
}

const gramsOf = (line: Line): number => (line.variant?.product.type === 'Coffee' ? 300 : 900);

/** `landing_site` is a path on the shop's own domain. */
function pathOf(landingPage: string): string {
  const { pathname, search } = new URL(landingPage);
  return pathname + search;
}

const addressOrNull = (address: Address | null) => address && addressBody(address);
