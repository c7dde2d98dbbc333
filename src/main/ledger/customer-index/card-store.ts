import { z } from 'zod';
import type { Card, Told } from '../../../shared/customer/card.ts';
import { cardOfKey } from '../../../shared/customer/card.ts';
import { flag, int, maybeInt, maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';

export type StoredCard = Card & {
  readonly row: number;
  readonly customer: number | null;
  readonly leads: boolean;
};

export const wordsSchema = z.array(z.string()).readonly();

export const cardOfRow = (row: Row): StoredCard => ({
  ...cardOfKey(text(row, 'key')),
  row: int(row, 'row'),
  customer: maybeInt(row, 'customer'),
  leads: flag(row, 'leads'),
});

/** @returns its row, and whether it was not there before */
export function putCard(
  database: Database,
  { key, own, hints }: Card,
): { readonly row: number; readonly isNew: boolean } {
  const known = database.get('SELECT row FROM cards WHERE key = ?', key);
  if (known) return { row: int(known, 'row'), isNew: false };
  const row = database.insert('INSERT INTO cards (key) VALUES (?)', key);
  for (const one of [...own, ...hints]) {
    database.run('INSERT INTO card_keys (key, card) VALUES (?, ?)', one, row);
  }
  return { row, isNew: true };
}

export const cardsWhere = (
  database: Database,
  condition: string,
  rows: readonly number[],
): readonly StoredCard[] =>
  database
    .all(`SELECT * FROM cards WHERE ${condition} IN (SELECT value FROM json_each(?))`, JSON.stringify(rows))
    .map(cardOfRow);

/** The cards with any of these keys. */
export const cardsWithKeys = (database: Database, keys: Iterable<string>): readonly StoredCard[] =>
  database
    .all(
      `SELECT * FROM cards WHERE row IN
         (SELECT k.card FROM json_each(?) j JOIN card_keys k ON k.key = j.value)`,
      JSON.stringify([...keys]),
    )
    .map(cardOfRow);

const toldSchema: z.ZodType<Told> = z
  .object({ own: wordsSchema, hints: wordsSchema, name: wordsSchema })
  .readonly();

/** @param row of `card_orders`, with the `key` of its card */
export function toldOfRow(row: Row): Told {
  const told = maybeText(row, 'told');
  if (told !== null) return toldSchema.parse(JSON.parse(told));
  const { own, name, hints } = cardOfKey(text(row, 'key'));
  return { own, name, hints };
}

export const isSameTold = (one: Told, other: Told): boolean =>
  JSON.stringify([one.own, one.name, one.hints]) === JSON.stringify([other.own, other.name, other.hints]);
