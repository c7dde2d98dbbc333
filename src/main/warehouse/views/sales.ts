import { phoneKeys } from './phone-keys.ts';
import type { View } from './view.ts';
import { amountAt, column, integerAt } from './view.ts';

/** What counts as a sale: not a test, not quarantined and not merged into another order. */
export const counts = 'NOT is_test AND NOT quarantined AND part_of IS NULL';

export const orderLines = (orders: string): View => ({
  name: 'order_lines',
  description:
    'One row a line of an order, in the newest version of the order. Lines of an order in quarantine, of a test or with part_of are no sales.',
  columns: [
    column('order_id', 'STRING', 'The order, as in the view orders.'),
    column('source', 'STRING', 'Where the order came from.'),
    column('number', 'STRING', 'The number people say.'),
    column('line', 'INTEGER', 'Its place in the order, from 1.'),
    column('title', 'STRING', 'What was bought.'),
    column('quantity', 'INTEGER', 'How many pieces are left: those taken off or returned are none.'),
    column('ordered', 'INTEGER', 'How many were ordered.'),
    column('unit_price', 'NUMERIC', 'What a piece costs.'),
    column('line_total', 'NUMERIC', 'What is left of the line costs.'),
    column('currency', 'STRING', 'ISO 4217.'),
    column('sku', 'STRING', 'The article number of the shop.'),
    column('variant_id', 'STRING', "Shopify's id of the variant."),
    column('product_id', 'STRING', "Shopify's id of the product."),
    column('options', 'STRING', 'What was chosen, one after the other.'),
    column('status', 'STRING', 'Of the order.'),
    column('is_test', 'BOOLEAN', 'Of the order.'),
    column('quarantined', 'BOOLEAN', 'Of the order.'),
    column('part_of', 'STRING', 'Of the order.'),
    column('received_at', 'TIMESTAMP', 'Of the order.'),
  ],
  query: `SELECT
  o.order_id,
  o.source,
  o.number,
  line + 1 AS line,
  JSON_VALUE(item, '$.title') AS title,
  COALESCE(${integerAt('left', 'item')}, ${integerAt('quantity', 'item')}) AS quantity,
  ${integerAt('quantity', 'item')} AS ordered,
  ${amountAt('unitPrice', 'item')} AS unit_price,
  IF(
    JSON_VALUE(item, '$.left') IS NULL,
    ${amountAt('lineTotal', 'item')},
    ${amountAt('unitPrice', 'item')} * ${integerAt('left', 'item')}
  ) AS line_total,
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
FROM ${orders} AS o,
  UNNEST(JSON_QUERY_ARRAY(o.content, '$.items')) AS item WITH OFFSET AS line`,
});

export const customers = (orders: string): View => ({
  name: 'customers',
  description:
    'One row a customer and currency; known by phone, else e-mail, else name. Test orders do not count, nor those in quarantine or told by another order.',
  columns: [
    column(
      'customer_key',
      'STRING',
      'The digits of the first phone with the country in front, else the e-mail, else the name.',
    ),
    column('currency', 'STRING', 'ISO 4217; empty for orders without one.'),
    column('name', 'STRING', 'As the newest order with one has it.'),
    column('phone', 'STRING', 'As the newest order with one has it.'),
    column('email', 'STRING', 'As the newest order with one has it.'),
    column('orders', 'INTEGER', 'How many orders, cancelled ones too.'),
    column('cancelled', 'INTEGER', 'How many of them were cancelled.'),
    column('total', 'NUMERIC', 'What the orders come to that were not cancelled.'),
    column('refunded', 'NUMERIC', 'What was given back.'),
    column('first_order_at', 'TIMESTAMP', 'When the first was received.'),
    column('last_order_at', 'TIMESTAMP', 'When the last was received.'),
  ],
  query: `WITH known AS (
  SELECT
    COALESCE(
      ${phoneKeys('customer_phone')}[SAFE_OFFSET(0)],
      NULLIF(LOWER(TRIM(customer_email)), ''),
      NULLIF(LOWER(TRIM(customer_name)), '')
    ) AS customer_key,
    *
  FROM ${orders}
  WHERE ${counts}
)
SELECT
  customer_key,
  currency,
  ARRAY_AGG(customer_name IGNORE NULLS ORDER BY received_at DESC, order_id DESC LIMIT 1)[SAFE_OFFSET(0)] AS name,
  ARRAY_AGG(customer_phone IGNORE NULLS ORDER BY received_at DESC, order_id DESC LIMIT 1)[SAFE_OFFSET(0)] AS phone,
  ARRAY_AGG(customer_email IGNORE NULLS ORDER BY received_at DESC, order_id DESC LIMIT 1)[SAFE_OFFSET(0)] AS email,
  COUNT(*) AS orders,
  COUNTIF(status = 'cancelled') AS cancelled,
  SUM(IF(status = 'cancelled', 0, total)) AS total,
  SUM(IF(status = 'cancelled', NULL, refunded)) AS refunded,
  MIN(received_at) AS first_order_at,
  MAX(received_at) AS last_order_at
FROM known
WHERE customer_key IS NOT NULL
GROUP BY customer_key, currency`,
});

