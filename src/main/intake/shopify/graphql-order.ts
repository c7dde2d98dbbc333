import { z } from 'zod';

const text = z.string().nullish();
const money = z.object({ amount: z.string(), currencyCode: z.string() });
const moneyBag = z.object({ shopMoney: money });
// UnsignedInt64 is a string in JSON, so that no digit is lost
const legacyId = z.string().regex(/^\d{1,25}$/);
const attributes = z.array(z.object({ key: z.string(), value: text })).catch([]);

const addressSchema = z
  .object({
    firstName: text,
    lastName: text,
    name: text,
    company: text,
    address1: text,
    address2: text,
    city: text,
    province: text,
    zip: text,
    country: text,
    countryCodeV2: text,
    phone: text,
  })
  .nullish();
export type GraphqlAddress = z.infer<typeof addressSchema>;

const graphqlLineSchema = z.object({
  title: z.string(),
  variantTitle: text,
  quantity: z.int().nonnegative(),
  // an invalid value is ignored, as in a webhook's body
  currentQuantity: z.int().nonnegative().nullish().catch(undefined),
  sku: text,
  variant: z.object({ legacyResourceId: legacyId }).nullish(),
  product: z.object({ legacyResourceId: legacyId }).nullish(),
  customAttributes: attributes,
  originalUnitPriceSet: moneyBag,
});
export type GraphqlLine = z.infer<typeof graphqlLineSchema>;

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: text });

/** One order of the orders query. Shopify may withhold fields about the customer. */
export const graphqlOrderSchema = z.object({
  id: z.string(),
  legacyResourceId: legacyId,
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  processedAt: text,
  cancelledAt: text,
  test: z.boolean(),
  sourceName: text,
  tags: z.array(z.string()).catch([]),
  note: text,
  email: text,
  phone: text,
  taxesIncluded: z.boolean(),
  currencyCode: z.string(),
  discountCodes: z.array(z.string()).catch([]),
  paymentGatewayNames: z.array(z.string()).catch([]),
  displayFinancialStatus: text,
  displayFulfillmentStatus: text,
  fulfillments: z
    .array(z.object({ status: text, trackingInfo: z.array(z.object({ number: text })) }))
    .catch([]),
  customAttributes: attributes,
  totalPriceSet: moneyBag.extend({ presentmentMoney: money }),
  currentTotalPriceSet: moneyBag.nullish(),
  subtotalPriceSet: moneyBag.nullish(),
  totalShippingPriceSet: moneyBag,
  totalDiscountsSet: moneyBag.nullish(),
  totalTaxSet: moneyBag.nullish(),
  totalTipReceivedSet: moneyBag,
  totalRefundedSet: moneyBag,
  totalOutstandingSet: moneyBag.nullish(),
  originalTotalDutiesSet: moneyBag.nullish(),
  originalTotalAdditionalFeesSet: moneyBag.nullish(),
  totalCashRoundingAdjustment: z.object({ paymentSet: moneyBag }).nullish(),
  customer: z
    .object({
      legacyResourceId: legacyId,
      firstName: text,
      lastName: text,
      defaultEmailAddress: z.object({ emailAddress: text }).nullish(),
      defaultPhoneNumber: z.object({ phoneNumber: text }).nullish(),
      defaultAddress: addressSchema,
    })
    .nullish(),
  shippingLine: z.object({ title: text }).nullish(),
  shippingAddress: addressSchema,
  billingAddress: addressSchema,
  lineItems: z.object({ nodes: z.array(graphqlLineSchema), pageInfo: pageInfoSchema }),
});
export type GraphqlOrder = z.infer<typeof graphqlOrderSchema>;
