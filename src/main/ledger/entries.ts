import type { Entry, EntryDraft } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import type { OrderId, WorkstationId } from '../../shared/ids.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import type { CopiedDesk } from '../copied-port.ts';
import type { LinkedNumbers } from '../linked-port.ts';
import type { Arrival, Clock, Entries } from '../ports.ts';
import { cachedUntilWrite } from './cached-until-write.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps } from './catch-up.ts';
import { int } from './columns.ts';
import { createCopiedDesk } from './copied-computer.ts';
import type { Database } from './database.ts';
import { createNumbers } from './entries-by-number.ts';
import { alertsSince, factsOfOrder, factsOfSubject, lastSeq, readEntries, subjectOf } from './facts.ts';
import { createRemoteImport } from './import-remote.ts';
import { createLinkedLoading, createLinkedNumbers } from './linked-numbers.ts';
import { createSettings } from './named-values.ts';
import type { Heard } from './partly-read.ts';
import { createPartlyRead, keptOf } from './partly-read.ts';
import { createSeenNumbers } from './seen-numbers.ts';

export type EntriesParts = {
  readonly database: Database;
  readonly clock: Clock;
  readonly deskId: WorkstationId;
  /** Returns the event in the form that may be stored, see `erasure.ts`. */
  readonly without: (entry: Entry) => Entry;
  /** Updates projections in the transaction of the event; `before` has the earlier events of its order. */
  readonly project: (entry: Entry, before: readonly Entry[]) => void;
  /** Same for an import of remote events, all at once. */
  readonly projectAdopted: (entries: readonly Entry[]) => void;
  /** Called for orders whose warehouse state may have changed: their events were linked, or have been shown since. */
  readonly onLinked: (orders: readonly OrderId[]) => void;
};

export type WrittenEntries = Entries & {
  readonly linked: LinkedNumbers;
  readonly copied: CopiedDesk;
  /** Parses stored events again that an earlier version could not. */
  readonly readAgain: () => Iterable<Progress>;
};

type Listener = (entries: readonly Entry[], arrival: Arrival) => void;
type Told = { readonly entries: readonly Entry[]; readonly arrival: Arrival };

const none: ReadonlySet<never> = new Set();
const written: Arrival = {
  from: 'this-desk',
  quiet: false,
  newHere: none,
  known: none,
  shown: none,
  fuller: [],
};

export function createEntries({
  database,
  clock,
  deskId,
  without,
  project,
  projectAdopted,
  onLinked,
}: EntriesParts): WrittenEntries {
  const ofOrder = cachedUntilWrite(database, (id: OrderId) => factsOfOrder(database, id));
  const listeners = new Set<Listener>();
  let appended: Entry[] = [];
  let adopted: Told[] = [];
  database.onCommit(() => {
    const told: readonly Told[] = [
      ...(appended.length > 0 ? [{ entries: appended, arrival: written }] : []),
      ...adopted,
    ];
    appended = [];
    adopted = [];
    for (const one of told) tell(one);
  });

  const tell = ({ entries, arrival }: Told): void => {
    for (const listener of listeners) {
      try {
        listener(entries, arrival);
      } catch (error) {
        // the event is committed; an error in a listener must not make it look rejected
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  const write = (draft: EntryDraft): Entry => {
    const before = draft.orderId === null ? [] : ofOrder(draft.orderId);
    // parse first: an event that cannot be read back is never written
    const entry = without(
      parseEntry({ ...draft, desk: deskId, seq: lastSeq(database, deskId) + 1, recordedAt: clock.now() }),
    );
    insertEntry(database, { entry, data: entry.data });
    project(entry, before);
    return entry;
  };

  const has = (id: string): boolean =>
    database.get('SELECT 1 FROM entries WHERE id = ?', id.toWellFormed()) !== undefined;
  const seen = createSeenNumbers(database);
  const linked = createLinkedNumbers(database, clock);
  const partly = createPartlyRead(database);
  const withoutErased = (heard: Heard): Heard => keptOf(heard, without);
  const insert = (heard: Heard): void => insertEntry(database, heard);
  const settings = createSettings(database);
  const copied = createCopiedDesk({
    database,
    settings,
    clock,
    deskId,
    insert(heard) {
      const kept = withoutErased(heard);
      insert(kept);
      partly.note(kept);
    },
    project: projectAdopted,
  });
  const adoption = createRemoteImport({
    database,
    deskId,
    insert,
    without: withoutErased,
    seen,
    linked,
    partly,
    onOwn: copied.notice,
  });
  const byNumber = createNumbers({ database, deskId, seen, linked });

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
    importRemote: (rows, { quiet = false, by = 'dataset' } = {}) =>
      database.transaction(() => {
        const { entries, ...rest } = adoption.takeIn(rows, by);
        const { shown, fuller } = rest;
        if (entries.length === 0 && shown.size === 0 && fuller.length === 0) return [];
        projectAdopted([...entries, ...fuller]);
        onLinked([...shown, ...(by === 'link' ? ordersOf(entries) : [])]);
        database.afterCommit(() => {
          adopted.push({ entries, arrival: { from: 'another-desk', quiet, ...rest } });
        });
        return entries;
      }),
    readAgain: () =>
      database.inSteps(function* () {
        // grouped by order, so that each order is folded once, however many events it has
        const read = Map.groupBy(
          yield* adoption.readable(),
          ({ entry }) => entry.orderId ?? subjectOf(entry),
        );
        yield* eachInSteps([...read.values()], (those) => {
          const entries = those.map(({ take }) => take());
          projectAdopted(entries);
          onLinked(ordersOf(entries.filter(({ desk, seq }) => linked.has(desk, seq))));
        });
        partly.noteReading();
      }),
    copied,
    seen: seen.list,
    countUnread: adoption.countUnread,
    ...byNumber,
    linked: createLinkedLoading(database, clock, byNumber.ofNumbers),
    has,
    list: ({ afterRow = 0, limit = 1000 } = {}) =>
      readEntries(database.all('SELECT * FROM entries WHERE row > ? ORDER BY row LIMIT ?', afterRow, limit))
        .entries,
    *each() {
      for (let after = 0; ; ) {
        const page = database.all('SELECT * FROM entries WHERE row > ? ORDER BY row LIMIT 1000', after);
        yield* readEntries(page).entries;
        const last = page.at(-1);
        if (!last) return;
        after = int(last, 'row');
      }
    },
    ofOrder,
    toldBy: (mail) =>
      database
        .all(
          // a mail attached to an order is named by its note; for a second order the id ends in #2
          `SELECT order_id FROM entries WHERE by = 'gmail' AND data ->> '$.documentId' = ?1
           UNION SELECT order_id FROM entries WHERE id = 'mail-note:' || ?1
           UNION SELECT order_id FROM entries
             WHERE id >= 'mail-note:' || ?1 || '#' AND id < 'mail-note:' || ?1 || '$'`,
          mail,
        )
        .map((row) => orderIdSchema.parse(row.order_id)),
    ofSubject: (subject) => factsOfSubject(database, subject),
    alertsSince: (time) => alertsSince(database, time),
    onAppended(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const ordersOf = (entries: readonly Entry[]): readonly OrderId[] => [
  ...new Set(entries.map(({ orderId }) => orderId).filter((id) => id !== null)),
];

function insertEntry(database: Database, { entry, data }: Heard): void {
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
    JSON.stringify(data),
  );
}
