import { parseJson } from '../../../shared/parse-json.ts';
import type { Fields } from './records.ts';

/** Column types that a salvaged row must match: `t`ext, `i`nteger, `b`ytes; uppercase if nullable. */
type Shape = string;

export type KeptTable = {
  readonly columns: readonly string[];
  readonly shape: Shape;
  /** The key columns; empty if the rowid is the key. */
  readonly key: readonly string[];
  /** The JSON columns. */
  readonly json?: readonly string[];
};

/** The tables salvaged from a broken file; the `fill-*.ts` files beside this one restore each. */
const keptTables = {
  entries: {
    columns: ['row', 'id', 'desk', 'seq', 'order_id', 'subject', 'kind', 'at', 'recorded_at', 'by', 'data'],
    shape: 'IttiTTtiitt',
    key: [],
    json: ['data'],
  },
  twins: {
    columns: ['twin', 'row', 'desk', 'seq', 'order_id', 'subject', 'kind', 'at', 'recorded_at', 'by', 'data'],
    shape: 'IitiTTtiitt',
    key: [],
    json: ['data'],
  },
  unread_entries: {
    columns: ['desk', 'seq', 'raw', 'reason'],
    shape: 'titt',
    key: ['desk', 'seq'],
    json: ['raw'],
  },
  partly_read: { columns: ['desk', 'seq', 'read'], shape: 'tit', key: ['desk', 'seq'] },
  documents: {
    columns: ['row', 'id', 'kind', 'topic', 'received_at', 'state', 'reason', 'headers', 'body'],
    shape: 'ItttitTtb',
    key: [],
    json: ['headers'],
  },
  document_orders: {
    columns: ['order_id', 'document'],
    shape: 'tt',
    key: ['order_id', 'document'],
  },
  messages: {
    columns: [
      'row',
      'kind',
      'key',
      'order_id',
      'payload',
      'attempts',
      'created_at',
      'not_before',
      'state',
      'due_at',
      'reason',
      'parked_at',
    ],
    shape: 'IttTtiiitITI',
    key: [],
    json: ['payload'],
  },
  warehoused: {
    columns: ['entry', 'state', 'at', 'job', 'reason', 'message_id'],
    shape: 'ItiTTT',
    key: [],
  },
  linked_numbers: {
    columns: ['desk', 'seq', 'at', 'raw', 'owed'],
    shape: 'tiiTi',
    key: ['desk', 'seq'],
  },
  settings: { columns: ['name', 'value'], shape: 'tt', key: ['name'] },
  checkpoints: { columns: ['name', 'value'], shape: 'tt', key: ['name'] },
  readings: {
    columns: ['row', 'document', 'sender', 'family', 'recipe', 'kind', 'body', 'mailed_at'],
    shape: 'ItttTtti',
    key: [],
    json: ['body'],
  },
  unread_orders: { columns: ['order_id'], shape: 't', key: ['order_id'] },
  saved_views: {
    columns: ['id', 'place', 'body'],
    shape: 'tit',
    key: ['id'],
    json: ['body'],
  },
  // erased data must stay erased, even if the erasure event is lost
  erased_orders: { columns: ['order_id'], shape: 't', key: ['order_id'] },
  erased_subjects: { columns: ['subject', 'at'], shape: 'ti', key: ['subject'] },
} as const satisfies { readonly [table: string]: KeptTable };

export type KeptName = keyof typeof keptTables;
export const keptNames = Object.keys(keptTables).filter((name): name is KeptName => name in keptTables);
export const keptTable = (name: KeptName): KeptTable => keptTables[name];

/** The rest of the schema; a test compares both lists with it, so that a new table must be added to one. */
export const otherTables: readonly string[] = [
  // recounted, because its sequences must really be present
  'seen_numbers',
  // the catalogue comes from the copy, and is read from Shopify again
  'variants',
  'variant_search',
  'products',
  'product_search',
  'collections',
  'collection_products',
  // projections of the facts, rebuilt as usual
  'orders',
  'order_bodies',
  'order_search',
  'order_tags',
  'tallies',
  'contacts',
  'contact_orders',
  'contact_search',
  'notices',
  'notice_search',
  'drafts',
  'people',
  'cards',
  'card_keys',
  'card_orders',
  'key_names',
  'shared_keys',
  'clientele',
  'clientele_questions',
  'clientele_search',
  'customer_verdicts',
  'customer_notes',
  'customer_marks',
  'sales',
  'sale_lines',
  'sale_words',
  'sale_keys',
  'chat_buyers',
];

/** Whether a salvaged row fits the table: column types and valid JSON. */
export function isRowOf(name: KeptName, fields: Fields): boolean {
  const { columns, shape, json = [] } = keptTable(name);
  return (
    fields.length === columns.length &&
    fields.every((value, index) => {
      const wanted = shape[index] ?? '';
      if (value === null) return wanted === wanted.toUpperCase();
      const column = columns[index] ?? '';
      switch (wanted.toLowerCase()) {
        case 't':
          return typeof value === 'string' && (!json.includes(column) || parseJson(value) !== undefined);
        case 'i':
          return Number.isSafeInteger(value);
        default:
          return value instanceof Uint8Array;
      }
    })
  );
}
