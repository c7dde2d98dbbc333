import { z } from 'zod';
import type { Card } from '../../../shared/customer/card.ts';
import { isSharedBy, mostCards } from '../../../shared/customer/persons.ts';
import { flag, int, maybeInt, maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';

export type StoredCard = Card & {
  readonly row: number;
  readonly customer: number | null;
  readonly leads: boolean;
};

const wordsSchema = z.array(z.string()).readonly();
const wordsIn = (row: Row, column: string): readonly string[] =>
  wordsSchema.parse(JSON.parse(text(row, column)));

export const cardOfRow = (row: Row): StoredCard => ({
  row: int(row, 'row'),
  key: text(row, 'key'),
  own: wordsIn(row, 'own'),
  hints: wordsIn(row, 'hints'),
  name: wordsIn(row, 'name'),
  account: maybeText(row, 'account'),
  customer: maybeInt(row, 'customer'),
  leads: flag(row, 'leads'),
});

/** @returns its row */
export function putCard(database: Database, { key, own, hints, name, account }: Card): number {
  const known = database.get('SELECT row FROM cards WHERE key = ?', key);
  if (known) return int(known, 'row');
  const row = database.insert(
    'INSERT INTO cards (key, own, hints, name, account) VALUES (?, ?, ?, ?, ?)',
    key,
    JSON.stringify(own),
    JSON.stringify(hints),
    JSON.stringify(name),
    account,
  );
  for (const one of [...own, ...hints]) {
    database.run('INSERT INTO card_keys (key, card) VALUES (?, ?)', one, row);
  }
  return row;
}

export const cardsWhere = (
  database: Database,
  condition: string,
  rows: readonly number[],
): readonly StoredCard[] =>
  database
    .all(`SELECT * FROM cards WHERE ${condition} IN (SELECT value FROM json_each(?))`, JSON.stringify(rows))
    .map(cardOfRow);

/** Looks keys up, each once as long as nothing is written. */
export function createKeyLookup(database: Database) {
  const known = new Map<string, { readonly cards: readonly StoredCard[]; readonly isShared: boolean }>();
  return (key: string) => {
    const before = known.get(key);
    if (before) return before;
    // a courier's phone stands on thousands: no more of them are read than tell that it is one
    const cards = database
      .all(
        'SELECT c.* FROM card_keys k JOIN cards c ON c.row = k.card WHERE k.key = ? LIMIT ?',
        key,
        mostCards + 2,
      )
      .map(cardOfRow);
    const isOwn = key.startsWith('tel:') || key.startsWith('mail:');
    const found = { cards, isShared: isOwn ? isSharedBy(cards) : cards.length > mostCards };
    known.set(key, found);
    return found;
  };
}
export type KeyLookup = ReturnType<typeof createKeyLookup>;
