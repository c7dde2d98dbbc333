/** Orders as the orders query answers them, of a flower shop that does not exist. */

type Parts = {
  readonly id?: string;
  readonly updatedAt?: string;
  readonly createdAt?: string;
  readonly [field: string]: unknown;
};

const uah = (amount: string) => ({
  shopMoney: { amount, currencyCode: 'UAH' },
  presentmentMoney: { amount, currencyCode: 'UAH' },
});

const address = {
  firstName: 'Olena',
  lastName: 'Koval',
  name: 'Olena Koval',
  company: null,
  address1: 'Sadova 5',
  address2: 'apt 12',
  city: 'Kyiv',
  province: null,
  zip: '01001',
  country: 'Ukraine',
  phone: '+380671112233',
};

export function graphqlOrder({ id = '9007199254740993', ...parts }: Parts = {}) {
  const at = parts.updatedAt ?? '2025-03-04T09:58:00Z';
  return {
    id: `gid://shopify/Order/${id}`,
    legacyResourceId: id,
    name: `#${id.slice(-4)}`,
    createdAt: at,
    updatedAt: at,
    processedAt: parts.createdAt ?? at,
    cancelledAt: null,
    test: false,
    sourceName: 'web',
    tags: ['gift', 'kyiv'],
    note: 'Ring before you come',
    email: 'olena@example.com',
    phone: null,
    taxesIncluded: true,
    currencyCode: 'UAH',
    discountCodes: ['SPRING'],
    paymentGatewayNames: ['liqpay'],
    displayFinancialStatus: 'PARTIALLY_REFUNDED',
    displayFulfillmentStatus: 'UNFULFILLED',
    customAttributes: [{ key: 'card', value: 'Happy birthday' }],
    totalPriceSet: uah('1270.00'),
    subtotalPriceSet: uah('1190.00'),
    totalShippingPriceSet: uah('80.00'),
    totalDiscountsSet: uah('50.00'),
    totalTaxSet: uah('211.67'),
    totalTipReceivedSet: uah('0.00'),
    totalRefundedSet: uah('100.00'),
    originalTotalDutiesSet: null,
    originalTotalAdditionalFeesSet: null,
    totalCashRoundingAdjustment: { paymentSet: uah('0.00') },
    customer: {
      legacyResourceId: '8001',
      firstName: 'Olena',
      lastName: 'Koval',
      defaultEmailAddress: { emailAddress: 'olena@example.com' },
      defaultPhoneNumber: { phoneNumber: '+380671112233' },
      defaultAddress: address,
    },
    shippingAddress: { ...address, firstName: 'Ivan', lastName: 'Bondar', name: 'Ivan Bondar' },
    billingAddress: address,
    lineItems: {
      nodes: [
        {
          id: 'gid://shopify/LineItem/1',
          title: 'Peonies',
          variantTitle: '25 stems',
          quantity: 1,
          currentQuantity: 1,
          sku: 'PEO-25',
          variant: { legacyResourceId: '7001' },
          product: { legacyResourceId: '6001' },
          customAttributes: [
            { key: 'Ribbon', value: 'white' },
            { key: '_bundle', value: 'x' },
          ],
          originalUnitPriceSet: uah('1200.00'),
        },
        {
          id: 'gid://shopify/LineItem/2',
          title: 'Card',
          variantTitle: null,
          quantity: 2,
          currentQuantity: 1,
          sku: null,
          variant: null,
          product: null,
          customAttributes: [],
          originalUnitPriceSet: uah('20.00'),
        },
      ],
      pageInfo: { hasNextPage: false, endCursor: null },
    },
    ...parts,
  };
}

const bodyAddress = {
  first_name: 'Olena',
  last_name: 'Koval',
  name: 'Olena Koval',
  company: null,
  address1: 'Sadova 5',
  address2: 'apt 12',
  city: 'Kyiv',
  province: null,
  zip: '01001',
  country: 'Ukraine',
  phone: '+380671112233',
};

/** The webhook of the order that `graphqlOrder()` answers. */
export const webhookBody = `{
  "id": 9007199254740993, "admin_graphql_api_id": "gid://shopify/Order/9007199254740993", "name": "#0993",
  "created_at": "2025-03-04T09:58:00Z", "updated_at": "2025-03-04T09:58:00Z", "processed_at": "2025-03-04T09:58:00Z",
  "cancelled_at": null, "test": false, "source_name": "web", "tags": "gift, kyiv", "note": "Ring before you come",
  "email": "olena@example.com", "contact_email": "olena@example.com", "phone": null, "taxes_included": true,
  "currency": "UAH", "discount_codes": [{"code": "SPRING", "amount": "50.00", "type": "fixed_amount"}],
  "payment_gateway_names": ["liqpay"], "financial_status": "partially_refunded", "fulfillment_status": null,
  "note_attributes": [{"name": "card", "value": "Happy birthday"}],
  "total_price": "1270.00", "subtotal_price": "1190.00", "total_discounts": "50.00", "total_tax": "211.67",
  "total_tip_received": "0.00", "total_shipping_price_set": {"shop_money": {"amount": "80.00", "currency_code": "UAH"}},
  "refunds": [{"id": 1, "transactions": [{"kind": "refund", "status": "success", "amount": "100.00", "currency": "UAH"}]}],
  "customer": {"id": 8001, "first_name": "Olena", "last_name": "Koval", "email": "olena@example.com",
    "phone": "+380671112233", "default_address": ${JSON.stringify(bodyAddress)}},
  "billing_address": ${JSON.stringify(bodyAddress)},
  "shipping_address": ${JSON.stringify({ ...bodyAddress, first_name: 'Ivan', last_name: 'Bondar', name: 'Ivan Bondar' })},
  "line_items": [
    {"id": 1, "title": "Peonies", "variant_title": "25 stems", "quantity": 1, "current_quantity": 1, "sku": "PEO-25",
     "price": "1200.00", "variant_id": 7001, "product_id": 6001,
     "properties": [{"name": "Ribbon", "value": "white"}, {"name": "_bundle", "value": "x"}]},
    {"id": 2, "title": "Card", "variant_title": null, "quantity": 2, "current_quantity": 1, "sku": "", "price": "20.00",
     "variant_id": null, "product_id": null, "properties": []}
  ]
}`;

export const ordersPage = (nodes: readonly unknown[], endCursor: string | null = null) => ({
  data: { orders: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } },
});
