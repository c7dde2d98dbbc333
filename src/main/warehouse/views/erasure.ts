import type { BigQueryConfig } from '../../settings/config.ts';
import { entriesTable } from '../schema.ts';

/** Reasons to look at an order are taken out one by one, and there are fewer of them than these. */
const mostReasons = 12;

/** Of an order the lines are made anew, however many there are. */
const withPlainLines = `JSON_SET(data, '$.order.content.items', TO_JSON(ARRAY(
      SELECT JSON_SET(item, '$.options', JSON '[]')
      FROM UNNEST(JSON_QUERY_ARRAY(data, '$.order.content.items')) AS item WITH OFFSET AS line
      ORDER BY line
    )))`;

/** What of each kind tells of the customer, as `shared/customer/erase.ts` takes it out of the ledger. */
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
 * The entries, each beside what was told of the customers who were erased: one row that is worked out once, as every view
 * comes by here.
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

/** Whether an entry is of a customer who was erased; who writes again afterwards is somebody new. */
const isErased = `(order_id IN UNNEST(erased_orders)
    OR JSON_VALUE(data, '$.about') IN UNNEST(erased_orders)
    OR JSON_VALUE(data, '$.draftId') IN UNNEST(erased_drafts)
    OR (kind = 'alert-raised' AND JSON_VALUE(data, '$.draft') IN UNNEST(erased_drafts))
    OR (kind = 'touched' AND EXISTS (
      SELECT 1
      FROM UNNEST(erased_people) AS erased
      WHERE erased.person = JSON_VALUE(data, '$.subscriberId') AND \`at\` <= erased.erased_at
    )))`;

/** The column `data` as every view has it. */
export const dataOfEntry = `CASE WHEN ${isErased} THEN ${dataWithout}
  ELSE data END AS data`;

/**
 * What takes erased customers out of the table itself, which nobody but the shop may do: it needs billing. Safe to repeat.
 */
export function erasureSql({ projectId, dataset }: Pick<BigQueryConfig, 'projectId' | 'dataset'>): string {
  const table = `\`${projectId}.${dataset}.${entriesTable}\``;
  return `UPDATE ${table}
SET data = ${dataWithout}
WHERE id IN (SELECT id FROM ${besideErased(table)} WHERE ${isErased});`;
}
