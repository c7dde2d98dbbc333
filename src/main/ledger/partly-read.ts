import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import { wellFormed } from '../../shared/well-formed.ts';
import { json, text } from './columns.ts';
import type { Database } from './database.ts';
import { readEntries, subjectOf } from './facts.ts';

/** An entry, and its data as they were heard: those of a newer version may say more than this one reads of them. */
export type Heard = { readonly entry: Entry; readonly data: unknown };

const dataSchema = z.object({ data: z.unknown() });

/** @throws ZodError when it is no entry */
export function parseHeard(raw: unknown): Heard {
  const heard = wellFormed(raw);
  return { entry: parseEntry(heard), data: dataSchema.parse(heard).data };
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

/**
 * The entries of which a newer version reads more than this one. They are kept as they were heard, and what was made of them is
 * noted, so that the version that reads more is known when it has come.
 */
export function createPartlyRead(database: Database) {
  const partly = {
    note({ entry, data }: Heard): void {
      const { desk, seq } = entry;
      if (saysAllOf(entry.data, data)) {
        database.run('DELETE FROM partly_read WHERE desk = ? AND seq = ?', desk, seq);
      } else {
        database.run('INSERT OR REPLACE INTO partly_read VALUES (?, ?, ?)', desk, seq, digestOf(entry));
      }
    },
    /** Those that read otherwise by now than what stands was made of: it is made anew at the next start. */
    readOtherwise: (): readonly Heard[] =>
      database
        .all(
          `SELECT p.read, e.id, e.desk, e.seq, e.order_id, e.kind, e.at, e.recorded_at, e.by, e.data
           FROM partly_read p JOIN entries e USING (desk, seq)
           UNION ALL
           SELECT p.read, e.id, t.desk, t.seq, t.order_id, t.kind, t.at, t.recorded_at, t.by, t.data
           FROM partly_read p JOIN twins t USING (desk, seq) JOIN entries e ON e.row = t.row`,
        )
        .flatMap((row) =>
          readEntries([row])
            .entries.filter((entry) => digestOf(entry) !== text(row, 'read'))
            .map((entry) => ({ entry, data: json(row, 'data') })),
        ),
    /** The orders, draft orders and people that are made anew for that: what stands of them until then is no fault. */
    madeAnew: (): ReadonlySet<string | null> =>
      new Set(partly.readOtherwise().flatMap(({ entry }) => [entry.orderId, subjectOf(entry)])),
  };
  return partly;
}

const digestOf = ({ data }: Entry): string => createHash('sha256').update(JSON.stringify(data)).digest('hex');
