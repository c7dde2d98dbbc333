/** A view over `entries`. Its SQL is kept in BigQuery and brought up to date when this text changes. */
export type View = { readonly name: string; readonly description: string; readonly query: string };

/** The tie-break of the app's fold: what every desk agrees came last. */
const latest = '`at` DESC, desk DESC, seq DESC';
/** A manager's decision counts by its number, so that no clocks are compared. */
const latestDecision = `CAST(JSON_VALUE(data, '$.decision') AS INT64) DESC, ${latest}`;

/** What an entry says about the order itself; `order` is a JSON value in the form of the intake. */
const text = (path: string) => `JSON_VALUE(content, '$.${path}')`;
const amount = (path: string) => `CAST(JSON_VALUE(content, '$.${path}.amount') AS NUMERIC)`;
/** Whether a reason to look at the order has a code like this. */
const hasReason = (code: string) =>
  `EXISTS (SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(content, '$.review')) AS reason WHERE JSON_VALUE(reason, '$.code') ${code})`;

/**
 * The views of a dataset, in the order they have to be made. Every one counts an entry once, however often its row was
 * written, and reads an order as the app does: the newest version of its content, then the team's last decision.
 */
export function viewsOf(projectId: string, dataset: string): readonly View[] {
  const table = (name: string) => `\`${projectId}.${dataset}.${name}\``;
  return [
    {
      name: 'facts',
      description: 'The table entries with every entry once, whatever was written twice.',
      query: `SELECT *
FROM ${table('entries')}
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY recorded_at, desk, seq) = 1`,
    },
    {
      name: 'orders',
      description:
        'One row an order, as it stands now. One in quarantine is of a sender nobody vouches for, and no sale until it is released.',
      query: ordersQuery(table('facts')),
    },
    {
      name: 'order_lines',
      description: 'One row a line of an order, in the newest version of the order.',
      query: `SELECT
  o.order_id,
  o.source,
  o.number,
  line + 1 AS line,
  JSON_VALUE(item, '$.title') AS title,
  CAST(JSON_VALUE(item, '$.quantity') AS INT64) AS quantity,
  CAST(JSON_VALUE(item, '$.unitPrice.amount') AS NUMERIC) AS unit_price,
  CAST(JSON_VALUE(item, '$.lineTotal.amount') AS NUMERIC) AS line_total,
  COALESCE(JSON_VALUE(item, '$.lineTotal.currency'), JSON_VALUE(item, '$.unitPrice.currency'), o.currency) AS currency,
  JSON_VALUE(item, '$.sku') AS sku,
  JSON_VALUE(item, '$.variantId') AS variant_id,
  JSON_VALUE(item, '$.productId') AS product_id,
  ARRAY_TO_STRING(JSON_VALUE_ARRAY(item, '$.options'), ', ') AS options,
  o.status,
  o.is_test,
  o.quarantined,
  o.received_at
FROM ${table('orders')} AS o,
  UNNEST(JSON_QUERY_ARRAY(o.content, '$.items')) AS item WITH OFFSET AS line`,
    },
    {
      name: 'customers',
      description:
        'One row a customer and currency; known by phone, else e-mail, else name. Test orders do not count, nor those in quarantine.',
      query: customersQuery(table('orders')),
    },
    {
      name: 'daily_sales',
      description:
        'Orders and amounts a day (UTC, of receipt), source and currency, without tests, cancelled orders and those in quarantine.',
      query: `SELECT
  DATE(received_at) AS day,
  source,
  currency,
  COUNT(*) AS orders,
  SUM(item_count) AS items,
  SUM(total) AS total,
  SUM(discount) AS discount,
  SUM(delivery_fee) AS delivery_fee,
  SUM(refunded) AS refunded
FROM ${table('orders')}
WHERE status != 'cancelled' AND NOT is_test AND NOT quarantined
GROUP BY day, source, currency`,
    },
    {
      name: 'notifications',
      description: 'What became of the notice of each order, by manager and channel.',
      query: `SELECT
  order_id,
  JSON_VALUE(data, '$.manager') AS manager,
  JSON_VALUE(data, '$.channel') AS channel,
  JSON_VALUE(data, '$.state') AS state,
  JSON_VALUE(data, '$.reason') AS reason,
  \`at\`
FROM ${table('facts')}
WHERE kind = 'notified'
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY order_id, JSON_VALUE(data, '$.manager'), JSON_VALUE(data, '$.channel')
  ORDER BY ${latest}
) = 1`,
    },
  ];
}

