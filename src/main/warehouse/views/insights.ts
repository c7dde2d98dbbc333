import { latestDecision } from './orders.ts';
import { phoneKeys } from './phone-keys.ts';
import { counts } from './sales.ts';
import type { View } from './view.ts';
import { amountAt, column, integerAt } from './view.ts';

/** The commissions of the sources, as in `shared/insights/commission.ts`. */
export const commissions = (facts: string): View => ({
  name: 'commissions',
  description: 'One row a source: what it keeps of each order, as a manager has said last.',
  columns: [
    column('source', 'STRING', 'The source.'),
    column('share', 'INTEGER', 'Hundredths of a per cent of the revenue: 12.5 % is 1250.'),
    column('fixed', 'NUMERIC', 'For each order of the currency; empty where nothing is.'),
    column('currency', 'STRING', 'ISO 4217, of the fixed amount.'),
    column('set_by', 'STRING', 'The manager who said so.'),
    column('set_at', 'TIMESTAMP', 'When.'),
  ],
  query: `SELECT
  JSON_VALUE(data, '$.source') AS source,
  ${integerAt('share')} AS share,
  ${amountAt('fixed')} AS fixed,
  JSON_VALUE(data, '$.fixed.currency') AS currency,
  \`by\` AS set_by,
  \`at\` AS set_at
FROM ${facts}
WHERE kind = 'commission-set'
QUALIFY ROW_NUMBER() OVER (PARTITION BY JSON_VALUE(data, '$.source') ORDER BY ${latestDecision}) = 1`,
});

