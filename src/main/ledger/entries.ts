import type { Entry, EntryDraft } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import type { DeskId, OrderId } from '../../shared/ids.ts';
import type { Clock, Entries } from '../ports.ts';
import { count, int, json, maybeText, text } from './columns.ts';
import type { Database, Row } from './database.ts';

export type EntriesParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly deskId: DeskId;
  /** Brings up to date what the entry is about, in the entry's own transaction; `before` is what its order had. */
  readonly project: (entry: Entry, before: readonly Entry[]) => void;
};

export function createEntries({ database, clock, deskId, project }: EntriesParts): Entries {
  const listeners = new Set<(entries: readonly Entry[]) => void>();
  let appended: Entry[] = [];
  database.onCommit(() => {
    const told = appended;
    appended = [];
    if (told.length > 0) tell(told);
  });

  const tell = (entries: readonly Entry[]): void => {
    for (const listener of listeners) {
      try {
        listener(entries);
      } catch (error) {
        // the fact is on disk; a listener's bug must not make it look refused
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  const ofOrder = (id: OrderId): readonly Entry[] =>
    database.all('SELECT * FROM entries WHERE order_id = ? ORDER BY row', id).map(entryOf);

  const write = (draft: EntryDraft): Entry => {
    const before = draft.orderId === null ? [] : ofOrder(draft.orderId);
    const last = count(database.get('SELECT coalesce(max(seq), 0) AS n FROM entries WHERE desk = ?', deskId));
    // what could not be read back is never written
    const entry = parseEntry({ ...draft, desk: deskId, seq: last + 1, recordedAt: clock.now() });
    database.run(
      `INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.id,
      entry.desk,
      entry.seq,
      entry.orderId,
      subjectOf(entry),
      entry.kind,
      entry.at,
      entry.recordedAt,
      entry.by,
      JSON.stringify(entry.data),
    );
    project(entry, before);
    return entry;
  };

  const has = (id: string): boolean => database.get('SELECT 1 FROM entries WHERE id = ?', id) !== undefined;

  return {
    append(draft) {
      if (has(draft.id)) return null;
      return database.transaction(() => {
        const entry = write(draft);
        database.afterCommit(() => {
          appended.push(entry);
        });
        return entry;
      });
    },
    has,
    list: ({ afterRow = 0, limit = 1000 } = {}) =>
      database.all('SELECT * FROM entries WHERE row > ? ORDER BY row LIMIT ?', afterRow, limit).map(entryOf),
    ofOrder,
    ofSubject: (subject) => entriesOfSubject(database, subject),
    onAppended(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The draft or the person an entry is about, or the tag it will be found by. */
function subjectOf(entry: Entry): string | null {
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

export const entriesOfSubject = (database: Database, subject: string): readonly Entry[] =>
  database.all('SELECT * FROM entries WHERE subject = ? ORDER BY row', subject).map(entryOf);

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