/** The fold of the app in SQL: latest content by version, latest decision by its number, then what the source knows. */
const ordersQuery = (facts: string) => `WITH
contents AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.order.source') AS source,
    JSON_VALUE(data, '$.order.sourceId') AS source_id,
    CAST(JSON_VALUE(data, '$.order.version') AS INT64) AS version,
    JSON_QUERY(data, '$.order.content') AS content,
    MIN(recorded_at) OVER (PARTITION BY order_id) AS received_at,
    ROW_NUMBER() OVER (
      PARTITION BY order_id
      ORDER BY CAST(JSON_VALUE(data, '$.order.version') AS INT64) DESC, ${latest}
    ) AS newest
  FROM ${facts}
  WHERE kind IN ('order-received', 'order-updated')
),
decisions AS (
  SELECT
    order_id,
    IF(kind = 'taken', 'taken', JSON_VALUE(data, '$.status')) AS decided,
    ROW_NUMBER() OVER (
      PARTITION BY order_id
      ORDER BY ${latestDecision}
    ) AS newest
  FROM ${facts}
  WHERE kind IN ('status-set', 'taken')
),
takings AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.manager') AS manager,
    \`at\` AS taken_at,
    ROW_NUMBER() OVER (
      PARTITION BY order_id
      ORDER BY ${latestDecision}
    ) AS newest
  FROM ${facts}
  WHERE kind = 'taken'
),
payments AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.paymentStatus') AS payment_status,
    ROW_NUMBER() OVER (
      PARTITION BY order_id
      ORDER BY ${latestDecision}
    ) AS newest
  FROM ${facts}
  WHERE kind = 'payment-set'
),
attributions AS (
  SELECT
    order_id,
    JSON_QUERY(data, '$.attribution') AS attribution,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY ${latest}) AS newest
  FROM ${facts}
  WHERE kind = 'attribution-found'
),
releases AS (
  SELECT DISTINCT order_id
  FROM ${facts}
  WHERE kind = 'released'
),
drafts AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.draftId') AS draft_id,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY \`at\`, desk, seq) AS first
  FROM ${facts}
  WHERE kind = 'draft-linked'
),
joined AS (
  SELECT
    contents.*,
    CASE
      WHEN decided IN ('handed-over', 'cancelled') THEN decided
      WHEN ${text('cancelledAt')} IS NOT NULL THEN 'cancelled'
      WHEN ${text('fulfillment')} = 'fulfilled' THEN 'handed-over'
      ELSE COALESCE(decided, 'new')
    END AS status,
    decisions.decided,
    payments.payment_status AS payment_set,
    takings.manager,
    takings.taken_at,
    attributions.attribution,
    drafts.draft_id,
    releases.order_id IS NOT NULL AS is_released
  FROM contents
  LEFT JOIN decisions ON decisions.order_id = contents.order_id AND decisions.newest = 1
  LEFT JOIN takings ON takings.order_id = contents.order_id AND takings.newest = 1
  LEFT JOIN payments ON payments.order_id = contents.order_id AND payments.newest = 1
  LEFT JOIN attributions ON attributions.order_id = contents.order_id AND attributions.newest = 1
  LEFT JOIN drafts ON drafts.order_id = contents.order_id AND drafts.first = 1
  LEFT JOIN releases ON releases.order_id = contents.order_id
  WHERE contents.newest = 1
)
SELECT
  order_id,
  source,
  source_id,
  ${text('number')} AS number,
  version,
  status,
  COALESCE(payment_set, ${text('paymentStatus')}) AS payment_status,
  ${text('fulfillment')} AS fulfillment,
  ${text('currency')} AS currency,
  ${amount('total')} AS total,
  ${amount('subtotal')} AS subtotal,
  ${amount('deliveryFee')} AS delivery_fee,
  ${amount('discount')} AS discount,
  ${amount('tax')} AS tax,
  ${amount('tip')} AS tip,
  ${amount('refunded')} AS refunded,
  ${text('customer.name')} AS customer_name,
  ${text('customer.phone')} AS customer_phone,
  ${text('customer.email')} AS customer_email,
  ${text('customer.id')} AS customer_id,
  ${text('recipient.name')} AS recipient_name,
  ${text('recipient.phone')} AS recipient_phone,
  ${text('address')} AS address,
  ${text('note')} AS note,
  COALESCE((SELECT SUM(CAST(JSON_VALUE(item, '$.quantity') AS INT64)) FROM UNNEST(JSON_QUERY_ARRAY(content, '$.items')) AS item), 0) AS item_count,
  IF(REGEXP_CONTAINS(${text('placedAt')}, r'([Zz]|[+-][0-9]{2}:?[0-9]{2})$'), SAFE_CAST(${text('placedAt')} AS TIMESTAMP), NULL) AS placed_at,
  ${text('placedAt')} AS placed_at_text,
  received_at,
  SAFE_CAST(${text('cancelledAt')} AS TIMESTAMP) AS cancelled_at,
  IF(status = 'new', NULL, manager) AS taken_by,
  IF(status = 'new', NULL, taken_at) AS taken_at,
  (status NOT IN ('handed-over', 'cancelled') AND ${hasReason("!= 'unverified-sender' OR NOT is_released")})
    OR (decided IS NULL AND ${hasReason("= 'cancelled-unknown'")}) AS needs_review,
  NOT is_released AND ${hasReason("= 'unverified-sender'")} AS quarantined,
  COALESCE(${text('test')} = 'true', FALSE) AS is_test,
  ${text('soldThrough')} AS sold_through,
  draft_id,
  JSON_VALUE(attribution, '$.kind') AS attribution,
  JSON_VALUE(attribution, '$.last.source') AS utm_source,
  JSON_VALUE(attribution, '$.last.medium') AS utm_medium,
  JSON_VALUE(attribution, '$.last.campaign') AS utm_campaign,
  content
FROM joined`;