/** The definitions of `shared/insights/sale.ts` in SQL: keep both in sync. */
export const sales = (orders: string, facts: string, takings: string, kept: string): View => ({
  name: 'sales',
  description:
    'One row an order that is counted: no test, none in quarantine, none told by another order. A cancelled one is among them with sold false, and has no amounts. Every number of the page of insights is a sum of these rows.',
  columns: [
    column('order_id', 'STRING', 'The order, as in the view orders.'),
    column('source', 'STRING', 'Where it came from.'),
    column('number', 'STRING', 'The number people say.'),
    column('sold', 'BOOLEAN', 'It was not cancelled.'),
    column(
      'sold_at',
      'TIMESTAMP',
      'When it was placed, where the source tells that with its offset from UTC; else when its first mail came into the mailbox; never later than it was received, which is what counts of all else.',
    ),
    column('day', 'DATE', "That day by the shop's own clock."),
    column('hour', 'INTEGER', 'That hour, 0 to 23.'),
    column('weekday', 'INTEGER', 'That day of the week, 1 is Monday.'),
    column('currency', 'STRING', 'ISO 4217; empty where the order says none.'),
    column(
      'total',
      'NUMERIC',
      'What the buyer pays; empty where it was not given or read, and of a cancelled order.',
    ),
    column('refunded', 'NUMERIC', 'What was given back of it, whenever that was.'),
    column('revenue', 'NUMERIC', 'The total less what was given back.'),
    column('commission', 'NUMERIC', 'What the source keeps, rounded half up.'),
    column('net', 'NUMERIC', 'The revenue less the commission.'),
    column('discount', 'NUMERIC', 'What was taken off.'),
    column('delivery_fee', 'NUMERIC', 'What the buyer pays for delivery.'),
    column('items', 'INTEGER', 'Pieces, without those taken off or returned; none of a cancelled order.'),
    column('attribution', 'STRING', 'What brought the buyer; unknown where nothing says.'),
    column(
      'buyer',
      'STRING',
      'new, or returning where something was sold before by one of the phones or the e-mail; unknown without any. Empty of a cancelled order.',
    ),
    column('seconds_to_take', 'INTEGER', 'As in the view time_to_take; empty while nobody has taken it.'),
    column('first_utm_source', 'STRING', 'Of the first visit on the way to the order.'),
    column('first_utm_medium', 'STRING', 'Of the first visit.'),
    column('first_utm_campaign', 'STRING', 'Of the first visit.'),
    column('last_utm_source', 'STRING', 'Of the last visit before the order.'),
    column('last_utm_medium', 'STRING', 'Of the last visit.'),
    column('last_utm_campaign', 'STRING', 'Of the last visit.'),
  ],
  query: `WITH zones AS (
  SELECT JSON_VALUE(data, '$.timeZone') AS zone
  FROM ${facts}
  WHERE kind = 'zone-set'
  QUALIFY ROW_NUMBER() OVER (ORDER BY ${latestDecision}) = 1
),
counted AS (
  SELECT
    o.order_id,
    o.source,
    o.number,
    o.status != 'cancelled' AS sold,
    -- of mails that tell no time zone, when the first came into the mailbox: a change of it moves no sale to another day
    LEAST(COALESCE(o.placed_at, IF(STARTS_WITH(o.source, 'mail:'), TIMESTAMP_MILLIS(o.first_version), NULL), o.received_at), o.received_at) AS sold_at,
    COALESCE((SELECT MAX(zone) FROM zones), 'UTC') AS zone,
    o.currency,
    IF(o.status = 'cancelled', NULL, o.total) AS total,
    IF(o.status = 'cancelled' OR o.total IS NULL, NULL, COALESCE(o.refunded, 0)) AS refunded,
    COALESCE(LENGTH(REGEXP_EXTRACT(JSON_VALUE(o.content, '$.total.amount'), r'[.]([0-9]+)$')), 0) AS digits,
    IF(o.status = 'cancelled', NULL, o.discount) AS discount,
    IF(o.status = 'cancelled', NULL, o.delivery_fee) AS delivery_fee,
    IF(o.status = 'cancelled', 0, o.item_count) AS items,
    COALESCE(o.attribution, 'unknown') AS attribution,
    ${phoneKeys('o.customer_phone')} AS phones,
    o.customer_email,
    o.first_utm_source,
    o.first_utm_medium,
    o.first_utm_campaign,
    o.utm_source,
    o.utm_medium,
    o.utm_campaign
  FROM ${orders} AS o
  WHERE ${counts}
),
keys AS (
  SELECT
    order_id,
    FIRST_VALUE(order_id) OVER (PARTITION BY key ORDER BY sold_at, order_id) AS first_order
  FROM counted, UNNEST(ARRAY_CONCAT(phones, [CONCAT('mail:', LOWER(TRIM(IFNULL(customer_email, ''))))])) AS key
  WHERE sold AND key != 'mail:'
),
known AS (
  SELECT order_id, MAX(IF(first_order = order_id, 0, 1)) AS came_back
  FROM keys
  GROUP BY order_id
),
kept AS (
  SELECT
    c.*,
    c.total - c.refunded AS revenue,
    CASE
      WHEN c.total IS NULL THEN NULL
      WHEN k.source IS NULL OR c.total - c.refunded <= 0 THEN 0
      ELSE ROUND((c.total - c.refunded) * k.share / 10000, c.digits) + IF(k.currency = c.currency, k.fixed, 0)
    END AS commission
  FROM counted AS c
  LEFT JOIN ${kept} AS k ON k.source = c.source
)
SELECT
  s.order_id,
  s.source,
  s.number,
  s.sold,
  s.sold_at,
  DATE(s.sold_at, s.zone) AS day,
  EXTRACT(HOUR FROM DATETIME(s.sold_at, s.zone)) AS hour,
  MOD(EXTRACT(DAYOFWEEK FROM DATETIME(s.sold_at, s.zone)) + 5, 7) + 1 AS weekday,
  s.currency,
  s.total,
  s.refunded,
  s.revenue,
  s.commission,
  s.revenue - s.commission AS net,
  s.discount,
  s.delivery_fee,
  s.items,
  s.attribution,
  CASE
    WHEN NOT s.sold THEN NULL
    WHEN known.order_id IS NULL THEN 'unknown'
    WHEN known.came_back = 1 THEN 'returning'
    ELSE 'new'
  END AS buyer,
  t.seconds AS seconds_to_take,
  s.first_utm_source,
  s.first_utm_medium,
  s.first_utm_campaign,
  s.utm_source AS last_utm_source,
  s.utm_medium AS last_utm_medium,
  s.utm_campaign AS last_utm_campaign
FROM kept AS s
LEFT JOIN known ON known.order_id = s.order_id
LEFT JOIN ${takings} AS t ON t.order_id = s.order_id`,
});

