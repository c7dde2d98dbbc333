/** Every Shopify query, in one place: a test validates each against the official schema. */

const money = 'shopMoney { amount currencyCode }';
const presented = 'presentmentMoney { amount currencyCode }';
const bothMoneys = `${money} presentmentMoney { amount currencyCode }`;
const address =
  'firstName lastName name company address1 address2 city province zip country countryCodeV2 phone';

const lineItem = /* GraphQL */ `
  id title variantTitle quantity currentQuantity sku
  variant { legacyResourceId }
  product { legacyResourceId }
  customAttributes { key value }
  originalUnitPriceSet { ${money} }
`;

export const whoQuery = /* GraphQL */ `
  query Who {
    currentAppInstallation { accessScopes { handle } }
    shop { id name myshopifyDomain currencyCode ianaTimezone billingAddress { countryCodeV2 } plan { publicDisplayName } }
  }
`;

export const apiVersionsQuery = /* GraphQL */ `
  query ApiVersions {
    publicApiVersions { handle supported }
  }
`;

/** Customer fields that Shopify may withhold: only the access errors are read. */
export const customerDataQuery = /* GraphQL */ `
  query CustomerData {
    orders(first: 1, reverse: true) {
      nodes { id email phone shippingAddress { name address1 phone } }
    }
  }
`;

export const webhooksQuery = /* GraphQL */ `
  query Webhooks($topics: [WebhookSubscriptionTopic!]!) {
    webhookSubscriptions(first: 100, topics: $topics) {
      nodes { id topic uri name format includeFields filter }
    }
  }
`;

export const webhookCreateMutation = /* GraphQL */ `
  mutation WebhookCreate($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) {
      webhookSubscription { id uri }
      userErrors { field message }
    }
  }
`;

export const webhookUpdateMutation = /* GraphQL */ `
  mutation WebhookUpdate($id: ID!, $webhook: WebhookSubscriptionInput!) {
    webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhook) {
      webhookSubscription { id uri }
      userErrors { field message }
    }
  }
`;

export const webhookDeleteMutation = /* GraphQL */ `
  mutation WebhookDelete($id: ID!) {
    webhookSubscriptionDelete(id: $id) {
      deletedWebhookSubscriptionId
      userErrors { field message }
    }
  }
`;

const order = /* GraphQL */ `
        id legacyResourceId name createdAt updatedAt processedAt cancelledAt test sourceName
        tags note email phone taxesIncluded currencyCode discountCodes paymentGatewayNames
        displayFinancialStatus displayFulfillmentStatus
        fulfillments(first: 3) { status trackingInfo(first: 3) { number } }
        customAttributes { key value }
        totalPriceSet { ${bothMoneys} }
        currentTotalPriceSet { ${money} }
        subtotalPriceSet { ${money} }
        totalShippingPriceSet { ${money} }
        totalDiscountsSet { ${money} }
        totalTaxSet { ${money} }
        totalTipReceivedSet { ${money} }
        totalRefundedSet { ${money} }
        totalOutstandingSet { ${money} }
        originalTotalDutiesSet { ${money} }
        originalTotalAdditionalFeesSet { ${money} }
        totalCashRoundingAdjustment { paymentSet { ${money} } }
        customer {
          legacyResourceId firstName lastName
          defaultEmailAddress { emailAddress }
          defaultPhoneNumber { phoneNumber }
          defaultAddress { ${address} }
        }
        shippingLine { title }
        shippingAddress { ${address} }
        billingAddress { ${address} }
        lineItems(first: $lines) { nodes { ${lineItem} } pageInfo { hasNextPage endCursor } }
`;

export const ordersQuery = /* GraphQL */ `
  query Orders($query: String!, $first: Int!, $lines: Int!, $after: String) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${order} }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** The current state of one order: a search may lag behind. A deleted one is null. */
export const orderByIdQuery = /* GraphQL */ `
  query OrderById($ids: [ID!]!, $lines: Int!) {
    nodes(ids: $ids) { ... on Order { ${order} } }
  }
`;

/** The remaining lines of a long order. */
export const orderLinesQuery = /* GraphQL */ `
  query OrderLines($id: ID!, $first: Int!, $after: String) {
    order(id: $id) {
      lineItems(first: $first, after: $after) { nodes { ${lineItem} } pageInfo { hasNextPage endCursor } }
    }
  }