export const dailySales = (sold: string): View => ({
  name: 'daily_sales',
  description:
    "Orders and amounts a day (the shop's own, of when they were placed), source, attribution and currency, of the orders in the view sales; amounts without the cancelled ones.",
  columns: [
    column('day', 'DATE', "The day the orders were placed, by the shop's own clock."),
    column('source', 'STRING', 'Where they came from.'),
    column('attribution', 'STRING', 'What brought the buyers; unknown where nothing says.'),
    column('currency', 'STRING', 'ISO 4217.'),
    column('orders', 'INTEGER', 'How many, without the cancelled ones.'),
    column('items', 'INTEGER', 'Pieces, without those taken off or returned.'),
    column('total', 'NUMERIC', 'What the buyers pay, before what was given back.'),
    column('discount', 'NUMERIC', 'What was taken off.'),
    column('delivery_fee', 'NUMERIC', 'What the buyers pay for delivery.'),
    column('refunded', 'NUMERIC', 'What was given back of these orders, whenever that was.'),
    column('cancelled', 'INTEGER', 'How many were cancelled beside them.'),
    column('orders_with_total', 'INTEGER', 'Those that say a total: what an average basket is of.'),
    column('revenue', 'NUMERIC', 'The total less what was given back.'),
    column('commission', 'NUMERIC', 'What the source keeps, as in the view commissions.'),
    column('net', 'NUMERIC', 'The revenue less the commission.'),
  ],
  query: `SELECT
  day,
  source,
  attribution,
  currency,
  COUNTIF(sold) AS orders,
  SUM(items) AS items,
  SUM(total) AS total,
  SUM(discount) AS discount,
  SUM(delivery_fee) AS delivery_fee,
  SUM(refunded) AS refunded,
  COUNTIF(NOT sold) AS cancelled,
  COUNTIF(sold AND total IS NOT NULL) AS orders_with_total,
  SUM(revenue) AS revenue,
  SUM(commission) AS commission,
  SUM(net) AS net
FROM ${sold}
GROUP BY 1, 2, 3, 4`,
});

export const timeToTake = (orders: string, facts: string): View => ({
  name: 'time_to_take',
  description:
    'One row an order a manager has taken: how long it rang until the first one did. Without tests, orders in quarantine and those told by another order.',
  columns: [
    column('order_id', 'STRING', 'The order, as in the view orders.'),
    column('source', 'STRING', 'Where it came from.'),
    column('received_at', 'TIMESTAMP', 'When Orderbell first heard of it.'),
    column('taken_at', 'TIMESTAMP', 'When the first manager took it.'),
    column('taken_by', 'STRING', 'That manager.'),
    column(
      'taken_via',
      'STRING',
      'Where: app, messenger (the button of a notice) or toast; empty where an earlier version did not say.',
    ),
    column(
      'seconds',
      'INTEGER',
      'From the one to the other, by the clocks of the desks that wrote them down.',
    ),
  ],
  query: `SELECT
  o.order_id,
  o.source,
  o.received_at,
  t.taken_at,
  t.taken_by,
  t.taken_via,
  GREATEST(0, TIMESTAMP_DIFF(t.taken_at, o.received_at, SECOND)) AS seconds
FROM ${orders} AS o
JOIN (
  SELECT
    order_id,
    \`at\` AS taken_at,
    JSON_VALUE(data, '$.manager') AS taken_by,
    JSON_VALUE(data, '$.via') AS taken_via,
    ROW_NUMBER() OVER (
      PARTITION BY order_id
      ORDER BY ${integerAt('decision')}, \`at\`, desk, seq
    ) AS first
  FROM ${facts}
  WHERE kind = 'taken'
) AS t ON t.order_id = o.order_id AND t.first = 1
WHERE NOT o.is_test AND NOT o.quarantined AND o.part_of IS NULL`,
});
