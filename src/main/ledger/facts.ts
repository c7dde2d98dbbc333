import type { Entry } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import { int, json, maybeText, text } from './columns.ts';
import type { Database, Row } from './database.ts';

/** The facts of an order, each once, in the order they came to be known here. */
export const factsOfOrder = (database: Database, id: OrderId): readonly Entry[] =>
  database.all('SELECT * FROM facts WHERE order_id = ? ORDER BY row', id).map(entryOf);

/** The facts about a draft, a person or the tag of a copy, each once, in the order they came to be known here. */
export const factsOfSubject = (database: Database, subject: string): readonly Entry[] =>
  database.all('SELECT * FROM facts WHERE subject = ? ORDER BY row', subject).map(entryOf);

/** The draft or the person an entry is about, or the tag it will be found by. */
export function subjectOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'draft-changed':
    case 'link-sent':
    case 'draft-opened':
    case 'draft-closing':
    case 'draft-linked':
      return entry.data.draftId;
    case 'touched':
    case 'chat-answered':
      return entry.data.subscriberId;
    case 'copy-asked':
      return entry.data.tag;
    default:
      return null;
  }
}

export const entryOf = (row: Row): Entry =>
  parseEntry({
    id: text(row, 'id'),
    desk: text(row, 'desk'),
    seq: int(row, 'seq'),
    orderId: maybeText(row, 'order_id'),
    kind: text(row, 'kind'),
    at: int(row, 'at'),
    recordedAt: int(row, 'recorded_at'),
    by: text(row, 'by'),
    data: json(row, 'data'),
  });
