import { amountAt, integerAt } from './view.ts';

/** The app's tie-break: all computers agree on the latest event. */
export const latest = '`at` DESC, desk DESC, seq DESC';
/** A user's decision counts by its number, then by its id, as in `shared/fold-takings.ts`: no clocks are compared. */
export const latestDecision = `${integerAt('decision')} DESC, id DESC`;

/** A field of the order; `order` is a JSON value in the intake format. */
const text = (path: string) => `JSON_VALUE(content, '$.${path}')`;
const amount = (path: string) => amountAt(path, 'content');
/** The cost of an item, or of all items, as in `shared/bill.ts`. */
const lineCost = `COALESCE(${amountAt('lineTotal', 'item')}, ${amountAt('unitPrice', 'item')} * ${integerAt('quantity', 'item')})`;
const linesCost = `(SELECT IF(COUNTIF(${lineCost} IS NULL) = 0, SUM(${lineCost}), NULL) FROM UNNEST(JSON_QUERY_ARRAY(content, '$.items')) AS item)`;
/** Parses a time as `shared/placed-at.ts` does; a cast needs the seconds that a mail may omit. */
const momentTold = (placedAt: string) =>
  String.raw`IF(REGEXP_CONTAINS(${placedAt}, r'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})$'), SAFE_CAST(IF(SUBSTR(${placedAt}, 17, 1) = ':', ${placedAt}, CONCAT(SUBSTR(${placedAt}, 1, 16), ':00', SUBSTR(${placedAt}, 17))) AS TIMESTAMP), NULL)`;
/** The progress of a payment as a number, as in `shared/payment.ts`. */
const payStep = (status: string) =>
  `CASE ${status} WHEN 'pending' THEN 1 WHEN 'authorized' THEN 2 WHEN 'partially-paid' THEN 3 WHEN 'paid' THEN 4 WHEN 'partially-refunded' THEN 5 WHEN 'refunded' THEN 6 ELSE 0 END`;
/** The payment status of a step; null for step 0, which is no progress. */
const payWord = (step: string) =>
  `CASE ${step} WHEN 1 THEN 'pending' WHEN 2 THEN 'authorized' WHEN 3 THEN 'partially-paid' WHEN 4 THEN 'paid' WHEN 5 THEN 'partially-refunded' WHEN 6 THEN 'refunded' END`;
/** The later of two payment statuses; a missing one counts as none. */
const further = (known: string, told: string) =>
  `IF(${told} IS NOT NULL AND ${payStep(told)} > ${payStep(known)}, ${told}, ${known})`;
/** Combines a user's payment decision with the source's status, as in `shared/payment.ts`. */
const asDecided = (told: string) =>
  `IF(payment_set IS NULL OR (payment_over IS NOT NULL AND ${payStep(told)} > GREATEST(${payStep('payment_over')}, ${payStep('payment_set')})), ${told}, payment_set)`;
const fulfilStep = (state: string) =>
  `CASE ${state} WHEN 'fulfilled' THEN 2 WHEN 'partial' THEN 1 ELSE 0 END`;
const fulfilWord = (step: string) => `CASE ${step} WHEN 2 THEN 'fulfilled' WHEN 1 THEN 'partial' END`;
/** The greater of two amounts, either of which may be missing. */
const greater = (a: string, b: string) => `GREATEST(COALESCE(${a}, ${b}), COALESCE(${b}, ${a}))`;
/** Whether a part was a separate order that its service cancelled and refunded. */
const isCalledOff = `(NOT is_copy AND cancelled_at IS NOT NULL AND of_part IS NULL AND (refunded IS NOT NULL OR paid_step >= ${payStep("'partially-refunded'")}))`;
/** A user who cancels an order by hand also cancels the orders visibly merged into it; a source does not. */
const isOff = (part: string) =>
  `(COALESCE(JSON_VALUE(decision.data, '$.status'), '') = 'cancelled' AND (JSON_QUERY(decision.data, '$.told.parts') IS NULL OR ${part} IN UNNEST(JSON_VALUE_ARRAY(decision.data, '$.told.parts'))))`;
/** Whether the order has a review reason with a code like this. */
const hasReason = (code: string) =>
  `EXISTS (SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(content, '$.review')) AS reason WHERE JSON_VALUE(reason, '$.code') ${code})`;
