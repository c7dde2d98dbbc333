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

/** An entry, and its data as they were heard: those of a newer version may say more than this one reads of them. */
export type Heard = { readonly entry: Entry; readonly data: unknown };

const dataSchema = z.object({ data: z.unknown() });

/** @throws ZodError when it is no entry */
export function parseHeard(raw: unknown): Heard {
  const heard = wellFormed(raw);
  return { entry: parseEntry(heard), data: dataSchema.parse(heard).data };
}

/** The entries of these rows, with their data as they are kept. */
export const heardIn = (rows: readonly Row[]): readonly Heard[] =>
  rows.flatMap((row) => readEntries([row]).entries.map((entry) => ({ entry, data: json(row, 'data') })));

/** The same entries as they are kept: those of a newer version say more than this one reads of them. */
export const readKept = (rows: readonly Row[]): readonly KeptEntry[] =>
  heardIn(rows).map(({ entry, data }) => ({ ...entry, data }));

/** What is kept of it: of an entry without its customer, what this version reads. @param without see `erasure.ts` */
export function keptOf(heard: Heard, without: (entry: Entry) => Entry): Heard {
  const entry = without(heard.entry);
  return entry === heard.entry ? heard : { entry, data: entry.data };
}

/** Whether one value says all that another does, in whichever order. */
export function saysAllOf(whole: unknown, part: unknown): boolean {
  if (typeof whole !== 'object' || whole === null || typeof part !== 'object' || part === null) {
    return Object.is(whole, part);
  }
  if (Array.isArray(whole) !== Array.isArray(part)) return false;
  const said = new Map(Object.entries(whole));
  // a shorter list is another one, not less of the same
  if (Array.isArray(part) && part.length !== said.size) return false;
  return Object.entries(part).every(([name, inner]) => said.has(name) && saysAllOf(said.get(name), inner));
}

/** What this version reads of entries, once what stands of those that are partly read was made by it. */
export const partlyReadBySetting = 'ledger.partlyReadBy';
const pageSize = 250;

/**
 * The entries of which a newer version reads more than this one. They are kept as they were heard, and what was made of them is
 * noted, so that the version that reads more is known when it has come.
 */
export function createPartlyRead(database: Database) {
  const settings = createSettings(database);
  const isEmpty = (): boolean => database.get('SELECT 1 FROM partly_read LIMIT 1') === undefined;

  /** In pages: a computer that is behind may have a great many. */
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
    /** Those that read otherwise by now than what stands was made of: it is made anew at the next start. */
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
    /** Once what reads otherwise is made anew: until another version comes, none of it is read again. */
    noteReading(): void {
      settings.set(partlyReadBySetting, isEmpty() ? null : digestOfSchemas());
    },
    /** The orders, draft orders and people that are made anew for that: what stands of them until then is no fault. */
    madeAnew: (): ReadonlySet<string | null> =>
      new Set([...pages()].flat().flatMap(({ entry }) => [entry.orderId, subjectOf(entry)])),
  };
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Of all that this version reads of any entry. */
const digestOfSchemas = (): string =>
  digestOf(z.toJSONSchema(z.object(entryDataSchemas), { io: 'input', unrepresentable: 'any' }));