export const productSales = (lines: string, sold: string): View => ({
  name: 'product_sales',
  description:
    "Products sold a day (the shop's own), source and currency: what is left of the lines comes to, without goods taken off or returned, before what is taken off an order as a whole, and before what was given back for goods that stayed. A product is told by its name, so that it is one however it was sold.",
  columns: [
    column('day', 'DATE', 'The day, as in the view sales.'),
    column('source', 'STRING', 'Where the orders came from.'),
    column('product', 'STRING', 'Its name in one line.'),
    column('currency', 'STRING', 'ISO 4217.'),
    column('orders', 'INTEGER', 'How many orders have it.'),
    column('quantity', 'INTEGER', 'Pieces, without those taken off or returned.'),
    column('total', 'NUMERIC', 'What is left of the lines comes to.'),
  ],
  query: `SELECT
  s.day,
  s.source,
  REGEXP_REPLACE(REGEXP_REPLACE(l.title, r'[\\x00\\t\\n\\f\\r ]+', ' '), r'^ | $', '') AS product,
  COALESCE(l.currency, s.currency) AS currency,
  COUNT(DISTINCT s.order_id) AS orders,
  SUM(l.quantity) AS quantity,
  SUM(COALESCE(l.line_total, l.unit_price * l.quantity, 0)) AS total
FROM ${sold} AS s
JOIN ${lines} AS l ON l.order_id = s.order_id
WHERE s.sold AND (l.quantity > 0 OR l.ordered = 0)
GROUP BY 1, 2, 3, 4`,
});

export const chatFunnel = (facts: string, touches: string, drafts: string): View => ({
  name: 'chat_funnel',
  description:
    'One row a person who got in touch with the chat-bot: how far they have come so far. Who came to a later step went by the ones before it.',
  columns: [
    column('subscriber_id', 'STRING', 'The person in Messenger.'),
    column('first_touch_at', 'TIMESTAMP', 'When they first got in touch.'),
    column('day', 'DATE', "That day by the shop's own clock."),
    column('link_sent', 'BOOLEAN', 'A payment link was sent.'),
    column('link_opened', 'BOOLEAN', 'It was opened.'),
    column('paid', 'BOOLEAN', 'It became an order.'),
  ],
  query: `WITH zones AS (
  SELECT JSON_VALUE(data, '$.timeZone') AS zone
  FROM ${facts}
  WHERE kind = 'zone-set'
  QUALIFY ROW_NUMBER() OVER (ORDER BY ${latestDecision}) = 1
),
people AS (
  SELECT subscriber_id, MIN(\`at\`) AS first_touch_at
  FROM ${touches}
  GROUP BY subscriber_id
),
steps AS (
  SELECT
    subscriber_id,
    MAX(IF(links_sent > 0, 1, 0)) AS sent,
    MAX(IF(opened_at IS NOT NULL, 1, 0)) AS opened,
    MAX(IF(state = 'paid' OR order_id IS NOT NULL, 1, 0)) AS paid
  FROM ${drafts}
  WHERE subscriber_id IS NOT NULL
  GROUP BY subscriber_id
)
SELECT
  p.subscriber_id,
  p.first_touch_at,
  DATE(p.first_touch_at, COALESCE((SELECT MAX(zone) FROM zones), 'UTC')) AS day,
  COALESCE(GREATEST(s.sent, s.opened, s.paid), 0) = 1 AS link_sent,
  COALESCE(GREATEST(s.opened, s.paid), 0) = 1 AS link_opened,
  COALESCE(s.paid, 0) = 1 AS paid
FROM people AS p
LEFT JOIN steps AS s ON s.subscriber_id = p.subscriber_id`,
});
