import { latest } from './orders.ts';
import type { View } from './view.ts';
import { column, integerAt } from './view.ts';

const told = (path: string) => `JSON_VALUE(data, '$.${path}')`;
/** The latest value of a field that later events may omit. */
const lastTold = (path: string) =>
  `ARRAY_AGG(${told(path)} IGNORE NULLS ORDER BY round DESC, change_there DESC, ${latest} LIMIT 1)[SAFE_OFFSET(0)]`;

/** The value of the form as last submitted, even if empty. */
const lastBegun = (path: string) =>
  `NULLIF(ARRAY_AGG(COALESCE(${told(path)}, '') ORDER BY CASE WHEN ${told('state')} = 'creating' THEN 0 WHEN ${told(path)} IS NOT NULL THEN 1 ELSE 2 END, round DESC, change_there DESC, ${latest} LIMIT 1)[SAFE_OFFSET(0)], '')`;

/** The rules of `shared/fold-draft.ts` in SQL: a payment wins, then the end, then the latest round of the form. */
const endRank = `CASE ${told('state')} WHEN 'deleted' THEN 1 WHEN 'expired' THEN 2 WHEN 'cancelled' THEN 3 WHEN 'replaced' THEN 4 WHEN 'paid' THEN 5 ELSE 0 END`;
const roundRank = `CASE ${told('state')} WHEN 'calculating' THEN 1 WHEN 'ready' THEN 2 WHEN 'failed' THEN 3 ELSE 0 END`;
const linkRank = `CASE ${told('state')} WHEN 'unknown' THEN 1 WHEN 'refused' THEN 2 WHEN 'sent' THEN 3 ELSE 0 END`;

export const drafts = (facts: string): View => ({
  name: 'drafts',
  description: 'One row a draft order: a custom order sold by a link, and how far it has come.',
  columns: [
    column('draft_id', 'STRING', 'Its id in Orderbell.'),
    column(
      'state',
      'STRING',
      'creating, calculating, ready, sent, opened, paid, failed, expired, cancelled, replaced or deleted.',
    ),
    column('name', 'STRING', "Shopify's name of it, such as #D12."),
    column('title', 'STRING', 'What it sells.'),
    column('customer_name', 'STRING', 'Whom it is for.'),
    column('currency', 'STRING', 'ISO 4217.'),
    column('total', 'NUMERIC', 'What the buyer pays.'),
    column('reason', 'STRING', 'Why it stands as it does.'),
    column('made_by', 'STRING', 'The manager who made it.'),
    column('created_at', 'TIMESTAMP', 'When.'),
    column('links_sent', 'INTEGER', 'How often its link was surely sent.'),
    column('first_sent_at', 'TIMESTAMP', 'When its link was first sent.'),
    column('first_sent_via', 'STRING', 'messenger, email or copied.'),
    column('opened_at', 'TIMESTAMP', 'When the buyer first opened the link.'),
    column('order_id', 'STRING', 'The order it became, as in the view orders.'),
    column('orders', 'INTEGER', 'How many orders it became: more than one when it was paid twice.'),
    column('subscriber_id', 'STRING', 'The person in Messenger it is for, as in the view touches.'),
    column('shopify_id', 'STRING', "Shopify's id of it."),
    column('replaces', 'STRING', 'The draft order whose place it took.'),
    column('replaced_by', 'STRING', 'The draft order that took its place.'),
  ],
  query: `WITH stated AS (
  SELECT
    *,
    ${told('draftId')} AS draft_id,
    ${endRank} AS end_rank,
    COALESCE(${integerAt('round')}, 1) AS round,
    ${roundRank} AS round_rank,
    COALESCE(${integerAt('changeThere')}, 0) AS change_there
  FROM ${facts}
  WHERE kind = 'draft-changed'
),
standing AS (
  SELECT draft_id, ${told('state')} AS state, ${told('reason')} AS reason
  FROM stated
  WHERE TRUE
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY draft_id
    ORDER BY end_rank DESC, round DESC, round_rank DESC, \`at\`, desk, seq
  ) = 1
),
told AS (
  SELECT
    draft_id,
    ${lastTold('name')} AS name,
    ${lastTold('title')} AS title,
    ${lastBegun('customerName')} AS customer_name,
    ${lastTold('total.currency')} AS currency,
    CAST(${lastTold('total.amount')} AS NUMERIC) AS total,
    ${lastBegun('subscriberId')} AS subscriber_id,
    ${lastTold('shopifyId')} AS shopify_id,
    ${lastTold('replaces')} AS replaces,
    ${lastTold('replacedBy')} AS replaced_by,
    ARRAY_AGG(\`by\` ORDER BY IF(${told('state')} = 'creating', 0, 1), \`at\`, desk, seq LIMIT 1)[SAFE_OFFSET(0)] AS made_by,
    ARRAY_AGG(\`at\` ORDER BY \`at\`, desk, seq LIMIT 1)[SAFE_OFFSET(0)] AS created_at
  FROM stated
  GROUP BY draft_id
),
sendings AS (
  SELECT
    ${told('draftId')} AS draft_id,
    \`at\`,
    ${told('via')} AS via,
    ${told('state')} AS state
  FROM ${facts}
  WHERE kind = 'link-sent'
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY ${told('draftId')}, ${told('sending')}
    ORDER BY ${linkRank} DESC, \`at\`, desk, seq
  ) = 1
),
sent AS (
  SELECT
    draft_id,
    COUNT(*) AS links_sent,
    MIN(\`at\`) AS first_sent_at,
    ARRAY_AGG(via ORDER BY \`at\`, via LIMIT 1)[SAFE_OFFSET(0)] AS first_sent_via
  FROM sendings
  WHERE state = 'sent'
  GROUP BY draft_id
),
opened AS (
  SELECT ${told('draftId')} AS draft_id, MIN(\`at\`) AS opened_at
  FROM ${facts}
  WHERE kind = 'draft-opened'
  GROUP BY 1
),
linked AS (
  SELECT
    ${told('draftId')} AS draft_id,
    ARRAY_AGG(order_id ORDER BY \`at\`, desk, seq LIMIT 1)[SAFE_OFFSET(0)] AS order_id,
    COUNT(DISTINCT order_id) AS orders
  FROM ${facts}
  WHERE kind = 'draft-linked'
  GROUP BY 1
)
SELECT
  standing.draft_id,
  CASE
    WHEN standing.state != 'ready' THEN standing.state
    WHEN opened.opened_at IS NOT NULL THEN 'opened'
    WHEN sent.links_sent > 0 THEN 'sent'
    ELSE 'ready'
  END AS state,
  told.name,
  told.title,
  told.customer_name,
  told.currency,
  told.total,
  standing.reason,
  told.made_by,
  told.created_at,
  COALESCE(sent.links_sent, 0) AS links_sent,
  sent.first_sent_at,
  sent.first_sent_via,
  opened.opened_at,
  linked.order_id,
  COALESCE(linked.orders, 0) AS orders,
  told.subscriber_id,
  told.shopify_id,
  told.replaces,
  told.replaced_by
FROM standing
JOIN told ON told.draft_id = standing.draft_id
LEFT JOIN sent ON sent.draft_id = standing.draft_id
LEFT JOIN opened ON opened.draft_id = standing.draft_id
LEFT JOIN linked ON linked.draft_id = standing.draft_id`,
});
