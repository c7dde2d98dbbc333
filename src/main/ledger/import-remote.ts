import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import type { EntryId, OrderId, WorkstationId } from '../../shared/ids.ts';
import { orderIdSchema, workstationIdSchema } from '../../shared/ids.ts';
import { messageOf } from '../../shared/problem.ts';
import type { CameBy } from '../ports.ts';
import type { Progress } from './catch-up.ts';
import { count, int, json, maybeText } from './columns.ts';
import type { Database } from './database.ts';
import { enqueuePurge } from './erasure.ts';
import { subjectOf } from './facts.ts';
import type { LinkedBook } from './linked-numbers.ts';
import type { createPartlyRead, Heard } from './partly-read.ts';
import { parseHeard, saysAllOf } from './partly-read.ts';
import type { createSeenNumbers } from './seen-numbers.ts';

/** The minimum that a remote row needs to be stored, even if the rest is unreadable. */
const numberSchema = z.object({ desk: workstationIdSchema, seq: z.int().positive() });

export type RemoteImportParts = {
  readonly database: Database;
  readonly deskId: WorkstationId;
  readonly insert: (heard: Heard) => void;
  /** Removes the data of erased customers, see `erasure.ts`. */
  readonly without: (heard: Heard) => Heard;
  readonly seen: ReturnType<typeof createSeenNumbers>;
  readonly linked: LinkedBook;
  readonly partly: ReturnType<typeof createPartlyRead>;
  /** Called with remote events that carry this computer's id. */
  readonly onOwn: (raw: unknown) => void;
};

export type TakenIn = {
  /** Events that were not in the log. */
  readonly entries: readonly Entry[];
  /** Orders received in these events that this computer did not have. */
  readonly newHere: ReadonlySet<OrderId>;
  /** Facts among the events that the log already had from another computer. */
  readonly known: ReadonlySet<EntryId>;
  /** Orders whose linked events have now appeared in BigQuery. */
  readonly shown: ReadonlySet<OrderId>;
  /** Linked events for which BigQuery now has more fields. */
  readonly fuller: readonly Entry[];
};

/** A stored unread event that this version can parse; call `take` in a transaction. */
export type Readable = { readonly entry: Entry; readonly take: () => Entry };