`;

/** Which orders exist, not only how many: a difference can then be named and fetched. */
export const orderIdsQuery = /* GraphQL */ `
  query OrderIds($query: String!, $first: Int!, $after: String) {
    orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {
      nodes { legacyResourceId name createdAt }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const visit =
  'occurredAt source sourceType landingPage referrerUrl utmParameters { source medium campaign term content }';

export const journeysQuery = /* GraphQL */ `
  query Journeys($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        customerJourneySummary { ready firstVisit { ${visit} } lastVisit { ${visit} } }
      }
    }
  }
`;

const variant = 'id title sku barcode price availableForSale inventoryQuantity';
const collection = 'id handle title';
const product = /* GraphQL */ `
  id title status updatedAt tracksInventory onlineStoreUrl
  priceRangeV2 { minVariantPrice { currencyCode } }
  featuredMedia { preview { image { url(transform: { maxWidth: 400 }) } } }
  collections(first: $collections) { nodes { ${collection} } pageInfo { hasNextPage endCursor } }
  variants(first: $variants) { nodes { ${variant} } pageInfo { hasNextPage endCursor } }
`;

export const productsQuery = /* GraphQL */ `
  query Products($query: String, $first: Int!, $variants: Int!, $collections: Int!, $after: String) {
    products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${product} }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** The current state of these products: a search may lag behind. A deleted one is null. */
export const productsByIdQuery = /* GraphQL */ `
  query ProductsById($ids: [ID!]!, $variants: Int!, $collections: Int!) {
    nodes(ids: $ids) { ... on Product { ${product} } }
  }
`;

/** Which collections exist, and when each was last changed. */
export const collectionsQuery = /* GraphQL */ `
  query Collections($first: Int!, $after: String) {
    collections(first: $first, after: $after) {
      nodes { ${collection} updatedAt }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** The products of a collection; null when it was deleted. */
export const collectionProductsQuery = /* GraphQL */ `
  query CollectionProducts($id: ID!, $first: Int!, $after: String) {
    collection(id: $id) {
      ${collection}
      products(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
    }
  }
`;

/** The remaining collections of a product in many collections. */
export const productCollectionsQuery = /* GraphQL */ `
  query ProductCollections($id: ID!, $first: Int!, $after: String) {
    product(id: $id) {
      collections(first: $first, after: $after) { nodes { ${collection} } pageInfo { hasNextPage endCursor } }
    }
  }
`;

/** Which products exist: the only way to notice a deleted one. */
export const productIdsQuery = /* GraphQL */ `
  query ProductIds($first: Int!, $after: String) {
    products(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
  }
`;

/** The remaining variants of a product with many. */
export const productVariantsQuery = /* GraphQL */ `
  query ProductVariants($id: ID!, $first: Int!, $after: String) {
    product(id: $id) {
      variants(first: $first, after: $after) { nodes { ${variant} } pageInfo { hasNextPage endCursor } }
    }
  }
`;

const draft = `id name status ready invoiceUrl invoiceSentAt tags totalPriceSet { ${bothMoneys} }
  order { id legacyResourceId name displayFinancialStatus }`;

export const draftCreateMutation = /* GraphQL */ `
  mutation DraftCreate($input: DraftOrderInput!) {
    draftOrderCreate(input: $input) {
      draftOrder { ${draft} }
      userErrors { field message }
    }
  }
`;

/** Shopify's own list, the same in every shop; queried because its ids are documented nowhere. */
export const depositTermsQuery = /* GraphQL */ `
  query DepositTerms {
    paymentTermsTemplates(paymentTermsType: FULFILLMENT) { id }
  }
`;

export const draftCalculateMutation = /* GraphQL */ `
  mutation DraftCalculate($input: DraftOrderInput!) {
    draftOrderCalculate(input: $input) {
      calculatedDraftOrder {
        taxesIncluded
        totalLineItemsPriceSet { ${presented} }
        totalDiscountsSet { ${presented} }
        totalShippingPriceSet { ${presented} }
        totalTaxSet { ${presented} }
        totalPriceSet { ${presented} }
        amountDueNowSet { ${presented} }
        availableShippingRates { handle title price { amount currencyCode } }
        lineItems {
          quantity
          discountedTotalSet { ${presented} }
          variant { id availableForSale inventoryQuantity inventoryPolicy product { tracksInventory } }
        }
        warnings { errorCode field message }
        alerts { severity title content }
      }
      userErrors { field message }
    }
  }
`;

export const draftByTagQuery = /* GraphQL */ `
  query DraftByTag($query: String!) {
    draftOrders(first: 5, query: $query, sortKey: UPDATED_AT, reverse: true) { nodes { ${draft} } }
  }
`;

export const draftQuery = /* GraphQL */ `
  query Draft($id: ID!) {
    draftOrder(id: $id) { ${draft} }
  }
`;

export const draftDeleteMutation = /* GraphQL */ `
  mutation DraftDelete($id: ID!) {
    draftOrderDelete(input: { id: $id }) {
      deletedId
      userErrors { field message }
    }
  }
`;

/**
 * Makes an order of a draft order; with `pending` one that is still to be paid. A draft is completed once, however often this is
 * sent.
 */
export const draftCompleteMutation = /* GraphQL */ `
  mutation DraftComplete($id: ID!, $pending: Boolean) {
    draftOrderComplete(id: $id, paymentPending: $pending) {
      draftOrder { ${draft} }
      userErrors { field message }
    }
  }
`;

/** Names may be withheld. `displayName` is not nullable, so requesting it would lose the whole customer. */
export const customersQuery = /* GraphQL */ `
  query Customers($first: Int!, $query: String!) {
    customers(first: $first, query: $query, sortKey: RELEVANCE) {
      nodes {
        id firstName lastName numberOfOrders
        amountSpent { amount currencyCode }
        defaultEmailAddress { emailAddress }
        defaultPhoneNumber { phoneNumber }
        defaultAddress { address1 address2 city zip }
      }
    }
  }
`;

/** The status of pending draft orders of this computer; a deleted one is null. */
export const draftsQuery = /* GraphQL */ `
  query Drafts($ids: [ID!]!) {
    nodes(ids: $ids) { ... on DraftOrder { ${draft} } }
  }
`;

export const draftInvoiceMutation = /* GraphQL */ `
  mutation DraftInvoice($id: ID!, $email: EmailInput) {
    draftOrderInvoiceSend(id: $id, email: $email) {
      draftOrder { ${draft} }
      userErrors { field message }
    }
  }
`;
