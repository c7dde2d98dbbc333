import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import type { DeskId, EntryId, OrderId } from '../../shared/ids.ts';
import { deskIdSchema, orderIdSchema } from '../../shared/ids.ts';
import { messageOf } from '../../shared/problem.ts';
import type { CameBy } from '../ports.ts';
import { count, int, json, maybeText } from './columns.ts';
import type { Database } from './database.ts';
import { owePurge } from './erasure.ts';
import { subjectOf } from './facts.ts';
import type { LinkedBook } from './linked-numbers.ts';
import type { createSeenNumbers } from './seen-numbers.ts';

/** What every row of another desk has to tell of itself to be kept, whatever else it says. */
const numberSchema = z.object({ desk: deskIdSchema, seq: z.int().positive() });

export type AdoptionParts = {
  readonly database: Database;
  readonly deskId: DeskId;
  readonly insert: (entry: Entry) => void;
  /** An entry as it may be written down, see `erasure.ts`. */
  readonly without: (entry: Entry) => Entry;
  readonly seen: ReturnType<typeof createSeenNumbers>;
  readonly linked: LinkedBook;
  /** Called with what comes from elsewhere under this desk's own name. */
  readonly onOwn: (raw: unknown) => void;
};

export type TakenIn = {
  /** Those that were not here yet. */
  readonly entries: readonly Entry[];
  /** The orders among them that this desk had not heard of. */
  readonly newHere: ReadonlySet<OrderId>;
  /** Facts among them that were here already, in another desk's words. */
  readonly known: ReadonlySet<EntryId>;
  /** The orders of entries that had come by the link, and that BigQuery has now shown. */
  readonly shown: ReadonlySet<OrderId>;
};

/** What has lain here as it came, and what it turns out to say. */
type Kept = { readonly raw: unknown; readonly entry: Entry };

/** Takes in what other desks wrote down, every running number once by each way and into the ledger once. */
export function createAdoption(parts: AdoptionParts) {
  const { database, deskId, insert, without, seen, linked, onOwn } = parts;
  const twins = new Set<EntryId>();
  const shown = new Set<OrderId>();

  /** @returns null when it is here already, or cannot be read */
  function takeInOne(raw: unknown, by: CameBy): Entry | null {
    const number = numberSchema.safeParse(raw);
    if (!number.success) return null;
    // this desk knows what it wrote, and whether it did
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
    const read = readEntry(raw);
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

  /** Of what is written down without its customer nothing is kept as it came. */
  function take(read: Entry, raw: unknown, by: CameBy): Entry {
    const entry = without(read);
    if (by === 'link' && entry === read) linked.keepWhole(read, raw);
    keep(entry);
    return entry;
  }

  /** It is in the ledger since it came by the link; from now on it is not asked for any more. */
  function moveOver(desk: DeskId, seq: number, raw: unknown): void {
    const kept = database.get(
      `SELECT id, order_id FROM entries WHERE desk = ?1 AND seq = ?2
       UNION ALL SELECT e.id, t.order_id FROM twins t JOIN entries e ON e.row = t.row WHERE t.desk = ?1 AND t.seq = ?2
       UNION ALL SELECT raw ->> '$.id', NULL FROM unread_entries WHERE desk = ?1 AND seq = ?2`,
      desk,
      seq,
    );
    // under a number given twice, as by a desk set up anew from an old copy: what came by the link is not in BigQuery
    if (kept && idOf(raw) !== maybeText(kept, 'id')) return;
    linked.remove(desk, seq);
    seen.add(desk, seq);
    const order = kept ? maybeText(kept, 'order_id') : null;
    if (order !== null) shown.add(orderIdSchema.parse(order));
  }

  function keep(entry: Entry): void {
    const same = database.get('SELECT row FROM entries WHERE id = ?', entry.id);
    if (same === undefined) {
      insert(entry);
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
      JSON.stringify(entry.data),
    );
  }

  const isShown = (id: OrderId): boolean =>
    database.get('SELECT 1 FROM orders WHERE id = ?', id) !== undefined;

  return {
    /** Call it in a transaction. */
    takeIn(rows: readonly unknown[], by: CameBy): TakenIn {
      twins.clear();
      shown.clear();
      const entries = rows.map((row) => takeInOne(row, by)).filter((entry) => entry !== null);
      const received = entries.flatMap(({ kind, orderId }) =>
        kind === 'order-received' && orderId !== null ? [orderId] : [],
      );
      return {
        entries,
        newHere: new Set(received.filter((id) => !isShown(id))),
        known: new Set(twins),
        shown: new Set(shown),
      };
    },
    /** What an earlier version could not read, and this one can. */
    readable: (): readonly Kept[] =>
      database.all('SELECT raw FROM unread_entries ORDER BY desk, seq').flatMap((row) => {
        const raw = json(row, 'raw');
        const entry = readEntry(raw);
        return typeof entry === 'string' ? [] : [{ raw, entry }];
      }),
    /** Takes in what has lain here unread; call it in a transaction. */
    takeRead({ raw, entry }: Kept): Entry {
      database.run('DELETE FROM unread_entries WHERE desk = ? AND seq = ?', entry.desk, entry.seq);
      const taken = take(entry, raw, 'link');
      // it lay here with the words of a customer who was erased meanwhile
      if (taken !== entry) owePurge(database);
      return taken;
    },
    countUnread: (): number => count(database.get('SELECT count(*) AS n FROM unread_entries')),
  };
}

const idOf = (raw: unknown): string | null =>
  z.object({ id: z.string() }).safeParse(raw).data?.id.toWellFormed() ?? null;

/** @returns why not, when it is of a kind or a shape this version does not know */
function readEntry(raw: unknown): Entry | string {
  try {
    return parseEntry(raw);
  } catch (error) {
    return messageOf(error);
  }
}