/** Imports events of other computers: each sequence once from BigQuery and once by link, but only once into the log. */
export function createRemoteImport(parts: RemoteImportParts) {
  const { database, deskId, insert, without, seen, linked, partly, onOwn } = parts;
  const twins = new Set<EntryId>();
  const shown = new Set<OrderId>();
  let fuller: Entry[] = [];

  /** @returns null if it is already in the log or unreadable */
  function takeInOne(raw: unknown, by: CameBy): Entry | null {
    const number = numberSchema.safeParse(raw);
    if (!number.success) return null;
    // this computer's own events are already in its log
    if (number.data.desk === deskId) {
      onOwn(raw);
      return null;
    }
    const { desk, seq } = number.data;
    if (seen.has(desk, seq)) return null;
    if (linked.has(desk, seq)) {
      if (by === 'dataset') moveOver(desk, seq, raw);
      return null;
    }
    const read = readHeard(raw);
    if (by === 'link') linked.add(desk, seq);
    else seen.add(desk, seq);
    if (typeof read === 'string') {
      database.run(
        'INSERT INTO unread_entries (desk, seq, raw, reason) VALUES (?, ?, ?, ?)',
        desk,
        seq,
        JSON.stringify(raw),
        read,
      );
      return null;
    }
    return take(read, raw, by);
  }

  /** An event stored without its customer keeps no raw copy. */
  function take(heard: Heard, raw: unknown, by: CameBy): Entry {
    const kept = without(heard);
    if (by === 'link' && kept === heard) linked.keepWhole(heard, raw);
    keep(kept);
    partly.note(kept);
    return kept.entry;
  }

  /** Marks a linked event as seen in BigQuery, so that it is not requested any more. */
  function moveOver(desk: WorkstationId, seq: number, raw: unknown): void {
    const kept = database.get(
      `SELECT id, order_id, data FROM entries WHERE desk = ?1 AND seq = ?2
       UNION ALL SELECT e.id, t.order_id, t.data FROM twins t JOIN entries e ON e.row = t.row
         WHERE t.desk = ?1 AND t.seq = ?2
       UNION ALL SELECT raw ->> '$.id', NULL, NULL FROM unread_entries WHERE desk = ?1 AND seq = ?2`,
      desk,
      seq,
    );
    // a sequence used twice, as after a restore from an old copy: the linked event is not in BigQuery
    if (kept && idOf(raw) !== maybeText(kept, 'id')) return;
    if (kept && maybeText(kept, 'data') !== null) takeRest(json(kept, 'data'), raw);
    linked.remove(desk, seq);
    seen.add(desk, seq);
    const order = kept ? maybeText(kept, 'order_id') : null;
    if (order !== null) shown.add(orderIdSchema.parse(order));
  }

  /** Adds missing fields: the event may have come through a computer whose older version dropped unknown ones. */
  function takeRest(kept: unknown, raw: unknown): void {
    const read = readHeard(raw);
    if (typeof read === 'string') return;
    // the amounts of an erased order are restored, the customer's data is not
    const heard = without(read);
    if (saysAllOf(kept, heard.data) || !saysAllOf(heard.data, kept)) return;
    const { desk, seq } = heard.entry;
    for (const table of ['entries', 'twins']) {
      const data = JSON.stringify(heard.data);
      database.run(`UPDATE ${table} SET data = ? WHERE desk = ? AND seq = ?`, data, desk, seq);
    }
    partly.note(heard);
    fuller.push(heard.entry);
  }

  function keep(heard: Heard): void {
    const { entry, data } = heard;
    const same = database.get('SELECT row FROM entries WHERE id = ?', entry.id);
    if (same === undefined) {
      insert(heard);
      return;
    }
    twins.add(entry.id);
    database.run(
      `INSERT INTO twins (row, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      int(same, 'row'),
      entry.desk,
      entry.seq,
      entry.orderId,
      subjectOf(entry),
      entry.kind,
      entry.at,
      entry.recordedAt,
      entry.by,
      JSON.stringify(data),
    );
  }

  /** Imports an event that was stored unread. */
  function takeRead(heard: Heard, raw: unknown): Entry {
    const { desk, seq } = heard.entry;
    database.run('DELETE FROM unread_entries WHERE desk = ? AND seq = ?', desk, seq);
    const taken = take(heard, raw, 'link');
    // the stored row contained data of a customer who was erased meanwhile
    if (taken !== heard.entry) enqueuePurge(database);
    return taken;
  }

  const isShown = (id: OrderId): boolean =>
    database.get('SELECT 1 FROM orders WHERE id = ?', id) !== undefined;

  return {
    /** Must run in a transaction. */
    takeIn(rows: readonly unknown[], by: CameBy): TakenIn {
      twins.clear();
      shown.clear();
      fuller = [];
      const entries = rows.map((row) => takeInOne(row, by)).filter((entry) => entry !== null);
      const received = entries.flatMap(({ kind, orderId }) =>
        kind === 'order-received' && orderId !== null ? [orderId] : [],
      );
      return {
        entries,
        newHere: new Set(received.filter((id) => !isShown(id))),
        known: new Set(twins),
        shown: new Set(shown),
        fuller,
      };
    },
    /** Events that an earlier version could not parse, or parsed only partly, and this version can. */
    *readable(): Generator<Progress, readonly Readable[]> {
      const otherwise = yield* partly.readOtherwise();
      return [
        ...database.all('SELECT raw FROM unread_entries ORDER BY desk, seq').flatMap((row) => {
          const raw = json(row, 'raw');
          const heard = readHeard(raw);
          return typeof heard === 'string' ? [] : [{ entry: heard.entry, take: () => takeRead(heard, raw) }];
        }),
        ...otherwise.map((heard) => ({
          entry: heard.entry,
          take() {
            partly.note(heard);
            return heard.entry;
          },
        })),
      ];
    },
    countUnread: (): number => count(database.get('SELECT count(*) AS n FROM unread_entries')),
  };
}

const idOf = (raw: unknown): string | null =>
  z.object({ id: z.string() }).safeParse(raw).data?.id.toWellFormed() ?? null;

/** @returns the parse error for an unknown kind or shape */
function readHeard(raw: unknown): Heard | string {
  try {
    return parseHeard(raw);
  } catch (error) {
    return messageOf(error);
  }
}
