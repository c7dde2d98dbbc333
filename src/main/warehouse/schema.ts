/** One column, in the words of BigQuery's REST interface. */
export type Column = {
  readonly name: string;
  readonly type: 'STRING' | 'INTEGER' | 'TIMESTAMP' | 'JSON';
  readonly mode: 'REQUIRED' | 'NULLABLE';
  readonly description: string;
};

export const entriesTable = 'entries';

/**
 * Raised whenever a column is added or a view reads otherwise; kept in a label of the table. An app that knows less than the
 * table says leaves it alone. 1 had no label.
 */
export const schemaVersion = 20;
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

/** What the table is made with. Afterwards columns may be added that may be empty; nothing is taken away. */
export const entriesMetadata = () => ({
  description:
    'Everything that happened to every order, one fact a row, only ever added to. Start from the views.',
  schema: { fields: entriesColumns.map((column) => ({ ...column })) },
  timePartitioning: { type: 'DAY', field: 'recorded_at' },
  clustering: { fields: ['order_id'] },
  labels: { [schemaLabel]: String(schemaVersion) },
});
