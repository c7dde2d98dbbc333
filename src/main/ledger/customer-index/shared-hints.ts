import type { Card } from '../../../shared/customer/card.ts';
import { mostSharing } from '../../../shared/customer/suggestions.ts';
import { count, int } from '../columns.ts';
import type { Database } from '../database.ts';

/** The number of cards with a hint, counted only up to the limit plus two. */
const sharing = (database: Database, hint: string): number =>
  count(
    database.get(
      'SELECT count(*) AS n FROM (SELECT 1 FROM card_keys WHERE key = ? LIMIT ?)',
      hint,
      mostSharing + 2,
    ),
  );

/** Whether so many of the current cards have a hint that it proves nothing. */
export function crowdedNow(database: Database): (hint: string) => boolean {
  const known = new Map<string, boolean>();
  return (hint) => {
    const isCrowded = known.get(hint) ?? sharing(database, hint) > mostSharing;
    known.set(hint, isCrowded);
    return isCrowded;
  };
}

/** The keys by which a card may be related to others. */
export const tiesOf = (
  { own, hints }: Pick<Card, 'own' | 'hints'>,
  isCrowded: (hint: string) => boolean,
): readonly string[] => [...own, ...hints.filter((hint) => !isCrowded(hint))];

/** The cards with a hint that a new card has just made too common: duplicate suggestions based on it are dropped. */
export const newlyCrowded = (database: Database, { hints }: Pick<Card, 'hints'>): readonly number[] =>
  hints
    .filter((hint) => sharing(database, hint) === mostSharing + 1)
    .flatMap((hint) =>
      database.all('SELECT card FROM card_keys WHERE key = ?', hint).map((row) => int(row, 'card')),
    );
