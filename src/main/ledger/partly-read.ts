import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import { entryDataSchemas, parseEntry } from '../../shared/entry.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import type { KeptEntry } from '../warehouse-port.ts';
import type { Progress } from './catch-up.ts';
import { count, int, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { readEntries, subjectOf } from './facts.ts';
import { createSettings } from './named-values.ts';

/** An event with its raw data, which may have more fields than this version parses. */
export type Heard = { readonly entry: Entry; readonly data: unknown };

const dataSchema = z.object({ data: z.unknown() });

/** @throws ZodError if it is not an event */
export function parseHeard(raw: unknown): Heard {
  const heard = wellFormed(raw);
  return { entry: parseEntry(heard), data: dataSchema.parse(heard).data };
}

/** The events of these rows, with their stored data. */
export const heardIn = (rows: readonly Row[]): readonly Heard[] =>
  rows.flatMap((row) => readEntries([row]).entries.map((entry) => ({ entry, data: json(row, 'data') })));

/** The events of these rows with their stored data, which may have more fields than this version parses. */
export const readKept = (rows: readonly Row[]): readonly KeptEntry[] =>
  heardIn(rows).map(({ entry, data }) => ({ ...entry, data }));

/** Returns what to store: of an event without its customer, only the parsed fields. @param without see `erasure.ts` */
export function keptOf(heard: Heard, without: (entry: Entry) => Entry): Heard {
  const entry = without(heard.entry);
  return entry === heard.entry ? heard : { entry, data: entry.data };
}

/** Whether `whole` contains every value of `part`, in any order of keys. */
export function saysAllOf(whole: unknown, part: unknown): boolean {
  if (typeof whole !== 'object' || whole === null || typeof part !== 'object' || part === null) {
    return Object.is(whole, part);
  }
  if (Array.isArray(whole) !== Array.isArray(part)) return false;
  const said = new Map(Object.entries(whole));
  // a shorter list is a different list, not a part of it
  if (Array.isArray(part) && part.length !== said.size) return false;
  return Object.entries(part).every(([name, inner]) => said.has(name) && saysAllOf(said.get(name), inner));
}

/** Digest of the schemas by which partly parsed events were last projected. */
export const partlyReadBySetting = 'ledger.partlyReadBy';
const pageSize = 250;

/**
 * Tracks events with more fields than this version parses. Their raw data is stored and their parse result noted, so that a
 * version that parses more can find them.
 */
export function createPartlyRead(database: Database) {
  const settings = createSettings(database);
  const isEmpty = (): boolean => database.get('SELECT 1 FROM partly_read LIMIT 1') === undefined;

  /** Paged, because a computer with an old version may have very many. */
  function* pages(): Iterable<readonly Heard[]> {
    if (isEmpty() || settings.get(partlyReadBySetting) === digestOfSchemas()) return;
    let after: readonly [string, number] = ['', 0];
    for (;;) {
      const rows = database.all(
        'SELECT desk, seq FROM partly_read WHERE (desk, seq) > (?, ?) ORDER BY desk, seq LIMIT ?',
        ...after,
        pageSize,
      );
      const last = rows.at(-1);
      if (!last) return;
      const upTo = [text(last, 'desk'), int(last, 'seq')] as const;
      yield otherwiseIn(after, upTo);
      after = upTo;
    }
  }

  const otherwiseIn = (after: readonly [string, number], upTo: readonly [string, number]): readonly Heard[] =>
    database
      .all(
        `SELECT p.read, e.id, e.desk, e.seq, e.order_id, e.kind, e.at, e.recorded_at, e.by, e.data
         FROM partly_read p JOIN entries e USING (desk, seq)
         WHERE (p.desk, p.seq) > (?1, ?2) AND (p.desk, p.seq) <= (?3, ?4)
         UNION ALL
         SELECT p.read, e.id, t.desk, t.seq, t.order_id, t.kind, t.at, t.recorded_at, t.by, t.data
         FROM partly_read p JOIN twins t USING (desk, seq) JOIN entries e ON e.row = t.row
         WHERE (p.desk, p.seq) > (?1, ?2) AND (p.desk, p.seq) <= (?3, ?4)`,
        ...after,
        ...upTo,
      )
      .flatMap((row) => heardIn([row]).filter(({ entry }) => digestOf(entry.data) !== text(row, 'read')));

  return {
    note({ entry, data }: Heard): void {
      const { desk, seq } = entry;
      if (saysAllOf(entry.data, data)) {
        database.run('DELETE FROM partly_read WHERE desk = ? AND seq = ?', desk, seq);
      } else {
        database.run('INSERT OR REPLACE INTO partly_read VALUES (?, ?, ?)', desk, seq, digestOf(entry.data));
      }
    },
    /** Events whose parse result has changed since they were projected; they are rebuilt at the next start. */
    *readOtherwise(): Generator<Progress, readonly Heard[]> {
      const total = count(database.get('SELECT count(*) AS n FROM partly_read'));
      const otherwise: Heard[] = [];
      let done = 0;
      for (const page of pages()) {
        otherwise.push(...page);
        done += pageSize;
        if (done < total) yield { done, total };
      }
      return otherwise;
    },
    /** Call after the rebuild: the events are not parsed again until the schemas change. */
    noteReading(): void {
      settings.set(partlyReadBySetting, isEmpty() ? null : digestOfSchemas());
    },
    /** Subjects and orders that the next start rebuilds for this; until then a difference is no fault. */
    madeAnew: (): ReadonlySet<string | null> =>
      new Set([...pages()].flat().flatMap(({ entry }) => [entry.orderId, subjectOf(entry)])),
  };
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** A digest of all event schemas. */
const digestOfSchemas = (): string =>
  digestOf(z.toJSONSchema(z.object(entryDataSchemas), { io: 'input', unrepresentable: 'any' }));
