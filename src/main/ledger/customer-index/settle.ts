import type { CardVerdict, Person } from '../../../shared/customer/persons.ts';
import { personsOf } from '../../../shared/customer/persons.ts';
import { suggestionsOf } from '../../../shared/customer/suggestions.ts';
import { int } from '../columns.ts';
import type { Database } from '../database.ts';
import type { Stale } from '../indexed-at-commit.ts';
import { insertColumns, updateChanged } from '../put-columns.ts';
import type { StoredCard } from './card-store.ts';
import { cardsWhere, cardsWithKeys } from './card-store.ts';
import { customerColumns } from './customer-row.ts';
import { crowdedNow, tiesOf } from './shared-hints.ts';
import { verdictsOn } from './verdicts.ts';

/** All cards connected to these, directly or not, by shared keys, customers or decisions. */
function allAround(
  database: Database,
  seeds: ReadonlySet<number>,
  isCrowded: (hint: string) => boolean,
): { readonly cards: readonly StoredCard[]; readonly verdicts: readonly CardVerdict[] } {
  const all = new Map<number, StoredCard>();
  const verdicts = new Map<string, CardVerdict>();
  let fresh = cardsWhere(database, 'row', [...seeds]);
  while (fresh.length > 0) {
    for (const card of fresh) all.set(card.row, card);
    const next = new Map<number, StoredCard>();
    const add = (card: StoredCard): void => {
      if (!all.has(card.row)) next.set(card.row, card);
    };
    cardsWithKeys(database, new Set(fresh.flatMap((card) => tiesOf(card, isCrowded)))).forEach(add);
    const were = [...new Set(fresh.flatMap(({ customer }) => customer ?? []))];
    cardsWhere(database, 'customer', were).forEach(add);
    const said = verdictsOn(database, fresh);
    for (const one of said) verdicts.set(JSON.stringify(one), one);
    const named = said.flatMap(({ one, other }) => [one, other]);
    for (const card of cardsNamed(database, named)) add(card);
    fresh = [...next.values()];
  }
  return { cards: [...all.values()], verdicts: [...verdicts.values()] };
}

const cardsNamed = (database: Database, keys: readonly string[]): readonly StoredCard[] =>
  keys.length === 0
    ? []
    : cardsWhere(
        database,
        'row',
        database
          .all('SELECT row FROM cards WHERE key IN (SELECT value FROM json_each(?))', JSON.stringify(keys))
          .map((row) => int(row, 'row')),
      );

/** Regroups these cards and all connected ones into customers, and stores the result. */
export function settle(database: Database, seeds: ReadonlySet<number>, stale: Stale): void {
  const isCrowded = crowdedNow(database);
  const { cards, verdicts } = allAround(database, seeds, isCrowded);
  const before = [...new Set(cards.flatMap(({ customer }) => customer ?? []))];
  settleAll(database, { cards, verdicts, isCrowded, before, stale });
}

export type Settling = {
  readonly cards: readonly StoredCard[];
  readonly verdicts: readonly CardVerdict[];
  readonly isCrowded: (hint: string) => boolean;
  /** The earlier customers of the cards. */
  readonly before: readonly number[];
  readonly stale: Stale;
};

export function settleAll(database: Database, { cards, verdicts, isCrowded, before, stale }: Settling): void {
  const persons = personsOf(cards, verdicts);
  for (const row of before) {
    database.run('DELETE FROM clientele WHERE row = ?', row);
    database.run('DELETE FROM clientele_questions WHERE one = ?1 OR other = ?1', row);
    stale.add(row);
  }
  const stored = new Map(cards.map((card) => [card.key, card] as const));
  const storedOf = (those: Person['cards']): readonly StoredCard[] =>
    those.map(({ key }) => stored.get(key)).filter((card) => card !== undefined);
  const rowOf = new Map<Person, number>();
  for (const { person, kept } of keptFirst(persons, storedOf, before)) {
    const own = storedOf(person.cards);
    const leads = own.filter(({ key }) => person.leads.some((card) => card.key === key));
    const columns = customerColumns(database, own, leads);
    if (columns === null) continue;
    const row = insertColumns(database, 'clientele', {
      ...(kept !== null && { row: kept }),
      ...columns,
      questions: 0,
    });
    rowOf.set(person, row);
    stale.add(row);
    for (const card of own) {
      const isLead = leads.includes(card);
      if (card.customer === row && card.leads === isLead) continue;
      database.run('UPDATE cards SET customer = ?, leads = ? WHERE row = ?', row, isLead ? 1 : 0, card.row);
    }
  }
  for (const { one, other, because } of suggestionsOf(persons, verdicts, isCrowded)) {
    const pair = [rowOf.get(one), rowOf.get(other)]
      .filter((row) => row !== undefined)
      .toSorted((a, b) => a - b);
    const [low, high] = pair;
    if (low === undefined || high === undefined) continue;
    database.run(
      'INSERT INTO clientele_questions (one, other, because) VALUES (?, ?, ?)',
      low,
      high,
      JSON.stringify(because),
    );
    for (const row of pair) database.run('UPDATE clientele SET questions = questions + 1 WHERE row = ?', row);
  }
}

/** Customers that keep their row come first: the next rowid that SQLite gives a new one may be one of those. */
function keptFirst(
  persons: readonly Person[],
  storedOf: (cards: Person['cards']) => readonly StoredCard[],
  before: readonly number[],
): readonly { readonly person: Person; readonly kept: number | null }[] {
  const free = new Set(before);
  return persons
    .map((person) => {
      const kept = storedOf(person.cards)
        .map(({ customer }) => customer)
        .find((row) => row !== null && free.has(row));
      if (kept !== undefined && kept !== null) free.delete(kept);
      return { person, kept: kept ?? null };
    })
    .toSorted((a, b) => Number(a.kept === null) - Number(b.kept === null));
}

/** Updates the row of a customer from the orders of its cards. */
export function relist(database: Database, row: number): void {
  const cards = cardsWhere(database, 'customer', [row]);
  const columns = customerColumns(
    database,
    cards,
    cards.filter(({ leads }) => leads),
  );
  if (columns === null) return;
  const known = database.get('SELECT * FROM clientele WHERE row = ?', row);
  if (known) updateChanged(database, 'clientele', known, columns);
}