const customersQuery = (orders: string) => `WITH known AS (
  SELECT
    COALESCE(
      NULLIF(REGEXP_REPLACE(customer_phone, r'[^0-9]', ''), ''),
      NULLIF(LOWER(TRIM(customer_email)), ''),
      NULLIF(LOWER(TRIM(customer_name)), '')
    ) AS customer_key,
    *
  FROM ${orders}
  WHERE NOT is_test AND NOT quarantined
)
SELECT
  customer_key,
  currency,
  ARRAY_AGG(customer_name IGNORE NULLS ORDER BY received_at DESC LIMIT 1)[SAFE_OFFSET(0)] AS name,
  ARRAY_AGG(customer_phone IGNORE NULLS ORDER BY received_at DESC LIMIT 1)[SAFE_OFFSET(0)] AS phone,
  ARRAY_AGG(customer_email IGNORE NULLS ORDER BY received_at DESC LIMIT 1)[SAFE_OFFSET(0)] AS email,
  COUNT(*) AS orders,
  COUNTIF(status = 'cancelled') AS cancelled,
  SUM(IF(status = 'cancelled', 0, total)) AS total,
  SUM(refunded) AS refunded,
  MIN(received_at) AS first_order_at,
  MAX(received_at) AS last_order_at
FROM known
WHERE customer_key IS NOT NULL
GROUP BY customer_key, currency`;
