import { latest, latestDecision } from './orders.ts';
import type { View } from './view.ts';
import { column, integerAt } from './view.ts';

export const notifications = (facts: string): View => ({
  name: 'notifications',
  description: 'What became of the notice of each order, by manager and channel.',
  columns: [
    column('order_id', 'STRING', 'The order, as in the view orders.'),
    column('manager', 'STRING', 'Who was to be told.'),
    column('channel', 'STRING', 'messenger, email, telegram or desktop.'),
    column('state', 'STRING', 'pending, sent, refused, unknown (it may have arrived) or off.'),
    column('reason', 'STRING', 'Why not, where it was not sent.'),
    column('at', 'TIMESTAMP', 'When that came to be known.'),
    column('queued_at', 'TIMESTAMP', 'When it was owed; empty where an earlier version did not say.'),
    column(
      'released_by',
      'STRING',
      'committed (the warehouse had the order), waited (it did not in time) or no-warehouse.',
    ),
  ],
  query: `SELECT
  order_id,
  JSON_VALUE(data, '$.manager') AS manager,
  JSON_VALUE(data, '$.channel') AS channel,
  JSON_VALUE(data, '$.state') AS state,
  JSON_VALUE(data, '$.reason') AS reason,
  \`at\`,
  TIMESTAMP_MILLIS(${integerAt('queuedAt')}) AS queued_at,
  JSON_VALUE(data, '$.releasedBy') AS released_by
FROM ${facts}
WHERE kind = 'notified'
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY order_id, JSON_VALUE(data, '$.manager'), JSON_VALUE(data, '$.channel')
  ORDER BY JSON_VALUE(data, '$.state') = 'sent' DESC, ${latest}
) = 1`,
});

export const touches = (facts: string): View => ({
  name: 'touches',
  description:
    'One row each time a person wrote to the chat-bot or pressed something in it, with what became of an ask for a manager.',
  columns: [
    column('subscriber_id', 'STRING', 'The person in Messenger.'),
    column('at', 'TIMESTAMP', 'When.'),
    column('name', 'STRING', 'What the person was called then.'),
    column('is_first', 'BOOLEAN', 'The first time this person did.'),
    column('wants_manager', 'BOOLEAN', 'They asked for a manager, and did not only look at the catalogue.'),
    column('product_id', 'STRING', 'What they asked about.'),
    column('product', 'STRING', 'What it was called then.'),
    column(
      'answered',
      'BOOLEAN',
      'A manager has said that this ask is answered; empty where none was asked for.',
    ),
    column('answered_by', 'STRING', 'That manager.'),
  ],
  query: `WITH answers AS (
  SELECT
    JSON_VALUE(data, '$.subscriberId') AS subscriber_id,
    ${integerAt('upTo')} AS up_to,
    \`by\` AS answered_by
  FROM ${facts}
  WHERE kind = 'chat-answered'
  QUALIFY ROW_NUMBER() OVER (
    PARTITION BY JSON_VALUE(data, '$.subscriberId')
    ORDER BY ${latestDecision}
  ) = 1
),
told AS (
  SELECT
    JSON_VALUE(data, '$.subscriberId') AS subscriber_id,
    \`at\`,
    JSON_VALUE(data, '$.name') AS name,
    ROW_NUMBER() OVER (
      PARTITION BY JSON_VALUE(data, '$.subscriberId')
      ORDER BY \`at\`, desk, seq
    ) = 1 AS is_first,
    JSON_VALUE(data, '$.wantsManager') = 'true' AS wants_manager,
    JSON_VALUE(data, '$.product.productId') AS product_id,
    JSON_VALUE(data, '$.product.title') AS product
  FROM ${facts}
  WHERE kind = 'touched'
)
SELECT
  told.subscriber_id,
  told.\`at\`,
  told.name,
  told.is_first,
  told.wants_manager,
  told.product_id,
  told.product,
  IF(told.wants_manager, COALESCE(UNIX_MILLIS(told.\`at\`) <= answers.up_to, FALSE), NULL) AS answered,
  IF(told.wants_manager AND UNIX_MILLIS(told.\`at\`) <= answers.up_to, answers.answered_by, NULL) AS answered_by
FROM told
LEFT JOIN answers ON answers.subscriber_id = told.subscriber_id`,
});
