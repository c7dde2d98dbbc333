import { latest, ordersQuery } from './orders-view.ts';

/** A view over `entries`. Its SQL is kept in BigQuery and brought up to date when this text changes. */
export type View = { readonly name: string; readonly description: string; readonly query: string };

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
        'One row an order, as it stands now. One in quarantine is of a sender nobody vouches for, and no sale until it is released. One with part_of is told by that other order (a copy in Shopify, or the same order told twice): leave it out of every sum. One with part_cancelled has such a part that was cancelled where it came from.',
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
  o.part_of,
  o.received_at
FROM ${table('orders')} AS o,
  UNNEST(JSON_QUERY_ARRAY(o.content, '$.items')) AS item WITH OFFSET AS line`,
    },
    {
      name: 'customers',
      description:
        'One row a customer and currency; known by phone, else e-mail, else name. Test orders do not count, nor those in quarantine or told by another order.',
      query: customersQuery(table('orders')),
    },
    {
      name: 'daily_sales',
      description:
        'Orders and amounts a day (UTC, of receipt), source and currency, without tests, cancelled orders and those in quarantine or told by another order.',
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
WHERE status != 'cancelled' AND NOT is_test AND NOT quarantined AND part_of IS NULL
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

const customersQuery = (orders: string) => `WITH known AS (
  SELECT
    COALESCE(
      NULLIF(REGEXP_REPLACE(customer_phone, r'[^0-9]', ''), ''),
      NULLIF(LOWER(TRIM(customer_email)), ''),
      NULLIF(LOWER(TRIM(customer_name)), '')
    ) AS customer_key,
    *
  FROM ${orders}
  WHERE NOT is_test AND NOT quarantined AND part_of IS NULL
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
