import type { Fields } from './records.ts';

/**
 * How each table of the ledger comes through a repair:
 * - `facts`: rows of the copy stay as they are; of the broken file those that are newer are added, one by one
 * - `whole`: the broken file's where all of it can be read, else the copy's with what can be read over it
 * - `own`: has a rule of its own, see `fill.ts`
 * - `asked`: the copy's; what has changed since is asked for again where it came from
 * - `made`: follows from facts, and is made of them by whoever makes it every day
 */
export type Keeping = 'facts' | 'whole' | 'own' | 'asked' | 'made';

/** What a column holds, as a row of damaged pages has to have it: `t`ext, `i`nteger, `b`ytes; capital where it may be null. */
type Shape = string;

export type KeptTable = {
  readonly keeping: 'facts' | 'whole' | 'own';
  readonly columns: readonly string[];
  readonly shape: Shape;
  /** Which columns name a row; none where its number does. */
  readonly key: readonly string[];
  /** Which columns are JSON. */
  readonly json?: readonly string[];
};

export const keptTables = {
  entries: {
    keeping: 'facts',
    columns: ['row', 'id', 'desk', 'seq', 'order_id', 'subject', 'kind', 'at', 'recorded_at', 'by', 'data'],
    shape: 'IttiTTtiitt',
    key: [],
    json: ['data'],
  },
  twins: {
    keeping: 'facts',
    columns: ['twin', 'row', 'desk', 'seq', 'order_id', 'subject', 'kind', 'at', 'recorded_at', 'by', 'data'],
    shape: 'IitiTTtiitt',
    key: [],
    json: ['data'],
  },
  unread_entries: {
    keeping: 'facts',
    columns: ['desk', 'seq', 'raw', 'reason'],
    shape: 'titt',
    key: ['desk', 'seq'],
    json: ['raw'],
  },
  documents: {
    keeping: 'own',
    columns: ['row', 'id', 'kind', 'topic', 'received_at', 'state', 'reason', 'headers', 'body'],
    shape: 'ItttitTtb',
    key: [],
    json: ['headers'],
  },
  document_orders: {
    keeping: 'facts',
    columns: ['order_id', 'document'],
    shape: 'tt',
    key: ['order_id', 'document'],
  },
  messages: {
    keeping: 'own',
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
    keeping: 'own',
    columns: ['entry', 'state', 'at', 'job', 'reason', 'message_id'],
    shape: 'ItiTTT',
    key: [],
  },
  linked_numbers: {
    keeping: 'own',
    columns: ['desk', 'seq', 'at', 'raw', 'owed'],
    shape: 'tiiTi',
    key: ['desk', 'seq'],
  },
  settings: { keeping: 'whole', columns: ['name', 'value'], shape: 'tt', key: ['name'] },
  checkpoints: { keeping: 'own', columns: ['name', 'value'], shape: 'tt', key: ['name'] },
  recipes: {
    keeping: 'facts',
    columns: ['family', 'version', 'body', 'saved_at', 'saved_by'],
    shape: 'titit',
    key: ['family', 'version'],
    json: ['body'],
  },
  readings: {
    keeping: 'facts',
    columns: ['row', 'document', 'sender', 'family', 'recipe', 'kind', 'body', 'mailed_at'],
    shape: 'ItttTtti',
    key: [],
    json: ['body'],
  },
  unread_orders: { keeping: 'whole', columns: ['order_id'], shape: 't', key: ['order_id'] },
  saved_views: {
    keeping: 'whole',
    columns: ['id', 'place', 'body'],
    shape: 'tit',
    key: ['id'],
    json: ['body'],
  },
  // whose words are gone has to stay gone, whatever became of the entry that says so
  erased_orders: { keeping: 'facts', columns: ['order_id'], shape: 't', key: ['order_id'] },
  erased_subjects: { keeping: 'facts', columns: ['subject', 'at'], shape: 'ti', key: ['subject'] },
} as const satisfies { readonly [table: string]: KeptTable };

export type KeptName = keyof typeof keptTables;
export const keptNames = Object.keys(keptTables).filter((name): name is KeptName => name in keptTables);
export const keptTable = (name: KeptName): KeptTable => keptTables[name];

/** The rest of the schema; a test holds the two against it, so that a later table is decided on too. */
export const otherTables: { readonly [table: string]: 'own' | 'asked' | 'made' } = {
  // counted anew: what it says is here has to be here
  seen_numbers: 'own',
  // the shop's goods, read from Shopify
  variants: 'asked',
  variant_search: 'asked',
  products: 'asked',
  product_search: 'asked',
  collections: 'asked',
  collection_products: 'asked',
  orders: 'made',
  order_bodies: 'made',
  order_search: 'made',
  order_tags: 'made',
  tallies: 'made',
  same_keys: 'made',
  contacts: 'made',
  contact_orders: 'made',
  contact_search: 'made',
  notices: 'made',
  notice_search: 'made',
  drafts: 'made',
  people: 'made',
  cards: 'made',
  card_keys: 'made',
  card_orders: 'made',
  key_names: 'made',
  shared_keys: 'made',
  clientele: 'made',
  clientele_questions: 'made',
  clientele_search: 'made',
  customer_verdicts: 'made',
  customer_notes: 'made',
  customer_marks: 'made',
  sales: 'made',
  sale_lines: 'made',
  sale_words: 'made',
  sale_keys: 'made',
  chat_buyers: 'made',
};

/** Whether what was read of a page is a row of the table: what stands in each column, and JSON that is one. */
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
          return typeof value === 'string' && (!json.includes(column) || isJson(value));
        case 'i':
          return Number.isSafeInteger(value);
        default:
          return value instanceof Uint8Array;
      }
    })
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
