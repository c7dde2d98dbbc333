import type { ManagerConfig } from '../../settings/config.ts';
import { int, maybeInt, maybeText, text } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';
import { createSettings } from '../named-values.ts';
import { insertInto } from './fill-facts.ts';
import { keptTable } from './kept-tables.ts';
import type { Known, MessageRow } from './messages.ts';
import { settle } from './messages.ts';
import { endOf } from './notice-facts.ts';
import type { Fields } from './records.ts';
import type { Salvage } from './salvage.ts';
import { traced } from './traced.ts';

const { columns } = keptTable('messages');

export type FilledOutbox = {
  readonly isWhole: boolean;
  /** The number of messages with an unknown outcome. */
  readonly inDoubt: number;
  /** The number of open messages with too little data to be sent. */
  readonly lost: number;
};

export type OutboxParts = Pick<Known, 'now' | 'areMarksKnown' | 'areFactsKnown'> & {
  /** The computer id of the messages. */
  readonly deskId: string;
  /** The possible addressees of notifications. */
  readonly managers: readonly ManagerConfig[];
};

/** Call it after facts and settings are restored: they show what was sent. */
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
  const known = [...read.values(), ...copied.values(), ...about.values()];
  const { again, nameless } = isWhole
    ? { again: [], nameless: 0 }
    : traced(database, salvage, { ...parts, known });
  let inDoubt = 0;

  function keep(message: MessageRow, isCertain: boolean): void {
    const settled = settle(message, { ...parts, isCertain, end: endOf(database, message.key) });
    if (settled.inDoubt) inDoubt += 1;
    if (settled.message.state === 'parked' && message.state !== 'parked') inDoubt += 1;
    write(database, settled.message);
    // the same setting as during a send, see `notify/notice-ends.ts`
    if (settled.inDoubt) createSettings(database).set(`notify.sending:${message.key}`, String(parts.now));
  }

  for (const message of read.values()) keep(message, true);
  for (const message of copied.values()) if (!read.has(message.row)) keep(message, false);
  for (const message of about.values()) keep(message, false);
  for (const { message } of again) {
    keep(message, false);
    // a lost fact may have closed this notification or another one
    if (message.state === 'parked') inDoubt += 1;
  }
  return { isWhole, inDoubt, lost: again.filter((one) => !one.isWhole).length + nameless };
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