/** Whether an open order needs review. Releasing an unverified order resolves that reason. */
const isUnclear = `EXISTS (SELECT 1 FROM UNNEST(JSON_QUERY_ARRAY(content, '$.review')) AS reason WHERE CASE JSON_VALUE(reason, '$.code') WHEN 'unverified-sender' THEN NOT is_released WHEN 'cancelled-unknown' THEN COALESCE(${text('cancelledAt')}, cancelled_told) IS NULL ELSE TRUE END)`;

const isDecision = "kind IN ('status-set', 'taken')";
const isTaking = "(kind = 'taken' OR (kind = 'status-set' AND JSON_VALUE(data, '$.status') = 'new'))";
/** A value of the latest event of a kind; null if there is none. */
const saidBy = (one: string) => (value: string) => `MAX(IF(${one}, ${value}, NULL))`;
const byDecision = saidBy(`${isDecision} AND nth_decision = 1`);
const byTaking = saidBy("kind = 'taken' AND nth_taking = 1");
const byPayment = saidBy("kind = 'payment-set' AND nth_of_kind = 1");
const byDraft = saidBy("kind = 'draft-linked' AND nth_in_time = 1");

/** The app's order projection in SQL: latest content by version, latest decision by its number, then the source's status. */
export const ordersQuery = (facts: string) => `WITH
contents AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.order.source') AS source,
    JSON_VALUE(data, '$.order.sourceId') AS source_id,
    ${integerAt('order.version')} AS version,
    MIN(${integerAt('order.version')}) OVER (PARTITION BY order_id) AS first_version,
    MAX(IF(nth_of_version > 1 OR JSON_VALUE(data, '$.order.content.fulfillment') = 'fulfilled', NULL, ${integerAt('order.version')})) OVER (PARTITION BY order_id) AS unsent_version,
    JSON_QUERY(data, '$.order.content') AS content,
    MIN(recorded_at) OVER (PARTITION BY order_id) AS received_at,
    ROW_NUMBER() OVER (
      PARTITION BY order_id
      ORDER BY ${integerAt('order.version')} DESC, ${latest}
    ) AS newest
  FROM (
    SELECT
      *,
      ROW_NUMBER() OVER (
        PARTITION BY order_id, ${integerAt('order.version')}
        ORDER BY ${latest}
      ) AS nth_of_version
    FROM ${facts}
    WHERE kind IN ('order-received', 'order-updated')
  )
),
words AS (
  SELECT
    order_id,
    id,
    kind,
    \`at\`,
    data,
    ROW_NUMBER() OVER (PARTITION BY order_id, ${isDecision} ORDER BY ${latestDecision}) AS nth_decision,
    ROW_NUMBER() OVER (PARTITION BY order_id, ${isTaking} ORDER BY ${latestDecision}) AS nth_taking,
    ROW_NUMBER() OVER (PARTITION BY order_id, kind ORDER BY ${latestDecision}) AS nth_of_kind,
    ROW_NUMBER() OVER (PARTITION BY order_id, kind ORDER BY \`at\`, desk, seq) AS nth_in_time
  FROM ${facts}
  WHERE kind IN ('status-set', 'taken', 'payment-set', 'draft-linked', 'released', 'drill-marked')
),
said AS (
  SELECT
    order_id,
    ${byDecision("IF(kind = 'taken', 'taken', JSON_VALUE(data, '$.status'))")} AS decided,
    ${byDecision("JSON_VALUE(data, '$.reason')")} AS cancel_said,
    ${byDecision("JSON_QUERY(data, '$.told') IS NOT NULL")} AS has_told,
    ${byDecision("JSON_VALUE(data, '$.told.cancelled')")} AS over_cancelled,
    ${byDecision("JSON_VALUE(data, '$.told.fulfilled')")} AS over_fulfilled,
    ${byDecision(integerAt('told.version'))} AS over_version,
    ${byDecision("JSON_VALUE(data, '$.told.asked')")} AS over_asked,
    -- an order that was given back is nobody's
    ${byTaking("JSON_VALUE(data, '$.manager')")} AS manager,
    ${byTaking('`at`')} AS taken_at,
    ${byPayment("JSON_VALUE(data, '$.paymentStatus')")} AS payment_set,
    ${byPayment("JSON_VALUE(data, '$.over')")} AS payment_over,
    ${byDraft("JSON_VALUE(data, '$.draftId')")} AS draft_id,
    ${byDraft("JSON_VALUE(data, '$.manager')")} AS sold_by,
    ${byDraft("JSON_VALUE(data, '$.subscriberId')")} AS subscriber_id,
    COUNTIF(kind = 'released') > 0 AS is_released,
    COUNTIF(kind = 'drill-marked') > 0 AS is_drill
  FROM words
  GROUP BY order_id
),
-- those that nobody has decided over who knew of them
cancellations AS (
  SELECT DISTINCT order_id
  FROM (
    SELECT
      order_id,
      kind,
      JSON_VALUE(data, '$.status') AS status,
      TO_JSON_STRING(id) AS name,
      ${integerAt('decision')} AS decision,
      -- an earlier version did not write down which ones were known, and meant all before
      MAX(IF(JSON_QUERY(data, '$.cancellations') IS NULL, ${integerAt('decision')}, NULL)) OVER (PARTITION BY order_id) AS over_all,
      STRING_AGG(TO_JSON_STRING(JSON_QUERY(data, '$.cancellations'))) OVER (PARTITION BY order_id) AS over_named
    FROM words
    WHERE ${isDecision}
  )
  WHERE kind = 'status-set'
    AND status = 'cancelled'
    AND COALESCE(decision >= over_all, TRUE)
    AND COALESCE(STRPOS(over_named, name) = 0, TRUE)
),
attributions AS (
  SELECT
    order_id,
    JSON_QUERY(data, '$.attribution') AS attribution,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY ${latest}) AS newest
  FROM ${facts}
  WHERE kind = 'attribution-found'
),
refunds AS (
  SELECT order_id, currency, SUM(amount) AS amount
  FROM (
    SELECT
      order_id,
      kind,
      ${amountAt('amount')} AS amount,
      JSON_VALUE(data, '$.amount.currency') AS currency,
      MAX(IF(kind = 'refund-withdrawn', 1, 0)) OVER (
        PARTITION BY order_id, JSON_VALUE(data, '$.refundId')
      ) AS withdrawn
    FROM ${facts}
    WHERE kind IN ('refund-noted', 'refund-withdrawn')
  )
  WHERE kind = 'refund-noted' AND withdrawn = 0
  GROUP BY order_id, currency
),
verdicts AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.other') AS other,
    JSON_VALUE(data, '$.verdict') AS verdict,
    ROW_NUMBER() OVER (
      PARTITION BY order_id, JSON_VALUE(data, '$.other')
      ORDER BY ${latestDecision}
    ) AS newest
  FROM ${facts}
  WHERE kind = 'same-decided'
),
links AS (
  SELECT DISTINCT order_id, JSON_VALUE(data, '$.copy') AS copy
  FROM ${facts}
  WHERE kind = 'copy-linked'
),
tellings AS (
  SELECT
    order_id,
    JSON_VALUE(data, '$.copy') AS part,
    JSON_VALUE(data, '$.why') AS why,
    ${payStep("JSON_VALUE(data, '$.paymentStatus')")} AS paid_step,
    ${fulfilStep("JSON_VALUE(data, '$.fulfillment')")} AS fulfil_step,
    JSON_VALUE(data, '$.cancelledAt') AS cancelled_at,
    JSON_VALUE(data, '$.ofPart') AS of_part,
    JSON_VALUE_ARRAY(data, '$.standing') AS standing,
    ${amountAt('refunded')} AS refunded,
    ROW_NUMBER() OVER (
      PARTITION BY order_id, JSON_VALUE(data, '$.copy')
      ORDER BY ${integerAt('version')} DESC, ${latest}
    ) AS newest
  FROM ${facts}
  WHERE kind = 'copy-told'
),
told AS (
  SELECT
    order_id,
    ${payWord(`MAX(IF(${isCalledOff}, 0, paid_step))`)} AS payment_status,
    ${fulfilWord('MAX(fulfil_step)')} AS fulfillment,
    ARRAY_AGG(IF(is_copy, cancelled_at, NULL) ORDER BY IF(is_copy, 0, 1), part LIMIT 1)[SAFE_OFFSET(0)] AS cancelled_at,
    MAX(IF(NOT is_copy AND cancelled_at IS NOT NULL, 1, 0)) = 1 AS part_cancelled,
    MAX(IF(NOT is_copy AND is_left, 1, 0)) = 1 AS part_left,
    MAX(IF(${isCalledOff}, NULL, refunded)) AS refunded
  FROM (
    SELECT
      tellings.*,
      why IS NULL OR links.copy IS NOT NULL AS is_copy,
      ((cancelled_at IS NULL OR of_part IS NOT NULL) AND NOT ${isOff('tellings.part')})
        OR EXISTS (SELECT 1 FROM UNNEST(tellings.standing) AS inner_part WHERE NOT ${isOff('inner_part')}) AS is_left,
      verdicts.verdict
    FROM tellings
    LEFT JOIN links ON links.order_id = tellings.order_id AND links.copy = tellings.part
    LEFT JOIN verdicts
      ON verdicts.order_id = tellings.order_id AND verdicts.other = tellings.part AND verdicts.newest = 1
    LEFT JOIN words AS decision
      ON decision.order_id = tellings.order_id AND ${isDecision} AND nth_decision = 1
    WHERE tellings.newest = 1
  )
  WHERE is_copy OR verdict = 'kept'
  GROUP BY order_id
),
wholes AS (
  SELECT
    order_id,
    part_of,
    part_why,
    ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY part_why, first, part_of) AS chosen
  FROM (
    SELECT
      order_id,
      JSON_VALUE(data, '$.of') AS part_of,
      'copy' AS part_why,
      ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY \`at\`, desk, seq) AS first
    FROM ${facts}
    WHERE kind = 'copy-of'
    UNION ALL
    SELECT order_id, other AS part_of, 'merged' AS part_why, 1 AS first
    FROM verdicts
    WHERE newest = 1 AND verdict = 'merged'
  )
),
joined AS (
  SELECT
    contents.*,
    CASE
      WHEN decided IN ('handed-over', 'cancelled') THEN decided
      -- what the source had told before a decision is no news
      WHEN over_cancelled IS NULL AND COALESCE(${text('cancelledAt')}, told.cancelled_at) IS NOT NULL THEN 'cancelled'
      WHEN over_fulfilled IS NULL AND (${text('fulfillment')} = 'fulfilled' OR told.fulfillment = 'fulfilled') THEN 'handed-over'
      -- what its source took back of a sending, or only a part of it had told, is news once it sends it after all
      WHEN version > over_version AND unsent_version >= over_version AND ${text('fulfillment')} = 'fulfilled' THEN 'handed-over'
      ELSE COALESCE(decided, 'new')
    END AS status,
    said.cancel_said,
    -- a decision made before it was announced again does not say whether it holds
    COALESCE(decided, '') = 'cancelled' AND (over_asked IS NOT NULL OR NOT has_told) AS is_settled,
    said.payment_set,
    said.payment_over,
    told.payment_status AS payment_told,
    told.fulfillment AS fulfillment_told,
    told.cancelled_at AS cancelled_told,
    told.refunded AS refunded_told,
    COALESCE(told.part_cancelled, FALSE) AS part_told_cancelled,
    COALESCE(told.part_left, FALSE) AS part_left,
    refunds.amount AS refunds_noted,
    wholes.part_of,
    wholes.part_why,
    said.manager,
    said.taken_at,
    attributions.attribution,
    said.draft_id,
    said.sold_by,
    said.subscriber_id,
    COALESCE(said.is_released, FALSE) AS is_released,
    cancellations.order_id IS NOT NULL AS has_cancellation
  FROM contents
  LEFT JOIN said ON said.order_id = contents.order_id
  LEFT JOIN cancellations ON cancellations.order_id = contents.order_id
  LEFT JOIN attributions ON attributions.order_id = contents.order_id AND attributions.newest = 1
  LEFT JOIN told ON told.order_id = contents.order_id
  LEFT JOIN refunds ON refunds.order_id = contents.order_id AND refunds.currency = ${text('total.currency')}
  LEFT JOIN wholes ON wholes.order_id = contents.order_id AND wholes.chosen = 1
  -- a fire drill's orders are in the log and nowhere else
  WHERE contents.newest = 1 AND NOT COALESCE(said.is_drill, FALSE)
),
counted AS (
  SELECT
    *,
    ${further(asDecided("JSON_VALUE(content, '$.paymentStatus')"), 'payment_told')} AS paid_so_far,
    ${greater(greater(amount('refunded'), 'refunded_told'), 'refunds_noted')} AS refunded,
    ${linesCost} AS lines_cost
  FROM joined
)
SELECT
  order_id,
  source,
  source_id,
  ${text('number')} AS number,
  version,
  first_version,
  status,
  CASE
    WHEN refunds_noted IS NULL THEN paid_so_far
    WHEN refunded >= ${amount('total')} THEN ${further('paid_so_far', "'refunded'")}
    ELSE ${further('paid_so_far', "'partially-refunded'")}
  END AS payment_status,
  IF(${fulfilStep('fulfillment_told')} > ${fulfilStep(text('fulfillment'))}, fulfillment_told, ${text('fulfillment')}) AS fulfillment,
  COALESCE(${text('total.currency')}, ${text('currency')}) AS currency,
  ${amount('total')} AS total,
  ${greater('lines_cost', amount('subtotal'))} AS subtotal,
  ${amount('deliveryFee')} AS delivery_fee,
  ${amount('discount')} AS discount,
  ${amount('tax')} AS tax,
  ${amount('tip')} AS tip,
  refunded,
  ${text('customer.name')} AS customer_name,
  ${text('customer.phone')} AS customer_phone,
  ${text('customer.email')} AS customer_email,
  ${text('customer.id')} AS customer_id,
  ${text('recipient.name')} AS recipient_name,
  ${text('recipient.phone')} AS recipient_phone,
  ${text('address')} AS address,
  SAFE_CAST(${text('wanted.date')} AS DATE) AS wanted_date,
  ${text('wanted.from')} AS wanted_from,
  ${text('wanted.to')} AS wanted_to,
  ${text('note')} AS note,
  COALESCE((SELECT SUM(CAST(COALESCE(JSON_VALUE(item, '$.left'), JSON_VALUE(item, '$.quantity')) AS INT64)) FROM UNNEST(JSON_QUERY_ARRAY(content, '$.items')) AS item), 0) AS item_count,
  ${momentTold(text('placedAt'))} AS placed_at,
  ${text('placedAt')} AS placed_at_text,
  received_at,
  SAFE_CAST(COALESCE(${text('cancelledAt')}, cancelled_told) AS TIMESTAMP) AS cancelled_at,
  IF(status = 'cancelled', cancel_said, NULL) AS cancel_reason,
  manager AS taken_by,
  taken_at,
  (status NOT IN ('handed-over', 'cancelled') AND (part_told_cancelled OR ${isUnclear}))
    OR (status <> 'cancelled' AND has_cancellation)
    OR (status = 'cancelled' AND (part_left OR (NOT is_settled AND ${hasReason("= 'cancelled-unknown'")}))) AS needs_review,
  NOT is_released AND ${hasReason("= 'unverified-sender'")} AS quarantined,
  COALESCE(${text('test')} = 'true', FALSE) AS is_test,
  ${text('soldThrough')} AS sold_through,
  draft_id,
  sold_by,
  subscriber_id,
  part_of,
  part_why,
  status NOT IN ('handed-over', 'cancelled') AND part_told_cancelled AS part_cancelled,
  JSON_VALUE(attribution, '$.kind') AS attribution,
  JSON_VALUE(attribution, '$.first.source') AS first_utm_source,
  JSON_VALUE(attribution, '$.first.medium') AS first_utm_medium,
  JSON_VALUE(attribution, '$.first.campaign') AS first_utm_campaign,
  JSON_VALUE(attribution, '$.last.source') AS utm_source,
  JSON_VALUE(attribution, '$.last.medium') AS utm_medium,
  JSON_VALUE(attribution, '$.last.campaign') AS utm_campaign,
  content
FROM counted`;
