import type { BigQueryConfig } from '../../settings/config.ts';
import { entriesTable } from '../schema.ts';

/** Upper limit of review reasons, which are removed one by one. */
const mostReasons = 12;

/** Rebuilds all items of an order. */
const withPlainLines = `JSON_SET(data, '$.order.content.items', TO_JSON(ARRAY(
      SELECT JSON_SET(item, '$.options', JSON '[]')
      FROM UNNEST(JSON_QUERY_ARRAY(data, '$.order.content.items')) AS item WITH OFFSET AS line
      ORDER BY line
    )))`;

/** The JSON paths of personal data in each event kind, as `shared/customer/erase.ts` removes them from the ledger. */
const paths: readonly (readonly [kinds: readonly string[], paths: readonly string[], of?: string])[] = [
  [
    ['order-received', 'order-updated'],
    [
      'form',
      ...[
        'customer',
        'recipient',
        'address',
        'deliveryMethod',
        'note',
        'properties',
        'tags',
        'tracking',
        'landingPage',
        'referrer',
      ].map((name) => `order.content.${name}`),
      ...Array.from({ length: mostReasons }, (_, at) => `order.content.review[${at}].detail`),
    ],
    withPlainLines,
  ],
  [['attribution-found'], ['attribution.first', 'attribution.last']],
  [['draft-linked'], ['subscriberId']],
  [['draft-changed'], ['customerName', 'invoiceUrl', 'subscriberId', 'reason']],
  [['link-sent'], ['to', 'text', 'reason']],
  [['draft-closing'], ['reason']],
  [['touched'], ['name', 'picture', 'chatUrl', 'lastWords']],
  [
    ['status-set', 'note-added', 'refund-noted', 'alert-raised', 'customer-noted', 'customer-marked'],
    ['reason', 'text'],
  ],
];

const listed = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** The value of `data` without the customer. */
const dataWithout = `CASE
${paths
  .map(
    ([kinds, told, of = 'data']) =>
      `    WHEN kind IN (${listed(kinds)}) THEN JSON_REMOVE(${of}, ${listed(told.map((path) => `$.${path}`))})`,
  )
  .join('\n')}
    ELSE data
  END`;

/**
 * The events joined with the erasures: a single row, computed once because every view uses it.
 * @param table the table `entries`, quoted
 */
export const besideErased = (table: string): string => `${table}
  CROSS JOIN (
    SELECT
      ARRAY_AGG(order_id IGNORE NULLS) AS erased_orders,
      ARRAY_AGG(JSON_VALUE(data, '$.draft') IGNORE NULLS) AS erased_drafts,
      ARRAY_AGG(STRUCT(JSON_VALUE(data, '$.person') AS person, \`at\` AS erased_at)) AS erased_people
    FROM ${table}
    WHERE kind = 'customer-erased'
  )`;

/** Whether an event belongs to an erased customer; one who writes again later is a new customer. */
const isErased = `(order_id IN UNNEST(erased_orders)
    OR JSON_VALUE(data, '$.about') IN UNNEST(erased_orders)
    OR JSON_VALUE(data, '$.draftId') IN UNNEST(erased_drafts)
    OR (kind = 'alert-raised' AND JSON_VALUE(data, '$.draft') IN UNNEST(erased_drafts))
    OR (kind = 'touched' AND EXISTS (
      SELECT 1
      FROM UNNEST(erased_people) AS erased
      WHERE erased.person = JSON_VALUE(data, '$.subscriberId') AND \`at\` <= erased.erased_at
    )))`;

/** The column `data` as all views use it. */
export const dataOfEntry = `CASE WHEN ${isErased} THEN ${dataWithout}
  ELSE data END AS data`;

/** The statements that erase customers from the table itself. The shop must run them, as they need billing. Safe to repeat. */
export function erasureSql({ projectId, dataset }: Pick<BigQueryConfig, 'projectId' | 'dataset'>): string {
  const table = `\`${projectId}.${dataset}.${entriesTable}\``;
  return `UPDATE ${table}
SET data = ${dataWithout}
WHERE id IN (SELECT id FROM ${besideErased(table)} WHERE ${isErased});`;
}
