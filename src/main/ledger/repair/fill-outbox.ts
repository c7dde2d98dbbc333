import { int, maybeInt, maybeText, text } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';
import { createSettings } from '../named-values.ts';
import { insertInto } from './fill-facts.ts';
import { keptTable } from './kept-tables.ts';
import type { Known, MessageRow } from './messages.ts';
import { isLoad, isToPeople, retraced, settle } from './messages.ts';
import type { Fields } from './records.ts';
import type { Salvage } from './salvage.ts';

const { columns } = keptTable('messages');

export type FilledOutbox = {
  readonly isWhole: boolean;
  /** Messages of which nobody knows whether they went out. */
  readonly inDoubt: number;
  /** Messages that were open, and of which too little is left to do them. */
  readonly lost: number;
};

export type OutboxParts = Pick<Known, 'now' | 'areMarksKnown' | 'areFactsKnown'>;

/** Call it once facts and settings are here: they say what has been done. */
export function fillOutbox(database: Database, salvage: Salvage, parts: OutboxParts): FilledOutbox {
  const read = new Map<number, MessageRow>();
  const isWhole = salvage.each('messages', (fields) => {
    const message = messageOf(fields);
    read.set(message.row, message);
  });
  const copied = new Map(
    database.all('SELECT * FROM messages').map((row) => [int(row, 'row'), messageOfRow(row)]),
  );
  const about = new Map<number, MessageRow>();
  if (!isWhole) {
    for (const message of salvage.loose('messages').map(messageOf)) {
      if (read.has(message.row)) continue;
      if (salvage.isLooseCurrent()) read.set(message.row, message);
      else if (!copied.has(message.row)) about.set(message.row, message);
    }
  }
  const whole = [...read.values(), ...copied.values()];
  const { again, nameless } = isWhole
    ? { again: [], nameless: 0 }
    : traced(salvage, { now: parts.now, whole, known: [...whole, ...about.values()] });
  let inDoubt = 0;

  function keep(message: MessageRow, isCertain: boolean): void {
    const settled = settle(message, { ...parts, isCertain, end: endOf(database, message.key) });
    if (settled.inDoubt) inDoubt += 1;
    if (settled.message.state === 'parked' && message.state !== 'parked') inDoubt += 1;
    write(database, settled.message);
    // as it stands there while something is being sent, see `notify/notice-ends.ts`
    if (settled.inDoubt) createSettings(database).set(`notify.sending:${message.key}`, String(parts.now));
  }

  for (const message of read.values()) keep(message, true);
  for (const message of copied.values()) if (!read.has(message.row)) keep(message, false);
  for (const message of about.values()) keep(message, false);
  for (const { message } of again) keep(message, false);
  return { isWhole, inDoubt, lost: again.filter((one) => !one.isWhole).length + nameless };
}

type Tracing = Pick<OutboxParts, 'now'> & {
  readonly whole: readonly MessageRow[];
  readonly known: readonly MessageRow[];
};

/**
 * The messages whose rows are gone, as their indexes tell of them; and how many were open of which not even the key is left,
 * by which alone it is known to whom they were.
 */
function traced(salvage: Salvage, { now, whole, known }: Tracing) {
  const keys = new Map<number, string>();
  for (const [key, row] of salvage.index('sqlite_autoindex_messages_1')) {
    if (typeof key === 'string' && typeof row === 'number') keys.set(row, key);
  }
  const open = new Map<number, { readonly orderId: string | null; readonly kind: string }>();
  for (const [kind, , row] of salvage.index('messages_due')) {
    if (typeof row === 'number') open.set(row, { orderId: null, kind: String(kind) });
  }
  for (const [orderId, kind, row] of salvage.index('messages_of_order')) {
    if (typeof row !== 'number') continue;
    open.set(row, { orderId: typeof orderId === 'string' ? orderId : null, kind: String(kind) });
  }
  const parked = new Map<number, string | null>();
  for (const [orderId, row] of salvage.index('messages_parked')) {
    if (typeof row === 'number') parked.set(row, typeof orderId === 'string' ? orderId : null);
  }
  const payloads = whole.filter(({ kind }) => isToPeople(kind)).map(({ payload }) => payload);
  const [rows, names] = [new Set(known.map(({ row }) => row)), new Set(known.map(({ key }) => key))];
  const again = [...keys]
    .filter(([, key]) => !names.has(key))
    .flatMap(([row]) => retraced(row, { keys, open, parked }, { now, payloads }) ?? []);
  const owed = [...open].flatMap(([row, { kind }]) => (isLoad(kind) ? [] : [row]));
  const gone = [...new Set([...owed, ...parked.keys()])].filter((row) => !rows.has(row) && !keys.has(row));
  return { again, nameless: gone.length };
}

function write(database: Database, message: MessageRow): void {
  const other = database.get('SELECT row FROM messages WHERE key = ? AND row <> ?', message.key, message.row);
  if (other) return;
  database.run(insertInto('messages', ' OR REPLACE'), ...inColumns(message));
}

const inColumns = (message: MessageRow): readonly Value[] => [
  message.row,
  message.kind,
  message.key,
  message.orderId,
  message.payload,
  message.attempts,
  message.createdAt,
  message.notBefore,
  message.state,
  message.dueAt,
  message.reason,
  message.parkedAt,
];

/** How the notice of a message ended last, by the facts; what was sent was sent, whatever was said after it. */
function endOf(database: Database, key: string): string | null {
  const ends = ['notified', 'told'].flatMap((head) =>
    database.all(
      `SELECT data ->> '$.state' AS state FROM entries WHERE id = ?1 OR (id > ?1 || ':' AND id < ?1 || ';') ORDER BY row`,
      `${head}:${key}`,
    ),
  );
  const states = ends.map(({ state }) => String(state));
  return states.includes('sent') ? 'sent' : (states.at(-1) ?? null);
}

function messageOf(fields: Fields): MessageRow {
  return messageOfRow(Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? null])));
}

const messageOfRow = (row: Row): MessageRow => ({
  row: int(row, 'row'),
  kind: text(row, 'kind'),
  key: text(row, 'key'),
  orderId: maybeText(row, 'order_id'),
  payload: text(row, 'payload'),
  attempts: int(row, 'attempts'),
  createdAt: int(row, 'created_at'),
  notBefore: int(row, 'not_before'),
  state: text(row, 'state'),
  dueAt: maybeInt(row, 'due_at'),
  reason: maybeText(row, 'reason'),
  parkedAt: maybeInt(row, 'parked_at'),
});
