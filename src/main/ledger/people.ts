import { z } from 'zod';
import type { SubscriberId } from '../../shared/ids.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import type { PersonView } from '../../shared/views.ts';
import type { People } from '../ports.ts';
import { count, json } from './columns.ts';
import type { ContactProjector } from './contacts.ts';
import type { Database, Row } from './database.ts';
import { entriesOfSubject } from './entries.ts';
import { foldPerson } from './fold-person.ts';

const personSchema = z
  .object({
    subscriberId: subscriberIdSchema,
    name: z.string(),
    picture: z.string().nullable(),
    chatUrl: z.string().nullable(),
    lastWords: z.string().nullable(),
    wantsManager: z.boolean(),
    touchedAt: z.int(),
    touches: z.int(),
  })
  .readonly();

export function createPeople(database: Database): People {
  return {
    get: (id) => {
      const row = database.get('SELECT body FROM people WHERE id = ?', id);
      return row ? personOf(row) : null;
    },
    list: (limit) =>
      database
        .all('SELECT body FROM people ORDER BY touched_at DESC, rowid DESC LIMIT ?', limit)
        .map(personOf),
    countSince: (at) => count(database.get('SELECT count(*) AS n FROM people WHERE touched_at >= ?', at)),
  };
}

export function projectPerson(
  database: Database,
  id: SubscriberId,
  contacts: Pick<ContactProjector, 'ofPerson'>,
): void {
  const person = foldPerson(id, entriesOfSubject(database, id));
  if (!person) return;
  contacts.ofPerson(person);
  database.run(
    `INSERT INTO people (id, touched_at, body) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at, body = excluded.body`,
    id,
    person.touchedAt,
    JSON.stringify(person),
  );
}

const personOf = (row: Row): PersonView => personSchema.parse(json(row, 'body'));
