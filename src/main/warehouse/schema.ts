/** One column, in the terms of BigQuery's REST API. */
export type Column = {
  readonly name: string;
  readonly type: 'STRING' | 'INTEGER' | 'TIMESTAMP' | 'JSON';
  readonly mode: 'REQUIRED' | 'NULLABLE';
  readonly description: string;
};

export const entriesTable = 'entries';

/**
 * Incremented whenever a column is added or a view changes; stored in a label of the table. An app with a lower version does not
 * change the table. Version 1 had no label.
 */
export const schemaVersion = 22;
export const schemaLabel = 'orderbell_schema';

export const entriesColumns: readonly Column[] = [
  {
    name: 'id',
    type: 'STRING',
    mode: 'REQUIRED',
    description:
      'The same fact always has the same id. A row repeated by a network fault shares it: count ids.',
  },
  { name: 'desk', type: 'STRING', mode: 'REQUIRED', description: 'The installation that wrote it down.' },
  { name: 'seq', type: 'INTEGER', mode: 'REQUIRED', description: 'The running number of the desk, from 1.' },
  {
    name: 'order_id',
    type: 'STRING',
    mode: 'NULLABLE',
    description: 'Source and source id of the order; empty for facts about a person or a draft order.',
  },
  {
    name: 'kind',
    type: 'STRING',
    mode: 'REQUIRED',
    description:
      'order-received, order-updated, status-set, taken, payment-set, note-added, notified, touched, chat-answered …',
  },
  { name: 'at', type: 'TIMESTAMP', mode: 'REQUIRED', description: 'When it happened.' },
  { name: 'recorded_at', type: 'TIMESTAMP', mode: 'REQUIRED', description: 'When the desk wrote it down.' },
  {
    name: 'by',
    type: 'STRING',
    mode: 'REQUIRED',
    description: "Who: a manager's name, or the part that acts, such as shopify or gmail.",
  },
  {
    name: 'data',
    type: 'JSON',
    mode: 'REQUIRED',
    description: 'What the fact says. An amount has minor units, currency and the exact decimal as text.',
  },
];

/** The metadata of a new table. Later, nullable columns may be added; nothing is removed. */
export const entriesMetadata = () => ({
  description:
    'Everything that happened to every order, one fact a row, only ever added to. Start from the views.',
  schema: { fields: entriesColumns.map((column) => ({ ...column })) },
  timePartitioning: { type: 'DAY', field: 'recorded_at' },
  clustering: { fields: ['order_id'] },
  labels: { [schemaLabel]: String(schemaVersion) },
});
