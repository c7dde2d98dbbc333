import { isDeepStrictEqual } from 'node:util';
import { foldPerson } from '../../shared/fold-person.ts';
import { subscriberIdSchema } from '../../shared/ids.ts';
import { messageOf } from '../../shared/problem.ts';
import { int, json, text } from './columns.ts';
import type { Database } from './database.ts';
import { factsOfSubject } from './facts.ts';
import { createPartlyRead } from './partly-read.ts';

/** Lists people that differ from the fold of their events. Reads in pages, like the check of the orders. */
export function* personFaults(database: Database): Iterable<string> {
  const madeAnew = createPartlyRead(database).madeAnew();
  for (let after = ''; ; ) {
    const people = database.all(
      `SELECT DISTINCT subject AS id FROM facts WHERE kind = 'touched' AND subject > ? ORDER BY subject LIMIT 500`,
      after,
    );
    for (const row of people) {
      const id = text(row, 'id');
      if (!madeAnew.has(id)) yield* faultsOf(database, id);
    }
    const last = people.at(-1);
    if (!last) break;
    after = text(last, 'id');
  }
  for (const row of database.all(
    `SELECT id FROM people WHERE id NOT IN (SELECT subject FROM facts WHERE kind = 'touched')`,
  )) {
    yield `Person ${text(row, 'id')} is shown, but never got in touch.`;
  }
}

function faultsOf(database: Database, stored: string): readonly string[] {
  try {
    const id = subscriberIdSchema.parse(stored);
    const person = foldPerson(id, factsOfSubject(database, id));
    const row = database.get('SELECT body, touched_at, waiting FROM people WHERE id = ?', id);
    if (!row) return person === null ? [] : [`Person ${id} got in touch, but is not shown.`];
    const isAsAdded =
      isDeepStrictEqual(json(row, 'body'), JSON.parse(JSON.stringify(person))) &&
      int(row, 'touched_at') === person?.touchedAt &&
      int(row, 'waiting') === (person.wantsManager ? 1 : 0);
    return isAsAdded ? [] : [`Person ${id} is not what their entries add up to.`];
  } catch (error) {
    return [`Person ${stored} cannot be read: ${messageOf(error)}.`];
  }
}
