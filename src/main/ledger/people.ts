import { z } from 'zod';
import { askedProductSchema } from '../../shared/entry.ts';
import { foldPerson } from '../../shared/fold-person.ts';
import type { SubscriberId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import type { PersonView } from '../../shared/views.ts';
import type { People } from '../people-port.ts';
import { count, int, json } from './columns.ts';
import type { ContactProjector } from './contacts.ts';
import type { Database, Row } from './database.ts';
import { factsOfSubject } from './facts.ts';

const personSchema = z
  .object({
    subscriberId: subscriberIdSchema,
    name: z.string(),
    picture: z.string().nullable(),
    chatUrl: z.string().nullable(),
    lastWords: z.string().nullable(),
    wantsManager: z.boolean(),
    askedAt: z.int().nullable(),
    waitingSince: z.int().nullable(),
    answeredAfter: z.int().nullable(),
    wants: z.array(askedProductSchema).readonly(),
    answeredTo: z.int(),
    answeredBy: z.string().nullable(),
    decisions: z.int(),
    interactionAt: z.int().nullable(),
    touchedAt: z.int(),
    touches: z.int(),
  })
  .readonly();

const mostWaiting = 1000;

export function createPeople(database: Database): People {
  const waiting = (since = 0) =>
    database.all(
      'SELECT id, body FROM people WHERE waiting = 1 AND touched_at >= ? ORDER BY touched_at DESC, rowid DESC LIMIT ?',
      since,
      mostWaiting,
    );
  return {
    get: (id) => {
      const row = database.get('SELECT body FROM people WHERE id = ?', id);
      return row ? personOf(row) : null;
    },
    isErased: (id) =>
      database.get(
        `SELECT 1 FROM erased_subjects
         WHERE subject = ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)`,
        id,
      ) !== undefined,
    erasedTo: (id) => {
      const row = database.get('SELECT at FROM erased_subjects WHERE subject = ?', id);
      return row ? int(row, 'at') : null;
    },
    list(limit) {
      const latest = database.all(
        'SELECT id, body FROM people ORDER BY touched_at DESC, rowid DESC LIMIT ?',
        limit,
      );
      // people who wait are always listed, however many have visited the catalogue since
      const here = new Set(latest.map(({ id }) => id));
      return [...latest, ...waiting().filter(({ id }) => !here.has(id))].flatMap(readable);
    },
    waiting: (since) => waiting(since).flatMap(readable),
    touchTimes: (since) =>
      database
        .all("SELECT at FROM entries WHERE kind = 'touched' AND at >= ? ORDER BY at", since)
        .map((row) => int(row, 'at')),
    countSince: (at) => count(database.get('SELECT count(*) AS n FROM people WHERE touched_at >= ?', at)),
  };
}

export function projectPerson(
  database: Database,
  id: SubscriberId,
  contacts: Pick<ContactProjector, 'ofPerson' | 'withoutPerson'>,
): void {
  const person = foldPerson(id, factsOfSubject(database, id));
  if (!person) {
    // an erased person is not shown any more
    if (database.run('DELETE FROM people WHERE id = ?', id) > 0) contacts.withoutPerson(id);
    return;
  }
  contacts.ofPerson(person);
  database.run(
    `INSERT INTO people (id, touched_at, waiting, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at, waiting = excluded.waiting, body = excluded.body`,
    id,
    person.touchedAt,
    person.wantsManager ? 1 : 0,
    JSON.stringify(person),
  );
}

/** Skips a row that another version folded and this one cannot parse. */
function readable(row: Row): readonly PersonView[] {
  const read = personSchema.safeParse(json(row, 'body'));
  return read.success ? [read.data] : [];
}

const personOf = (row: Row): PersonView => personSchema.parse(json(row, 'body'));
